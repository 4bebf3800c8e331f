"""Hearing: at once when something arrives."""

from __future__ import annotations

from datetime import datetime

from vitrino.engine.work import every
from vitrino.listening import actions


@every("listening.hear", 60, bell="arrivals")
def hear(now: datetime) -> None:
    actions.hear(now)

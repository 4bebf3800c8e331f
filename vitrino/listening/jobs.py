"""Hearing: at once when something arrives."""

from __future__ import annotations

from datetime import datetime

from vitrino.engine.work import every
from vitrino.intake import actions as intake
from vitrino.listening import actions
from vitrino.listening.sieve import sieve

intake.sieves(sieve)


@every("listening.hear", 60, bell="arrivals")
def hear(now: datetime) -> None:
    actions.hear(now)

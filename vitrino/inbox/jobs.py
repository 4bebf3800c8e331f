"""Taking in what arrived, and giving back what did not go out."""

from __future__ import annotations

from datetime import datetime

from vitrino.engine.work import every
from vitrino.inbox import actions


@every("inbox.take-in", 60, bell="arrivals")
def take_in(now: datetime) -> None:
    actions.take_in(now)


@every("inbox.mend", 60)
def mend(now: datetime) -> None:
    actions.mend(now)

"""Taking in what arrived, giving back what did not go out, and looking at the clocks."""

from __future__ import annotations

from datetime import datetime

from vitrino.engine.work import every
from vitrino.inbox import actions, sweeping, triage
from vitrino.inbox.people import actions as people


@every("inbox.take-in", 60, bell="arrivals")
def take_in(now: datetime) -> None:
    actions.take_in(now)


@every("inbox.mend", 60)
def mend(now: datetime) -> None:
    actions.mend(now)


@every("inbox.clocks", 15)
def run_clocks(now: datetime) -> None:
    sweeping.sweep(now)


@every("inbox.people", 600)
def keep_up_with_people(now: datetime) -> None:
    people.keep_up(now)


@every("inbox.learn", 600)
def learn(now: datetime) -> None:
    triage.learn_due(now)

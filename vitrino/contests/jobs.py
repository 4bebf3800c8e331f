"""Collecting entries, closing lists nobody closed, and telling when a winner's time is over."""

from __future__ import annotations

from datetime import datetime

from vitrino.contests import attending
from vitrino.engine.work import every


@every("contests.gather", 60, bell="arrivals")
def gather(now: datetime) -> None:
    attending.gather_all(now)


@every("contests.forget", 86_400)
def forget(now: datetime) -> None:
    attending.forget_old(now)


@every("contests.attend", 300)
def attend(now: datetime) -> None:
    attending.attend(now)

"""Mutes end by themselves, and what was decided is done on the platforms."""

from __future__ import annotations

from datetime import datetime

from vitrino.conduct import actions
from vitrino.conduct.models import Measure
from vitrino.engine.work import all_rows, every, work


@every("conduct.mutes", 600)
def end_mutes(now: datetime) -> None:
    actions.end_mutes(now)


@work("conduct.measure", all_rows(Measure), lane="channel__platform")
def carry_out(measure: Measure, now: datetime) -> datetime | None:
    return actions.carry_out(measure=measure, now=now)

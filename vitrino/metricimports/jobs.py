"""What goes on by itself: store what is good in a file that somebody let go."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from vitrino.engine.work import every, work
from vitrino.metricimports import actions
from vitrino.metricimports.models import NumbersFile


def running() -> QuerySet[NumbersFile]:
    return NumbersFile.objects.filter(state=NumbersFile.State.RUNNING).select_related("workspace", "by", "channel")


@work("metricimports.file", running, lease_s=300)
def carry_on(row: NumbersFile, now: datetime) -> datetime | None:
    return actions.carry_on(row, now)


@every("metricimports.forget", 86_400)
def forget_old(now: datetime) -> None:
    actions.forget_old(now)

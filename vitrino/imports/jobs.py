"""What goes on by itself: carry out a file that somebody let go, read feeds."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from vitrino.engine.work import work
from vitrino.imports import actions, feeding
from vitrino.imports.models import Feed, Import


def running() -> QuerySet[Import]:
    return Import.objects.filter(state=Import.State.RUNNING).select_related("workspace", "by")


def feeds() -> QuerySet[Feed]:
    return Feed.objects.select_related("workspace")


@work("imports.import", running, lease_s=300)
def carry_on(row: Import, now: datetime) -> datetime | None:
    return actions.carry_on(row, now)


@work("imports.feed", feeds, lease_s=60)
def read_feed(row: Feed, now: datetime) -> datetime | None:
    return feeding.read(row, now)

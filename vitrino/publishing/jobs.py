"""What publishing does by itself: work off due rows, let go what was held for its channel, follow changed clocks."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from vitrino.approval.actions import BELL as AGREED
from vitrino.engine.work import every, work
from vitrino.publishing import amending, changes, deciding, sending, waiting
from vitrino.publishing.models import Amendment, Publication
from vitrino.publishing.said import remember

# Longer than any send deadline, so that nobody takes a row from a worker that may still write.
LEASE_S = 90


def due_rows() -> QuerySet[Publication]:
    return Publication.objects.select_related("channel")


@work("publishing.publication", due_rows, lease_s=LEASE_S, is_urgent=True, lane="channel__platform",
      shares_waits=True)  # fmt: skip
def publish(row: Publication, now: datetime) -> datetime | None:
    return sending.work_off(row, now)


def due_amendments() -> QuerySet[Amendment]:
    return Amendment.objects.select_related("publication__channel", "publication__workspace")


@work("publishing.amendment", due_amendments, lease_s=LEASE_S)
def amend(row: Amendment, now: datetime) -> datetime | None:
    return amending.carry_out(row, now)


@every("publishing.reopened", 60)
def let_go(now: datetime) -> None:
    deciding.let_go_of_reopened(now)


@every("publishing.restored", 60)
def hold_back(now: datetime) -> None:
    sending.hold_after_restore(now)


@every("publishing.said", 60)
def remember_what_was_said(now: datetime) -> None:
    remember()


@every("publishing.alarms", 300)
def look_for_standstill(now: datetime) -> None:
    sending.warn_of_standstill(now)


@every("publishing.agreed", 60, bell=AGREED)
def keep_to_agreements(now: datetime) -> None:
    waiting.keep_to_agreements(now)


@every("publishing.clocks", 86_400)
def follow_clocks(now: datetime) -> None:
    changes.follow_the_clocks(now)

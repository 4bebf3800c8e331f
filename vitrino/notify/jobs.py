"""Deliveries and escalations that are due."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from vitrino.engine.work import work
from vitrino.notify import escalating, sending
from vitrino.notify.models import Delivery, Escalation


def waiting() -> QuerySet[Delivery]:
    found = Delivery.objects.filter(state=Delivery.State.WAITING)
    return found.select_related("way__person", "way__workspace", "person", "workspace")


def climbing() -> QuerySet[Escalation]:
    return Escalation.objects.filter(state=Escalation.State.RUNNING).select_related("workspace")


@work("notify.delivery", waiting, lease_s=60)
def deliver(row: Delivery, now: datetime) -> datetime | None:
    return sending.work_off(row, now)


@work("notify.escalation", climbing, lease_s=60)
def climb(row: Escalation, now: datetime) -> datetime | None:
    return escalating.climb(row, now)

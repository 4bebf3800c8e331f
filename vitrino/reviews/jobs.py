"""What goes on by itself: take up reviews, and ask for them when it is time."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from vitrino.engine.work import every, work
from vitrino.reviews import following
from vitrino.reviews.asking import asking
from vitrino.reviews.models import ReviewRequest


@every("reviews.follow", 60, bell="arrivals")
def follow(now: datetime) -> None:
    following.follow(now)


@every("reviews.catch-up", 86_400)
def catch_up(now: datetime) -> None:
    following.catch_up(now)


@every("reviews.ask", 900)
def find_orders(now: datetime) -> None:
    asking.schedule_due(now)


def requests() -> QuerySet[ReviewRequest]:
    return ReviewRequest.objects.select_related("workspace")


@work("reviews.request", requests, lease_s=120)
def carry_on(row: ReviewRequest, now: datetime) -> datetime | None:
    return asking.carry_on(row, now)

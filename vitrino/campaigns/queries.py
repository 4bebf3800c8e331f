"""Reading campaigns."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet

from vitrino.campaigns.models import Campaign as Campaign
from vitrino.workspace.models import Workspace


def campaigns_of(workspace: Workspace) -> QuerySet[Campaign]:
    """All of a shop, those that go on first, then the newest."""
    return Campaign.objects.filter(workspace=workspace).order_by("ended_at", "-starts_on", "-pk")


def open_campaigns(workspace: Workspace) -> QuerySet[Campaign]:
    """Those nobody has ended: posts can be put into them."""
    return campaigns_of(workspace).filter(ended_at=None)


def running(workspace: Workspace, today: date) -> QuerySet[Campaign]:
    """Those whose days include today."""
    return open_campaigns(workspace).filter(starts_on__lte=today, ends_on__gte=today)


def to_watch(today: date) -> QuerySet[Campaign]:
    """Of all shops: open, begun, and over since yesterday at the latest. A day of grace holds every time zone."""
    day = timedelta(days=1)
    found = Campaign.objects.filter(ended_at=None, starts_on__lte=today + day, ends_on__gte=today - 2 * day)
    return found.select_related("workspace").order_by("pk")

"""Reading what the checkup noticed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Case, IntegerField, QuerySet, Value, When

from vitrino.checkup.models import Notice as Notice
from vitrino.checkup.models import Run
from vitrino.workspace.models import Workspace

LATELY = timedelta(days=14)
_MOST_SEVERE_FIRST = Case(
    When(severity=Notice.Severity.HIGH, then=Value(0)),
    When(severity=Notice.Severity.MEDIUM, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


def notices(workspace: Workspace) -> QuerySet[Notice]:
    """What is open and not dismissed, most severe first, then the oldest."""
    return open_notices(workspace).filter(dismissed_at=None).order_by(_MOST_SEVERE_FIRST, "first_seen_at", "pk")


def open_notices(workspace: Workspace) -> QuerySet[Notice]:
    """The dismissed ones too."""
    return Notice.objects.filter(workspace=workspace, gone_at=None)


def dismissed(workspace: Workspace) -> QuerySet[Notice]:
    """What somebody set aside, with their reason."""
    return open_notices(workspace).exclude(dismissed_at=None).select_related("dismissed_by").order_by("-dismissed_at")


def fixed_lately(workspace: Workspace, now: datetime) -> QuerySet[Notice]:
    """What was put right in the last two weeks, the newest first."""
    return Notice.objects.filter(workspace=workspace, gone_at__gt=now - LATELY).order_by("-gone_at", "pk")


def last_run(workspace: Workspace) -> Run | None:
    return Run.objects.filter(workspace=workspace).order_by("-at", "-pk").first()

"""Reading what the checkup noticed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Case, IntegerField, QuerySet, Value, When

from vitrino.checkup.models import Aside, Day, Letter, LetterTime, Run, Trouble
from vitrino.checkup.models import Notice as Notice
from vitrino.workspace.models import Workspace

LATELY = timedelta(days=14)
_MOST_SEVERE_FIRST = Case(
    When(severity=Notice.Severity.HIGH, then=Value(0)),
    When(severity=Notice.Severity.MEDIUM, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


def notices(workspace: Workspace) -> QuerySet[Notice]:
    """What is open and not put aside, most severe first, then the oldest."""
    return open_notices(workspace).filter(dismissed_at=None).order_by(_MOST_SEVERE_FIRST, "first_seen_at", "pk")


def open_notices(workspace: Workspace) -> QuerySet[Notice]:
    """Those put aside too."""
    return Notice.objects.filter(workspace=workspace, gone_at=None)


def dismissed(workspace: Workspace) -> QuerySet[Notice]:
    """What somebody put aside, with their reason."""
    return open_notices(workspace).exclude(dismissed_at=None).select_related("dismissed_by").order_by("-dismissed_at")


def fixed_lately(workspace: Workspace, now: datetime) -> QuerySet[Notice]:
    """What was put right in the last two weeks, the newest first."""
    return fixed_since(workspace, now - LATELY)


def fixed_since(workspace: Workspace, since: datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(workspace=workspace, gone_at__gt=since).order_by("-gone_at", "pk")


def last_run(workspace: Workspace) -> Run | None:
    return Run.objects.filter(workspace=workspace).order_by("-at", "-pk").first()


def troubles(workspace: Workspace) -> QuerySet[Trouble]:
    """Rules that could not look at the last try."""
    return Trouble.objects.filter(workspace=workspace).order_by("rule")


def days(workspace: Workspace, since: date) -> QuerySet[Day]:
    """How the shop stood, the oldest day first."""
    return Day.objects.filter(workspace=workspace, day__gte=since).order_by("day")


def today(workspace: Workspace) -> Day | None:
    """The newest day there is: how the shop stands now."""
    return Day.objects.filter(workspace=workspace).order_by("-day").first()


def asides(workspace: Workspace) -> QuerySet[Aside]:
    """Who put what aside and why, the newest first."""
    mine = Aside.objects.filter(notice__workspace=workspace)
    return mine.select_related("notice", "by", "ended_by").order_by("-at", "-pk")


def letters(workspace: Workspace) -> QuerySet[Letter]:
    """Weekly letters, the newest first."""
    return Letter.objects.filter(workspace=workspace).order_by("-week")


def letter_time(workspace: Workspace) -> LetterTime:
    """When the letter goes out; Monday at eight unless somebody chose otherwise. May be unsaved."""
    return LetterTime.objects.filter(workspace=workspace).first() or LetterTime(workspace=workspace)

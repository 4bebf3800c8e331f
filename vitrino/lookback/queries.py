"""Reading looks back, experiments and reports."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

from vitrino.lookback.models import (
    Decision,
    Every,
    Experiment,
    LookBack,
    Reader,
    Report,
    ReportLink,
    ReportLook,
    Rhythm,
)
from vitrino.lookback.periods import Period, last_of, today_of
from vitrino.workspace.models import Workspace


def rhythm_of(workspace: Workspace) -> str:
    """How often the shop looks back; "" for never."""
    found = Rhythm.objects.filter(workspace=workspace).first()
    return found.every if found else Every.MONTH


def look_backs(workspace: Workspace) -> QuerySet[LookBack]:
    """All of them, the newest time first."""
    mine = LookBack.objects.filter(workspace=workspace)
    return mine.select_related("workspace", "by").order_by("-to_on", "-from_on", "-pk")


def closed(workspace: Workspace) -> QuerySet[LookBack]:
    return look_backs(workspace).filter(closed_at__isnull=False)


def last_closed_at(workspace: Workspace) -> datetime | None:
    """When somebody last looked back to the end."""
    return closed(workspace).order_by("-closed_at").values_list("closed_at", flat=True).first()


def unfinished(workspace: Workspace) -> LookBack | None:
    """The one to go on with after a break."""
    return look_backs(workspace).filter(closed_at=None).first()


def due(workspace: Workspace, now: datetime) -> Period | None:
    """The time that waits to be looked back on; None when it was done, is not wanted, or the shop is newer than it."""
    every = rhythm_of(workspace)
    if not every:
        return None
    period = last_of(workspace, every, now)
    is_new = today_of(workspace, workspace.created_at) > period.to_on - timedelta(days=period.days // 2)
    if is_new or closed(workspace).filter(every=every, from_on=period.from_on).exists():
        return None
    return period


def decisions_of(back: LookBack) -> QuerySet[Decision]:
    return back.decisions.select_related("suggestion").order_by("at", "pk")


def last_decisions(back: LookBack) -> QuerySet[Decision]:
    """What was decided the time before, with what came of it."""
    before = closed(back.workspace).filter(to_on__lt=back.to_on).first()
    found = Decision.objects.filter(look_back=before) if before else Decision.objects.none()
    return found.select_related("suggestion", "look_back").order_by("at", "pk")


def experiments_of(workspace: Workspace) -> QuerySet[Experiment]:
    """Newest first."""
    mine = Experiment.objects.filter(workspace=workspace)
    return mine.select_related("suggestion", "channel", "workspace", "by").order_by("-starts_at", "-pk")


def undecided(workspace: Workspace) -> QuerySet[Experiment]:
    """Experiments that are over and wait for somebody's word."""
    return experiments_of(workspace).filter(state=Experiment.State.OVER)


def experiments_of_suggestions(workspace: Workspace, ids: list[int]) -> dict[int, Experiment]:
    """Suggestion id -> its experiment."""
    return {one.suggestion_id: one for one in experiments_of(workspace).filter(suggestion__in=ids)}


def reports_of(workspace: Workspace) -> QuerySet[Report]:
    """Newest time first, without the files."""
    mine = Report.objects.filter(workspace=workspace).defer("pdf")
    return mine.select_related("workspace", "by").order_by("-to_on", "-from_on", "-pk")


def look_of(workspace: Workspace) -> ReportLook:
    found = ReportLook.objects.filter(workspace=workspace).select_related("logo").first()
    return found or ReportLook(workspace=workspace)


def readers_of(workspace: Workspace) -> QuerySet[Reader]:
    """Whoever gets reports now."""
    return Reader.objects.filter(workspace=workspace, stopped_at=None).order_by("email", "every")


def links_of(report: Report, now: datetime) -> QuerySet[ReportLink]:
    """Links that open still."""
    mine = ReportLink.objects.filter(report=report, revoked_at=None, expires_at__gt=now)
    return mine.select_related("by").order_by("-created_at")

"""The week over all channels."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from vitrino.domain import slots
from vitrino.plan import queries as plan
from vitrino.today.week import monday_of, week_name, week_of
from vitrino.workspace.access import WorkspaceRequest, page

WEEK = timedelta(days=7)


@page("see", place="plan")
@require_GET
def week(request: WorkspaceRequest) -> HttpResponse:
    """One week; ?week=2026-W47 for another."""
    now = timezone.now()
    today = now.astimezone(slots.zone(request.workspace.time_zone)).date()
    monday = monday_of(request.GET.get("week", ""), today)
    context = {
        "week": week_of(request.workspace, monday, now),
        "previous": week_name(monday - WEEK),
        "following": week_name(monday + WEEK),
        "is_this_week": monday == monday_of("", today),
        "sunday": monday + timedelta(days=6),
        "ideas": plan.ideas(request.workspace)[:5],
        "suggestions": [(one, plan.message_of(one)) for one in plan.open_suggestions(request.workspace)[:5]],
    }
    return render(request, "today/week.html", context)

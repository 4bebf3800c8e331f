"""The first page of the day."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from vitrino.goals import queries as goals
from vitrino.insight import queries as insight
from vitrino.plan import queries as plan
from vitrino.publishing import pages
from vitrino.publishing import queries as publishing
from vitrino.strategy import queries as strategy
from vitrino.today.figures import figures_of
from vitrino.today.needs import needs_of
from vitrino.workspace.access import WorkspaceRequest, page

NEXT_SHOWN = 5


@page("see", place="today")
@require_GET
def home(request: WorkspaceRequest) -> HttpResponse:
    """What needs you, four figures, what comes next, what was learnt."""
    workspace, now = request.workspace, timezone.now()
    goal = strategy.active_goals(workspace).first()
    context = {
        "needs": needs_of(workspace, request.member, now),
        "figures": figures_of(workspace, now),
        "upcoming": [pages.row_of(one) for one in publishing.upcoming(workspace).filter(kind="post")[:NEXT_SHOWN]],
        "suggestions": [(one, plan.message_of(one)) for one in plan.open_suggestions(workspace)[:3]],
        "finding": insight.newest_finding(workspace),
        "goal": goal,
        "goal_label": goals.label_of(goal) if goal else "",
    }
    return render(request, "today/home.html", context)

"""Pages of goals: all of them, one of them, and how one is set."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitrino.domain.problem import Problem
from vitrino.goals import actions, pages
from vitrino.goals.forms import GoalForm, LessonForm, ServingForm
from vitrino.strategy import actions as strategy
from vitrino.strategy import queries
from vitrino.strategy.queries import Goal
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, page

LONGEST_WISH = 300
ENDS = (Goal.State.REACHED, Goal.State.MISSED, Goal.State.GIVEN_UP)


@page("see", place="insight")
@require_GET
def home(request: WorkspaceRequest) -> HttpResponse:
    """What is wanted and how it stands."""
    may_manage = may(request.member, "manage")
    return render(request, "goals/home.html", pages.home(request.workspace) | {"may_manage": may_manage})


@page("manage", place="insight")
@require_http_methods(["GET", "POST"])
def new(request: WorkspaceRequest) -> HttpResponse:
    """Set a goal: say a wish, take a proposal, or fill in the few fields."""
    now = timezone.now()
    offered = pages.proposals(request.workspace, request.GET.get("wish", "").strip()[:LONGEST_WISH], now)
    form = GoalForm(request.POST or None, workspace=request.workspace, initial=offered["initial"])
    if request.method == "POST" and form.is_valid():
        try:
            goal = actions.set_goal(workspace=request.workspace, by=request.user, now=now, **form.values())
            messages.success(request, _("Set. Vitrino looks at it every day."))
            return redirect("goals:one", slug=request.workspace.slug, pk=goal.pk)
        except Problem as problem:
            form.add_error(problem.field or None, words(problem.message))
    return render(request, "goals/new.html", offered | {"form": form})


@page("see", place="insight")
@require_GET
def one(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """How one goal stands, what serves it, what would help."""
    goal = get_object_or_404(queries.goals_of(request.workspace).select_related("owner", "campaign"), pk=pk)
    serving = ServingForm(workspace=request.workspace, initial=_serving(goal))
    context = pages.one(goal, timezone.now()) | {
        "goal": goal, "form": serving, "lesson": LessonForm(instance=goal),
        "may_manage": may(request.member, "manage"), "may_write": may(request.member, "compose"),
    }  # fmt: skip
    return render(request, "goals/one.html", context)


@page("manage", place="insight")
@require_POST
def serving(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Say what serves a goal."""
    goal = get_object_or_404(queries.active_goals(request.workspace), pk=pk)
    form = ServingForm(request.POST, workspace=request.workspace)
    if form.is_valid():
        strategy.serve_goal(goal=goal, by=request.user, now=timezone.now(), **form.values())
        messages.success(request, _("Kept."))
    return redirect("goals:one", slug=request.workspace.slug, pk=goal.pk)


@page("manage", place="insight")
@require_POST
def end(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """A goal is over; `state` says how."""
    goal = get_object_or_404(queries.active_goals(request.workspace), pk=pk)
    state = request.POST.get("state", "")
    if state in ENDS:
        strategy.close_goal(goal=goal, state=state, by=request.user, now=timezone.now())
    return redirect("goals:one", slug=request.workspace.slug, pk=goal.pk)


@page("compose", place="insight")
@require_POST
def lesson(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Write down what a goal taught."""
    over = queries.goals_of(request.workspace).exclude(state=Goal.State.ACTIVE)
    goal = get_object_or_404(over, pk=pk)
    try:
        strategy.learn_from_goal(goal=goal, lesson=request.POST.get("lesson", ""), by=request.user, now=timezone.now())
        messages.success(request, _("Kept. You will find it here next time."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("goals:one", slug=request.workspace.slug, pk=goal.pk)


def _serving(goal: Goal) -> dict[str, object]:
    return {
        "channels": [str(one.pk) for one in goal.channels.all()],
        "pillars": [str(one.pk) for one in goal.pillars.all()],
        "formats": goal.formats,
        "accounts": goal.accounts,
    }

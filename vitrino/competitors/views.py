"""Pages of competitors: all of them beside us, and one more closely."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitrino.competitors import actions, pages, queries, reading
from vitrino.competitors.forms import FollowForm
from vitrino.competitors.queries import Competitor
from vitrino.connect import registry
from vitrino.domain.problem import Problem
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, page


@page("see", place="insight")
@require_GET
def home(request: WorkspaceRequest) -> HttpResponse:
    """Everybody beside us."""
    gone = queries.every_competitor_of(request.workspace).exclude(removed_at=None)
    removed = gone.filter(pk=_number(request.GET.get("removed", ""))).first()
    context = pages.home(request.workspace, timezone.now()) | {
        "removed": removed, "may_manage": may(request.member, "manage"),
    }  # fmt: skip
    return render(request, "competitors/home.html", context)


@page("manage", place="insight")
@require_http_methods(["GET", "POST"])
def new(request: WorkspaceRequest) -> HttpResponse:
    """Follow one more."""
    platforms = reading.platforms(request.workspace)
    form = FollowForm(request.POST or None, platforms=platforms)
    if request.method == "POST" and form.is_valid():
        made = _followed(request, form)
        if made:
            messages.success(request, _("On your list. Vitrino reads the account once a day."))
            return redirect("competitors:one", slug=request.workspace.slug, pk=made.pk)
    examples = [around.example for key, around in registry.arounds().items() if key in platforms]
    return render(request, "competitors/new.html", {"form": form, "platforms": platforms, "examples": examples})


@page("see", place="insight")
@require_GET
def one(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """What one competitor does well and badly."""
    competitor = get_object_or_404(queries.competitors_of(request.workspace), pk=pk)
    context = pages.one(competitor, timezone.now()) | {"may_manage": may(request.member, "manage")}
    return render(request, "competitors/one.html", context)


@page("manage", place="insight")
@require_POST
def removal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Take one off the list."""
    competitor = get_object_or_404(queries.competitors_of(request.workspace), pk=pk)
    actions.untrack(competitor=competitor, by=request.user, now=timezone.now())
    response = redirect("competitors:home", slug=request.workspace.slug)
    response["Location"] += f"?removed={competitor.pk}"
    return response


@page("manage", place="insight")
@require_POST
def put_back(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Undo a removal; twice is the same as once."""
    competitor = get_object_or_404(queries.every_competitor_of(request.workspace), pk=pk)
    actions.put_back(competitor=competitor, by=request.user, now=timezone.now())
    return redirect("competitors:home", slug=request.workspace.slug)


def _followed(request: WorkspaceRequest, form: FollowForm) -> Competitor | None:
    """The competitor, or None with the reason beside the field."""
    now, given = timezone.now(), form.cleaned_data
    try:
        platform, account = reading.looked_up(request.workspace, given["platform"], given["account"], now)
        return actions.track(workspace=request.workspace, platform=platform, account=account, by=request.user, now=now)
    except Problem as problem:
        form.add_error(problem.field or None, words(problem.message))
        return None


def _number(text: str) -> int:
    """A row's number from an address; 0, which no row has, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0

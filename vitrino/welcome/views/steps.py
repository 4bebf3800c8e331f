"""Steps 2 to 5: the shop, its names, its channels, the first goal. Each can be left out and done later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.channels import actions as channels
from vitrino.channels import queries as channel_queries
from vitrino.connect.registry import manifests
from vitrino.domain.problem import Problem
from vitrino.goals import actions as goals
from vitrino.goals.forms import GoalForm
from vitrino.listening import actions as listening
from vitrino.plan import actions as plan
from vitrino.strategy import actions as strategy
from vitrino.ui.words import words
from vitrino.welcome.forms import DescribeForm, RehearseForm
from vitrino.workspace import actions, queries
from vitrino.workspace.access import WorkspaceRequest, page
from vitrino.workspace.forms import NameForm

STEPS = 5


@page("own")
@require_http_methods(["GET", "POST"])
def step(request: WorkspaceRequest, step: int) -> HttpResponse:
    """One of the steps 2..5."""
    if step not in PAGES:
        raise Http404
    response = PAGES[step](request)
    actions.go_to_step(workspace=request.workspace, step=step)
    return response


@page("own")
@require_POST
def name_removal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Strike a name out again."""
    name = get_object_or_404(queries.brand_names(request.workspace), pk=pk)
    actions.remove_brand_name(brand_name=name, by=request.user, now=timezone.now())
    return redirect("welcome:step", slug=request.workspace.slug, step=3)


@page("own")
@require_POST
def finish(request: WorkspaceRequest) -> HttpResponse:
    """Setting up is over; whatever was left out shows in the checkup."""
    now = timezone.now()
    strategy.start_with_default_pillars(workspace=request.workspace, by=request.user, now=now)
    listening.grow_watches(workspace=request.workspace, now=now)
    actions.go_to_step(workspace=request.workspace, step=0)
    return redirect("today:home", slug=request.workspace.slug)


def _shop(request: WorkspaceRequest) -> HttpResponse:
    form = DescribeForm(request.POST or None, instance=request.workspace)
    if request.method == "POST" and form.is_valid():
        fresh = queries.workspace(request.workspace.pk)
        actions.describe_shop(workspace=fresh, by=request.user, now=timezone.now(), values=form.values())
        return _on(request, 3)
    return _show(request, 2, form=form)


def _names(request: WorkspaceRequest) -> HttpResponse:
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_brand_name(
                workspace=request.workspace, text=form.cleaned_data["name"], by=request.user, now=timezone.now()
            )
            return _on(request, 3)
        except Problem as problem:
            form.add_error("name", words(problem.message))
    names = queries.brand_names(request.workspace)
    return _show(request, 3, form=form, names=names, forms=listening.preview_forms(names))


def _channels(request: WorkspaceRequest) -> HttpResponse:
    offered = [(key, manifest.name) for key, manifest in manifests().items() if manifest.can_rehearse]
    form = RehearseForm(request.POST or None, platforms=offered)
    if request.method == "POST" and form.is_valid():
        for platform in form.cleaned_data["platforms"]:
            _rehearse(request, platform)
        return _on(request, 5)
    real = [(key, manifest) for key, manifest in manifests().items() if manifest.can_connect]
    return _show(request, 4, form=form, real=real, channels=channel_queries.channels_of(request.workspace))


def _rehearse(request: WorkspaceRequest, platform: str) -> None:
    now, workspace = timezone.now(), request.workspace
    made = channels.rehearse(
        workspace=workspace, platform=platform, handle=workspace.slug, name=workspace.name, by=request.user, now=now
    )
    plan.start_with_defaults(channel=made, now=now)


def _goal(request: WorkspaceRequest) -> HttpResponse:
    form = GoalForm(request.POST or None, workspace=request.workspace, is_short=True)
    if request.method == "POST" and form.is_valid():
        try:
            goals.set_goal(workspace=request.workspace, by=request.user, now=timezone.now(), **form.values())
            return finish(request, slug=request.workspace.slug)  # type: ignore[return-value]
        except Problem as problem:
            form.add_error(problem.field or None, words(problem.message))
    return _show(request, 5, form=form)


def _show(request: WorkspaceRequest, number: int, **context: Any) -> HttpResponse:
    context |= {"step": number, "steps": STEPS, "next_step": number + 1}
    return render(request, f"welcome/{NAMES[number]}.html", context)


def _on(request: WorkspaceRequest, number: int) -> HttpResponse:
    return redirect("welcome:step", slug=request.workspace.slug, step=number)


NAMES = {2: "shop", 3: "names", 4: "channels", 5: "goal"}
PAGES: dict[int, Callable[[WorkspaceRequest], HttpResponse]] = {2: _shop, 3: _names, 4: _channels, 5: _goal}

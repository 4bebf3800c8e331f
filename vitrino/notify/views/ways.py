"""How we tell you: ways, what comes by which, quiet hours; and for the owner, what happens when nobody reacts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitrino.domain.problem import Problem
from vitrino.notify import actions, pages, queries
from vitrino.notify.forms import ChainForm, PushForm, ReachesForm, RestForm, WayForm
from vitrino.notify.models import Way
from vitrino.notify.ways import WAYS
from vitrino.ui.fields import show_problem
from vitrino.ui.words import words
from vitrino.workspace import queries as workspaces
from vitrino.workspace.access import WorkspaceRequest, open_to, page

WORKER = Path(__file__).parents[1] / "static" / "notify" / "push-worker.js"


@page("see", place="settings")
@require_http_methods(["GET", "POST"])
def choices(request: WorkspaceRequest) -> HttpResponse:
    """Everything about how this person is told; POST saves what comes by which way, or the quiet hours."""
    ways = queries.ways_of(request.member)
    is_rest = request.POST.get("what") == "rest"
    given = request.POST if request.method == "POST" else None
    kinds = list(dict.fromkeys(way.kind for way in ways))
    reaches = ReachesForm(kinds, queries.reaches(request.member), None if is_rest else given)
    rest = RestForm(given if is_rest else None, initial=RestForm.of(queries.rest_of(request.member)))
    if given is not None and (_rested(request, rest) if is_rest else _reached(request, reaches)):
        messages.success(request, _("Saved."))
        return redirect("notify:choices", slug=request.workspace.slug)
    context = {**pages.choices(request.member, ways), "reaches": reaches, "rest": rest}
    return render(request, "notify/choices.html", context, status=422 if rest.errors or reaches.errors else 200)


@page("see", place="settings")
@require_http_methods(["GET", "POST"])
def add(request: WorkspaceRequest, kind: str) -> HttpResponse:
    """Set up one kind of way; it is kept when the test arrived there."""
    found = WAYS.get(kind)
    if found is None or not found.asked:
        raise Http404
    form = WayForm(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_way(member=request.member, kind=kind, given=form.cleaned_data, now=timezone.now())
            return _thanks(request)
        except Problem as problem:
            show_problem(form, problem)
    context = {"form": form, "label": words(found.label), "how": found.how}
    return render(request, "notify/add.html", context, status=422 if form.errors else 200)


@page("see", place="settings")
@require_POST
def add_browser(request: WorkspaceRequest) -> HttpResponse:
    """A browser that was just allowed to ring."""
    form = PushForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The browser did not say how to reach it. Try again, or use another browser."))
        return redirect("notify:choices", slug=request.workspace.slug)
    try:
        actions.add_way(member=request.member, kind="push", given=form.cleaned_data, now=timezone.now())
    except Problem as problem:
        messages.error(request, words(problem.message))
        return redirect("notify:choices", slug=request.workspace.slug)
    return _thanks(request)


@page("see", place="settings")
@require_POST
def trial(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Send a test by one of one's own ways, and say what the other side said."""
    try:
        actions.test_way(way=_mine(request, pk), now=timezone.now())
        messages.success(request, _("The test was taken. Did it arrive?"))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("notify:choices", slug=request.workspace.slug)


@page("see", place="settings")
@require_POST
def remove(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Nothing comes by this way any more. The account's e-mail address stays."""
    way = _mine(request, pk)
    if not WAYS[way.kind].asked and way.kind != "push":
        raise Http404
    actions.remove_way(way=way, by=request.member, now=timezone.now())
    messages.success(request, _("Removed."))
    return redirect("notify:choices", slug=request.workspace.slug)


@page("own", place="settings")
@require_http_methods(["GET", "POST"])
def chain(request: WorkspaceRequest) -> HttpResponse:
    """What happens when nobody reacts."""
    members = list(workspaces.members(request.workspace))
    covers, rungs = queries.chain(request.workspace)
    given = request.POST if request.method == "POST" else None
    form = ChainForm(members, given, initial=ChainForm.of(covers, list(rungs)))
    if given is not None and form.is_valid():
        try:
            chosen: dict[str, Any] = {"covers": form.cleaned_data["covers"], "rungs": form.rungs()}
            actions.choose_chain(workspace=request.workspace, by=request.user, now=timezone.now(), **chosen)
            messages.success(request, _("Saved."))
            return redirect("notify:chain", slug=request.workspace.slug)
        except Problem as problem:
            show_problem(form, problem)
    return render(request, "notify/chain.html", {"form": form}, status=422 if form.errors else 200)


@open_to("everyone")
@require_GET
def push_worker(request: HttpRequest) -> FileResponse:
    """The script that a browser wakes for a notice; at the root, because it may open any page."""
    return FileResponse(WORKER.open("rb"), content_type="text/javascript")


def _mine(request: WorkspaceRequest, pk: int) -> Way:
    way = actions.way_of(request.member, pk)
    if way is None:
        raise Http404
    return way


def _thanks(request: WorkspaceRequest) -> HttpResponse:
    messages.success(request, _("This way works: the test was taken."))
    return redirect("notify:choices", slug=request.workspace.slug)


def _reached(request: WorkspaceRequest, form: ReachesForm) -> bool:
    if not form.is_valid():
        return False
    actions.choose(member=request.member, reaches=form.chosen())
    return True


def _rested(request: WorkspaceRequest, form: RestForm) -> bool:
    if not form.is_valid():
        return False
    try:
        actions.rest(member=request.member, **form.cleaned_data)
    except Problem as problem:
        show_problem(form, problem)
        return False
    return True

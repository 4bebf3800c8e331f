"""Pages of publications: what waits for a decision, what comes, what was, and the proof of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from vitrino.channels import actions as channels
from vitrino.channels import queries as channel_queries
from vitrino.domain import slots
from vitrino.domain.problem import Problem
from vitrino.publishing import actions, pages, proof, queries
from vitrino.publishing.forms import DecisionForm, LatenessForm, SeenForm, TimeForm, WordingForm
from vitrino.publishing.models import Publication
from vitrino.ui.fields import show_problem
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, page


@page("see", place="plan")
@require_GET
def overview(request: WorkspaceRequest) -> HttpResponse:
    """All publications, those that need somebody first."""
    return _overview(request)


@page("see", place="plan")
@require_GET
def detail(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One publication: where it stands, what can be done, and every step it took."""
    return _detail(request, _found(request, pk))


@page("answer", place="plan")
@require_POST
def decision(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """The answer to "is it there?"."""
    publication, form = _mine(request, pk), DecisionForm(request.POST)
    if not form.is_valid():
        return _detail(request, publication, decision_form=form, status=422)
    try:
        actions.decide(
            publication=publication, decision=form.cleaned_data["decision"], by=request.user, now=timezone.now(),
            url=form.cleaned_data["url"], seen=form.cleaned_data["seen"],
        )  # fmt: skip
    except Problem as problem:
        show_problem(form, problem)
        return _detail(request, _found(request, pk), decision_form=form, status=422)
    messages.success(request, _("Thank you. Vitrino goes on with that."))
    return redirect("publishing:publication", slug=request.workspace.slug, pk=pk)


@page("answer", place="plan")
@require_POST
def cancellation(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Stop it, if that is still possible."""
    return _do(request, pk, actions.cancel, _("It is stopped, or will be if that is still possible."))


@page("answer", place="plan")
@require_POST
def retry(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Try a failed one again."""
    return _do(request, pk, actions.retry, _("Vitrino tries again now."))


@page("answer", place="plan")
@require_POST
def release(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Let a held one go."""
    return _do(request, pk, actions.release, _("It goes on. If it may be out already, Vitrino looks first."))


@page("compose", place="plan")
@require_POST
def release_all(request: WorkspaceRequest) -> HttpResponse:
    """Let go everything that is held and can go."""
    count = actions.release_all(workspace=request.workspace, by=request.user, now=timezone.now())
    text = ngettext("%(count)s post goes on.", "%(count)s posts go on.", count) % {"count": count}
    messages.success(request, text)
    return redirect("publishing:list", slug=request.workspace.slug)


@page("compose", place="plan")
@require_POST
def another_time(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Another time for a planned post."""
    publication, form = _mine(request, pk), TimeForm(request.POST)
    if not form.is_valid():
        return _detail(request, publication, time_form=form, status=422)
    workspace, wall = request.workspace, form.cleaned_data["when"]
    try:
        moment = slots.instant(wall, slots.zone(workspace.time_zone))
        actions.reschedule(publication=publication, publish_at=moment.utc, wall_time=moment.wall,
                           time_zone=workspace.time_zone, by=request.user, now=timezone.now())  # fmt: skip
    except Problem as problem:
        show_problem(form, problem)
        return _detail(request, _found(request, pk), time_form=form, status=422)
    messages.success(request, words(moment.notice) or _("The new time is set."))
    return redirect("publishing:publication", slug=workspace.slug, pk=pk)


@page("answer", place="plan")
@require_POST
def wording(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Other words for what is out."""
    publication, form = _mine(request, pk), WordingForm(request.POST)
    if not form.is_valid():
        return _detail(request, publication, wording_form=form, status=422)
    try:
        actions.edit_published(publication=publication, text=form.cleaned_data["text"], by=request.user,
                               now=timezone.now())  # fmt: skip
    except Problem as problem:
        show_problem(form, problem)
        return _detail(request, publication, wording_form=form, status=422)
    messages.success(request, _("Vitrino changes it there and then looks whether it worked."))
    return redirect("publishing:publication", slug=request.workspace.slug, pk=pk)


@page("answer", place="plan")
@require_POST
def removal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Take down what is out."""
    try:
        actions.delete_published(publication=_mine(request, pk), by=request.user, now=timezone.now())
        messages.success(request, _("Vitrino takes it down there and then looks whether it is gone."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("publishing:publication", slug=request.workspace.slug, pk=pk)


@page("manage", place="plan")
@require_POST
def stop(request: WorkspaceRequest) -> HttpResponse:
    """Nothing goes out any more."""
    channels.stop_everything(workspace=request.workspace, by=request.user, now=timezone.now())
    messages.success(request, _("Everything is stopped."))
    return redirect("publishing:list", slug=request.workspace.slug)


@page("manage", place="plan")
@require_POST
def go_on(request: WorkspaceRequest) -> HttpResponse:
    """Things go out again."""
    try:
        channels.go_on(workspace=request.workspace, by=request.user, now=timezone.now())
        messages.success(request, _("Things go out again. Look through what was held back, then let it go."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("publishing:list", slug=request.workspace.slug)


@page("manage", place="plan")
@require_POST
def late_posts(request: WorkspaceRequest) -> HttpResponse:
    """What happens with posts whose time is over."""
    form = LatenessForm(request.POST)
    if not form.is_valid():
        return _overview(request, form, status=422)
    try:
        actions.set_lateness(workspace=request.workspace, by=request.user, now=timezone.now(), **form.cleaned_data)
    except Problem as problem:
        show_problem(form, problem)
        return _overview(request, form, status=422)
    messages.success(request, _("Saved."))
    return redirect("publishing:list", slug=request.workspace.slug)


def _overview(request: WorkspaceRequest, form: LatenessForm | None = None, status: int = 200) -> HttpResponse:
    workspace = request.workspace
    context = {
        "groups": pages.overview(workspace),
        "needed": queries.needing_decision(workspace).count(),
        "stop": channel_queries.stop_of(workspace),
        "may_manage": may(request.member, "manage"),
        "lateness_form": form or LatenessForm(instance=queries.lateness_of(workspace.pk)),
    }
    return render(request, "publishing/list.html", context, status=status)


def _do(request: WorkspaceRequest, pk: int, action: Callable[..., Publication], done: str) -> HttpResponse:
    publication, form = _mine(request, pk), SeenForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please load the page again."))
        return redirect("publishing:publication", slug=request.workspace.slug, pk=pk)
    try:
        action(publication=publication, by=request.user, now=timezone.now(), seen=form.cleaned_data["seen"])
        messages.success(request, done)
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("publishing:publication", slug=request.workspace.slug, pk=pk)


def _detail(request: WorkspaceRequest, publication: Publication, status: int = 200, **forms: Any) -> HttpResponse:
    detail = pages.Detail(publication, timezone.now())
    context = {
        "detail": detail,
        "said": proof.said_in,
        "publication": publication,
        "channel": publication.channel,
        "may_act": _may_act(request, publication),
        "decision_form": forms.get("decision_form") or DecisionForm(),
        "time_form": forms.get("time_form") or TimeForm(),
        "wording_form": forms.get("wording_form") or WordingForm({"text": detail.text_there}),
    }
    return render(request, "publishing/detail.html", context, status=status)


def _found(request: WorkspaceRequest, pk: int) -> Publication:
    return get_object_or_404(
        queries.publications(request.workspace).select_related("workspace", "parent", "head"), pk=pk
    )


def _mine(request: WorkspaceRequest, pk: int) -> Publication:
    """The publication, for somebody whose role may decide about it: posts are for editors, answers for responders."""
    publication = _found(request, pk)
    if not _may_act(request, publication):
        raise PermissionDenied
    return publication


def _may_act(request: WorkspaceRequest, publication: Publication) -> bool:
    return may(request.member, "compose" if publication.kind == Publication.Kind.POST else "answer")

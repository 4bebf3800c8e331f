"""Pages of posts that come back: the list, a rule and its times, and the evergreen pool."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitrino.domain import slots
from vitrino.domain.problem import Problem
from vitrino.posts import queries as posts
from vitrino.posts.views.compose import post_of
from vitrino.recurring import actions, pages, queries
from vitrino.recurring.forms import EvergreenForm, RuleForm, first_rule, rule_of
from vitrino.recurring.models import Recurrence
from vitrino.ui.fields import show_problem
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page

NEWEST = 30


@page("see", place="plan")
@require_GET
def overview(request: WorkspaceRequest) -> HttpResponse:
    """Everything that comes back, and the evergreen pool."""
    chosen = posts.posts_of(request.workspace).exclude(idea="")[:NEWEST]
    context = {
        "lines": pages.lines(request.workspace),
        "pool": pages.pool(request.workspace, timezone.now()),
        "posts": [(one.pk, pages.title_of(one.idea)) for one in chosen],
    }
    return render(request, "recurring/list.html", context)


@page("compose", place="plan")
@require_GET
def choose(request: WorkspaceRequest) -> HttpResponse:
    """From the list to the form of the post chosen there."""
    wanted = request.GET.get("post", "")
    if not wanted:
        return redirect("recurring:list", slug=request.workspace.slug)
    found = get_object_or_404(posts.posts_of(request.workspace), pk=wanted if wanted.isdecimal() else 0)
    name = "recurring:evergreen-new" if request.GET.get("as") == "evergreen" else "recurring:new"
    return redirect(name, slug=request.workspace.slug, pk=found.pk)


@page("compose", place="plan")
@require_http_methods(["GET", "POST"])
def new(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Let a post come back."""
    post, now = post_of(request, pk), timezone.now()
    today = now.astimezone(slots.zone(request.workspace.time_zone)).date()
    form = RuleForm(request.POST or None, initial=first_rule(today))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.repeat_post(
                post=post, rule=form.rule(), time_zone=request.workspace.time_zone, by=request.user, now=now,
                max_repeats=form.cleaned_data["max_repeats"],
            )  # fmt: skip
            messages.success(request, _("It comes back by itself from now on."))
            return redirect("recurring:recurrence", slug=request.workspace.slug, pk=made.pk)
        except Problem as problem:
            show_problem(form, problem)
    context = {"form": form, "post": post, "title": pages.title_of(post.idea)}
    return render(request, "recurring/new.html", context, status=422 if form.errors else 200)


@page("see", place="plan")
@require_GET
def recurrence(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One rule: what it says, its times, and how to change it."""
    found = _found(request, pk)
    return _show(request, found, RuleForm(initial=rule_of(found)))


@page("compose", place="plan")
@require_POST
def change(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Another rule for the same post."""
    found, form = _found(request, pk), RuleForm(request.POST)
    if form.is_valid():
        try:
            actions.change_rule(recurrence=found, rule=form.rule(), max_repeats=form.cleaned_data["max_repeats"],
                                by=request.user, now=timezone.now())  # fmt: skip
            messages.success(request, _("Saved."))
            return redirect("recurring:recurrence", slug=request.workspace.slug, pk=pk)
        except Problem as problem:
            show_problem(form, problem)
    return _show(request, found, form, status=422)


@page("compose", place="plan")
@require_POST
def pause(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Nothing of it goes out for now."""
    return _do(request, pk, actions.pause, _("It is paused. Nothing of it goes out until you let it go on."))


@page("compose", place="plan")
@require_POST
def resume(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Go on from now."""
    return _do(request, pk, actions.resume, _("It goes on from now."))


@page("compose", place="plan")
@require_POST
def end(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """It never comes back."""
    return _do(request, pk, actions.end, _("It has ended. What is out stays out."))


@page("compose", place="plan")
@require_POST
def skip(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Leave one time out."""
    found = get_object_or_404(queries.every_occurrence(request.workspace), pk=pk)
    try:
        actions.skip_occurrence(occurrence=found, by=request.user, now=timezone.now())
        messages.success(request, _("This one is left out."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("recurring:recurrence", slug=request.workspace.slug, pk=found.recurrence_id)


@page("compose", place="plan")
@require_http_methods(["GET", "POST"])
def evergreen_new(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Put a post into the evergreen pool, or change how it rests there."""
    post = post_of(request, pk)
    kept = queries.evergreens_of(request.workspace).filter(post=post).first()
    initial = {"min_days": kept.min_days, "max_uses": kept.max_uses, "expires_on": kept.expires_on} if kept else {}
    form = EvergreenForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.keep_evergreen(post=post, by=request.user, now=timezone.now(), last_used_at=pages.last_out(post.pk),
                               **form.cleaned_data)  # fmt: skip
        messages.success(request, _("It is in the pool. Plan my week offers it when a slot is free."))
        return redirect("recurring:list", slug=request.workspace.slug)
    context = {"form": form, "post": post, "title": pages.title_of(post.idea)}
    return render(request, "recurring/evergreen.html", context, status=422 if form.errors else 200)


@page("compose", place="plan")
@require_POST
def evergreen_removal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Take a post out of the pool."""
    found = get_object_or_404(queries.evergreens_of(request.workspace), pk=pk)
    actions.drop_evergreen(evergreen=found, by=request.user, now=timezone.now())
    messages.success(request, _("It is not offered any more. The post itself stays."))
    return redirect("recurring:list", slug=request.workspace.slug)


def _do(request: WorkspaceRequest, pk: int, action: Callable[..., Recurrence], done: str) -> HttpResponse:
    try:
        action(recurrence=_found(request, pk), by=request.user, now=timezone.now())
        messages.success(request, done)
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("recurring:recurrence", slug=request.workspace.slug, pk=pk)


def _show(request: WorkspaceRequest, found: Recurrence, form: RuleForm, status: int = 200) -> HttpResponse:
    context = {
        "recurrence": found,
        "line": pages.line_of(found),
        "times": pages.times(found, timezone.now()),
        "form": form,
    }
    return render(request, "recurring/recurrence.html", context, status=status)


def _found(request: WorkspaceRequest, pk: int) -> Recurrence:
    return get_object_or_404(queries.recurrences_of(request.workspace), pk=pk)

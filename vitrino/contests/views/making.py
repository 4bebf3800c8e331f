"""Contests from the list to the published rules."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitrino.contests import actions, forms, pages, queries, wording
from vitrino.contests import notes as legal
from vitrino.contests.models import Contest
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.posts import queries as posts
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, page

SHOWN = 100


@page("see", place="plan")
@require_GET
def home(request: WorkspaceRequest) -> HttpResponse:
    """All contests and quizzes."""
    now = timezone.now()
    rows = pages.home(list(queries.contests_of(request.workspace)[:SHOWN]), now)
    quizzes = queries.quizzes_of(request.workspace)[:SHOWN]
    context = {"rows": rows, "quizzes": quizzes, "may_compose": may(request.member, "compose"),
               "due": len(queries.needing_somebody(request.workspace, now))}  # fmt: skip
    return render(request, "contests/home.html", context)


@page("compose", place="plan")
@require_http_methods(["GET", "POST"])
def new(request: WorkspaceRequest) -> HttpResponse:
    """Make a contest."""
    now = timezone.now()
    form = forms.ContestForm(request.POST or None, workspace=request.workspace,
                             initial=forms.blank(request.workspace, now))  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make(workspace=request.workspace, values=form.values(), channels=form.chosen(),
                                by=request.user, now=now)  # fmt: skip
            messages.success(request, _("Kept as a draft. Nobody sees it yet."))
            return redirect("contests:one", slug=request.workspace.slug, pk=made.pk)
        except Problem as problem:
            form.add_error(problem.field or None, words(problem.message))
    return render(request, "contests/form.html", {"form": form, "contest": None})


@page("compose", place="plan")
@require_http_methods(["GET", "POST"])
def change(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    contest = get_object_or_404(queries.contests_of(request.workspace), pk=pk)
    if contest.state != Contest.State.DRAFT:
        return redirect("contests:one", slug=request.workspace.slug, pk=pk)
    form = forms.ContestForm(request.POST or None, workspace=request.workspace, initial=forms.filled(contest))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(contest=contest, values=form.values(), channels=form.chosen(), by=request.user,
                           now=timezone.now())  # fmt: skip
            messages.success(request, _("Kept."))
            return redirect("contests:one", slug=request.workspace.slug, pk=pk)
        except Problem as problem:
            form.add_error(problem.field or None, words(problem.message))
    return render(request, "contests/form.html", {"form": form, "contest": contest})


@page("see", place="plan")
@require_GET
def one(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Where a contest stands and what comes next."""
    contest = get_object_or_404(queries.contests_of(request.workspace), pk=pk)
    context = pages.one(contest, timezone.now()) | {
        "may_compose": may(request.member, "compose"), "may_manage": may(request.member, "manage"),
        "recent": posts.posts_of(request.workspace)[:20] if contest.state == Contest.State.RUNNING else (),
    }  # fmt: skip
    return render(request, "contests/one.html", context)


@page("manage", place="plan")
@require_POST
def announcing(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Publish the page of a contest; the first post stays a draft."""
    contest = get_object_or_404(queries.contests_of(request.workspace), pk=pk)
    try:
        actions.announce(contest=contest, by=request.user, now=timezone.now())
        messages.success(
            request, _("The contest has its public page. The first post is a draft: look at it and send it.")
        )
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("contests:one", slug=request.workspace.slug, pk=pk)


@page("manage", place="plan")
@require_POST
def calling_off(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """End it without a draw."""
    contest = get_object_or_404(queries.contests_of(request.workspace), pk=pk)
    try:
        actions.call_off(contest=contest, reason=request.POST.get("reason", ""), by=request.user, now=timezone.now())
        messages.success(request, _("Called off."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("contests:one", slug=request.workspace.slug, pk=pk)


@page("compose", place="plan")
@require_http_methods(["GET", "POST"])
def rules(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """The rules, all their versions, and another wording."""
    contest = get_object_or_404(queries.contests_of(request.workspace), pk=pk)
    versions = list(queries.rules_of(contest))
    text = versions[0].text if versions else wording.rules_of(contest)
    form = forms.RulesForm(request.POST or None, initial={"text": text})
    if request.method == "POST" and form.is_valid():
        try:
            actions.reword(contest=contest, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Kept."))
            return redirect("contests:rules", slug=request.workspace.slug, pk=pk)
        except Problem as problem:
            form.add_error(problem.field or None, words(problem.message))
    context = {"contest": contest, "form": form, "versions": versions, "is_draft": contest.state == Contest.State.DRAFT}
    return render(request, "contests/rules.html", context)


@page("compose", place="plan")
@require_POST
def joining(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Answers below another post are entries too."""
    contest = get_object_or_404(queries.contests_of(request.workspace), pk=pk)
    chosen = request.POST.get("post", "")
    post = posts.posts_of(request.workspace).filter(pk=chosen if chosen.isdecimal() else 0).first()
    try:
        if post is None:
            raise Problem(say("Choose a post."))
        actions.join_post(contest=contest, post=post, by=request.user, now=timezone.now())
        messages.success(request, _("Answers below this post are entries now."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("contests:one", slug=request.workspace.slug, pk=pk)


@page("see", place="plan")
@require_GET
def notes(request: WorkspaceRequest) -> HttpResponse:
    """What to check before a contest."""
    return render(request, "contests/notes.html", {"notes": legal.NOTES})

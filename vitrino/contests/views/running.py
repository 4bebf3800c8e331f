"""Entries, the closing of the list, the draw, and what becomes of the places."""

from __future__ import annotations

from typing import Literal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitrino.contests import actions, forms, pages, queries, wording
from vitrino.contests.models import Award, Contest
from vitrino.contests.proving import proof_of
from vitrino.domain import contests as rules
from vitrino.domain.problem import Problem
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, page

RULINGS: dict[str, Literal["", "in", "out"]] = {"in": "in", "out": "out"}


@page("see", place="plan")
@require_GET
def entries(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Every entry, and why some do not count."""
    return _entries(request, _contest(request, pk), forms.EntryForm(), forms.FileForm())


@page("compose", place="plan")
@require_POST
def gathering(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Look now instead of in a minute."""
    n = actions.gather(contest=_contest(request, pk), now=timezone.now())
    messages.success(request, ngettext("%(n)s entry so far.", "%(n)s entries so far.", n) % {"n": n})
    return redirect("contests:entries", slug=request.workspace.slug, pk=pk)


@page("compose", place="plan")
@require_POST
def adding(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """An entry by hand."""
    contest, form = _contest(request, pk), forms.EntryForm(request.POST)
    if form.is_valid():
        asked = form.cleaned_data
        try:
            actions.add_entry(contest=contest, author=asked["author"], account=asked["account"], text=asked["text"],
                              at=form.moment(request.workspace), by=request.user, now=timezone.now())  # fmt: skip
            messages.success(request, _("Added."))
            return redirect("contests:entries", slug=request.workspace.slug, pk=pk)
        except Problem as problem:
            form.add_error(problem.field or None, words(problem.message))
    return _entries(request, contest, form, forms.FileForm(), status=422)


@page("compose", place="plan")
@require_POST
def bringing(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Entries from a table."""
    contest, form = _contest(request, pk), forms.FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            n = actions.bring_entries(contest=contest, content=form.cleaned_data["file"].read(), by=request.user,
                                      now=timezone.now())  # fmt: skip
            messages.success(request, ngettext("%(n)s entry added.", "%(n)s entries added.", n) % {"n": n})
            return redirect("contests:entries", slug=request.workspace.slug, pk=pk)
        except Problem as problem:
            form.add_error("file", words(problem.message))
    return _entries(request, contest, forms.EntryForm(), form, status=422)


@page("compose", place="plan")
@require_POST
def ruling(request: WorkspaceRequest, pk: int, entry: int) -> HttpResponse:
    """Take an entry out, let it in, or take that back."""
    contest = _contest(request, pk)
    found = get_object_or_404(queries.entries_of(contest), pk=entry)
    try:
        actions.rule_entry(contest=contest, entry=found, ruling=RULINGS.get(request.POST.get("ruling", ""), ""),
                           note=request.POST.get("note", ""), by=request.user, now=timezone.now())  # fmt: skip
        messages.success(request, _("Kept."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("contests:entries", slug=request.workspace.slug, pk=pk)


@page("manage", place="plan")
@require_POST
def closing(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Fix the list for good."""
    try:
        actions.close(contest=_contest(request, pk), by=request.user, now=timezone.now())
        messages.success(request, _("The list is closed and published. A post that says so waits as a draft."))
    except Problem as problem:
        messages.error(request, words(problem.message))
        return redirect("contests:entries", slug=request.workspace.slug, pk=pk)
    return redirect("contests:draw", slug=request.workspace.slug, pk=pk)


@page("manage", place="plan")
@require_http_methods(["GET", "POST"])
def draw(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """The draw, and then its places."""
    contest, now, error = _contest(request, pk), timezone.now(), ""
    if request.method == "POST":
        try:
            actions.draw(contest=contest, value=request.POST.get("value", ""), by=request.user, now=now)
            messages.success(request, _("Drawn. Tell the winners, and let everybody check it."))
            return redirect("contests:draw", slug=request.workspace.slug, pk=pk)
        except Problem as problem:
            error = words(problem.message)
    context = {
        "contest": contest, "sentence": pages.standing(contest, now), "drawn": pages.places(contest, now),
        "error": error, "value": request.POST.get("value", ""), "passed": Award.Passed.choices,
        "is_right": rules.check(proof_of(contest)).is_right if contest.announcement else None,
        "beacon": rules.announced_in(contest.announcement).beacon if contest.announcement else None,
        "code": wording.code(contest.list_hash), "address": wording.address_of(contest),
        "may_draw": now >= contest.draw_at or contest.chance == Contest.Chance.NONE,
    }  # fmt: skip
    return render(request, "contests/draw.html", context, status=422 if error else 200)


@page("manage", place="plan")
@require_POST
def step(request: WorkspaceRequest, pk: int, award: int) -> HttpResponse:
    """Tell a winner, note their answer, or let the next one move up."""
    found = get_object_or_404(queries.awards_in(request.workspace), pk=award, contest=pk)
    asked, now = request.POST.get("step", ""), timezone.now()
    try:
        if asked == "tell":
            actions.tell(award=found, by=request.user, now=now)
            messages.success(request, _("The message lies below for you to send; their time to answer runs."))
        elif asked == "accept":
            actions.accept(award=found, is_named="named" in request.POST, by=request.user, now=now)
            messages.success(request, _("Kept."))
        elif asked == "pass":
            actions.pass_over(award=found, reason=request.POST.get("reason", ""), by=request.user, now=now)
            messages.success(request, _("The next reserve moved up."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("contests:draw", slug=request.workspace.slug, pk=pk)


@page("manage", place="plan")
@require_POST
def winners(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """A draft of the post about the winners."""
    try:
        post = actions.announce_winners(contest=_contest(request, pk), by=request.user, now=timezone.now())
    except Problem as problem:
        messages.error(request, words(problem.message))
        return redirect("contests:draw", slug=request.workspace.slug, pk=pk)
    return redirect("posts:edit", slug=request.workspace.slug, pk=post)


def _contest(request: WorkspaceRequest, pk: int) -> Contest:
    return get_object_or_404(queries.contests_of(request.workspace), pk=pk)


def _entries(request: WorkspaceRequest, contest: Contest, form: forms.EntryForm, file: forms.FileForm,
             status: int = 200) -> HttpResponse:  # fmt: skip
    now = timezone.now()
    context = pages.entries(contest, request.GET.get("state", "")) | {
        "form": form, "file": file, "may_compose": may(request.member, "compose"),
        "may_close": may(request.member, "manage") and contest.state == Contest.State.RUNNING
        and now >= contest.closes_at, "sentence": pages.standing(contest, now),
    }  # fmt: skip
    return render(request, "contests/entries.html", context, status=status)

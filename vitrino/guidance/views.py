"""Nine short pages, and the whole at the end."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.domain.problem import Problem
from vitrino.guidance import actions, queries
from vitrino.guidance.forms import AdoptForm
from vitrino.guidance.models import Draft
from vitrino.guidance.steps import Step, step_context, taken_over
from vitrino.strategy import queries as strategy
from vitrino.strategy.actions import REVIEW_AFTER
from vitrino.strategy.queries import Part
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page

SOONEST = timedelta(days=1)


@page("manage", place="plan")
@require_http_methods(["GET", "POST"])
def home(request: WorkspaceRequest) -> HttpResponse:
    """What is done and what is left; begins a draft, or goes on with it."""
    draft = queries.draft_of(request.workspace)
    if request.method == "POST":
        draft = actions.begin(workspace=request.workspace, by=request.user, now=timezone.now())
        return _onwards(request, draft)
    context = {
        "draft": draft,
        "parts": [(part, _state(draft, part)) for part in strategy.PARTS],
        "done": len(draft.done) if draft else 0,
        "next_part": queries.next_part(draft) if draft else None,
        "in_force": strategy.strategy_in_force(request.workspace),
    }
    return render(request, "guidance/home.html", context)


@page("manage", place="plan")
@require_http_methods(["GET", "POST"])
def step(request: WorkspaceRequest, key: str) -> HttpResponse:
    """One part: fields, proposals with where they come from. Each press of a button keeps what was typed."""
    part = strategy.BY_KEY.get(key)
    if part is None:
        raise Http404
    draft = queries.draft_of(request.workspace)
    if draft is None:
        if request.method == "GET":
            return _begin_here(request, part)
        draft = actions.begin(workspace=request.workspace, by=request.user, now=timezone.now())
    here = Step(draft, part, request.POST if request.method == "POST" else None)
    if request.method == "POST" and here.is_valid():
        taken = request.POST.get("take", "")
        actions.keep_step(draft=draft, part=part, texts=here.texts, voices=here.voices, by=request.user,
                          now=timezone.now(), is_done="go" in request.POST)  # fmt: skip
        if taken:
            taken_over(draft=draft, part=part, key=taken, by=request.user, now=timezone.now())
            return redirect("guidance:step", slug=request.workspace.slug, key=key)
        return _after(request, draft, part)
    context = step_context(here, timezone.now())
    return render(request, "guidance/step.html", context, status=422 if here.has_errors else 200)


@page("manage", place="plan")
@require_http_methods(["GET", "POST"])
def whole(request: WorkspaceRequest) -> HttpResponse:
    """The page as it would be, what is different, and putting it in force."""
    draft, now = queries.draft_of(request.workspace) or _as_in_force(request), timezone.now()
    in_force = strategy.strategy_in_force(request.workspace)
    form = AdoptForm(request.POST if request.method == "POST" else None, is_first=in_force is None,
                     initial={"review_on": timezone.localdate(now) + REVIEW_AFTER})  # fmt: skip
    if request.method == "POST" and form.is_valid() and (made := _adopted(request, draft, form)) is not None:
        return made
    sheet = queries.sheet_of(draft)
    before = strategy.sheet_of(in_force) if in_force else strategy.Sheet()
    context = {
        "form": form, "sheet": sheet, "in_force": in_force, "parts": strategy.PARTS, "labels": strategy.LABELS,
        "changes": strategy.changes(before, sheet) if in_force else [],
        "left_out": [part for part in strategy.PARTS if not queries.is_written(draft, part)],
    }  # fmt: skip
    return render(request, "guidance/whole.html", context, status=422 if form.errors else 200)


@page("manage", place="plan")
@require_POST
def removal(request: WorkspaceRequest) -> HttpResponse:
    """Throw the draft away."""
    draft = queries.draft_of(request.workspace)
    if draft is not None:
        actions.give_up(draft=draft, by=request.user, now=timezone.now())
        messages.success(request, _("The draft is gone. What is in force stays."))
    return redirect("strategy:home", slug=request.workspace.slug)


def _adopted(request: WorkspaceRequest, draft: Draft, form: AdoptForm) -> HttpResponse | None:
    """The way on when it came into force; None when the form says why not."""
    now, review_on = timezone.now(), form.cleaned_data.get("review_on")
    if review_on is not None and review_on < timezone.localdate(now) + SOONEST:
        form.add_error("review_on", _("That day is over. Three months from now is a good time."))
        return None
    try:
        actions.put_in_force(draft=draft, reason=form.cleaned_data.get("reason", ""), review_on=review_on,
                             by=request.user, now=now)  # fmt: skip
    except Problem as problem:
        form.add_error(problem.field or None, words(problem.message))
        return None
    messages.success(request, _("This strategy is in force now."))
    return redirect("strategy:home", slug=request.workspace.slug)


def _begin_here(request: WorkspaceRequest, part: Part) -> HttpResponse:
    """A link from the checkup leads to one part; opening a page begins nothing, the first press does."""
    return render(request, "guidance/step.html", step_context(Step(_as_in_force(request), part, None), timezone.now()))


def _as_in_force(request: WorkspaceRequest) -> Draft:
    """What a draft would begin with, not kept."""
    now = timezone.now()
    in_force = strategy.strategy_in_force(request.workspace)
    sheet = strategy.sheet_of(in_force) if in_force else strategy.Sheet()
    voices = [asdict(one) for one in sheet.voices]
    return Draft(workspace=request.workspace, texts=dict(sheet.texts), voices=voices, begun_at=now, changed_at=now)


def _after(request: WorkspaceRequest, draft: Draft, part: Part) -> HttpResponse:
    """The next part when asked to go on; the overview when left for later."""
    if "go" not in request.POST:
        messages.success(request, _("Kept. Go on whenever you like."))
        return redirect("guidance:home", slug=request.workspace.slug)
    place = strategy.PARTS.index(part) + 1
    if place == len(strategy.PARTS):
        return redirect("guidance:whole", slug=request.workspace.slug)
    return redirect("guidance:step", slug=request.workspace.slug, key=strategy.PARTS[place].key)


def _onwards(request: WorkspaceRequest, draft: Draft) -> HttpResponse:
    """To the first part nobody went through, or to the whole."""
    left = queries.next_part(draft)
    if left is None:
        return redirect("guidance:whole", slug=request.workspace.slug)
    return redirect("guidance:step", slug=request.workspace.slug, key=left.key)


def _state(draft: Draft | None, part: Part) -> str:
    if draft is None or part.key not in draft.done:
        return "open"
    return "written" if queries.is_written(draft, part) else "empty"

"""Plan my week: a proposal for every free slot, with reasons; nothing is planned before somebody says yes."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.domain.message import Message
from vitrino.domain.problem import Problem
from vitrino.plan import queries as plan
from vitrino.planner import starting
from vitrino.planner.accepting import Wanted, accept
from vitrino.planner.filling import Line, proposal_of
from vitrino.ui.formats import weekday
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page

MOST_NOTICES = 3


@dataclass(frozen=True)
class Shown:
    """One line as the page shows it. text: as it was sent, else as proposed; why: it was not planned."""

    line: Line
    when: str
    text: str
    is_chosen: bool
    why: Message | None


@page("compose", place="plan")
@require_http_methods(["GET", "POST"])
def fill(request: WorkspaceRequest) -> HttpResponse:
    """The proposal; POST plans the ticked lines, or the `only` one."""
    refused: dict[str, Message] = {}
    if request.method == "POST":
        outcome = accept(workspace=request.workspace, wanted=_wanted(request), by=request.user, now=timezone.now())
        if outcome.planned:
            said = ngettext("%(n)s post is planned.", "%(n)s posts are planned.", outcome.planned)
            messages.success(request, said % {"n": outcome.planned})
        for notice in outcome.notices[:MOST_NOTICES]:
            messages.warning(request, words(notice))
        if not outcome.refused:
            return redirect("planner:fill" if request.POST.get("only") else "planner:week", slug=request.workspace.slug)
        refused = outcome.refused
    lines = proposal_of(request.workspace, timezone.now())
    shown = [_shown(request, line, refused) for line in lines]
    context = {
        "lines": [one for one in shown if one.line.source is not None],
        "empty": [one for one in shown if one.line.source is None],
        "lost": [why for what, why in refused.items() if what not in {line.what for line in lines}],
        "has_slots": plan.slots_of(request.workspace).exists(),
    }
    return render(request, "planner/fill.html", context, status=422 if refused else 200)


@page("compose", place="plan")
@require_POST
def start(request: WorkspaceRequest) -> HttpResponse:
    """Weekly times for every channel that has none, from how often the shop wants to post."""
    try:
        made = starting.set_up_slots(workspace=request.workspace, by=request.user, now=timezone.now())
        said = ngettext("%(n)s weekly time is set.", "%(n)s weekly times are set.", made)
        messages.success(request, said % {"n": made})
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("planner:fill", slug=request.workspace.slug)


def _wanted(request: WorkspaceRequest) -> list[Wanted]:
    """What was ticked (or the one button pressed), with the words that stand there."""
    only = request.POST.get("only")
    chosen = [only] if only else request.POST.getlist("line")
    return [Wanted(what, request.POST.get(f"text {what}", "")) for what in chosen]


def _shown(request: WorkspaceRequest, line: Line, refused: dict[str, Message]) -> Shown:
    wall = line.proposal.slot.wall
    text = request.POST.get(f"text {line.what}") or (line.source.text if line.source else "")
    was_sent = request.method == "POST" and not request.POST.get("only")
    is_chosen = line.what in request.POST.getlist("line") if was_sent else line.is_ready
    return Shown(line, f"{weekday(wall)}, {wall:%H:%M}", text, is_chosen, refused.get(line.what))

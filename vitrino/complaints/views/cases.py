"""The list of complaints, one case, and what is done in it."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vitrino.complaints import actions, pages, queries
from vitrino.complaints.forms import AboutForm
from vitrino.complaints.models import Case
from vitrino.domain import money
from vitrino.domain.cases import CaseEvent
from vitrino.domain.problem import Problem
from vitrino.domain.slots import instant, zone
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, page

ENDED_SHOWN = 20


@page("see", place="inbox")
@require_GET
def listing(request: WorkspaceRequest) -> HttpResponse:
    """Open complaints, the one due first on top; below it those that ended lately."""
    now = timezone.now()
    ended = queries.cases_of(request.workspace).filter(ended_at__isnull=False).order_by("-ended_at")[:ENDED_SHOWN]
    context = {
        "lines": pages.lines(request.workspace, now, list(queries.open_cases(request.workspace))),
        "ended": pages.lines(request.workspace, now, list(ended)),
        "may_manage": may(request.member, "manage"),
    }
    return render(request, "complaints/list.html", context)


@page("see", place="inbox")
@require_GET
def case(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One complaint with its whole history."""
    return _show(request, _found(request, pk))


@page("answer", place="inbox")
@require_POST
def steps(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Take a step by hand: `event`, and what it asks for."""
    found = _found(request, pk)
    try:
        event = CaseEvent(request.POST.get("event", ""))
        actions.take_step(
            case=found, event=event, by=request.user, now=timezone.now(), text=request.POST.get("text", "").strip(),
            due_at=_moment(request, request.POST.get("when", "")),
        )  # fmt: skip
    except ValueError:
        messages.error(request, _("This can't be done with it as it is now. Please load the page again."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return _back(request, found)


@page("answer", place="inbox")
@require_POST
def question(request: WorkspaceRequest, pk: int, step: int) -> HttpResponse:
    """Which of the times in an answer is the promise; an empty `due` means none of them."""
    found = _found(request, pk)
    asked = get_object_or_404(found.steps.select_related("case"), pk=step)
    try:
        due_at = datetime.fromisoformat(request.POST["due"]) if request.POST.get("due") else None
        actions.settle_question(step=asked, due_at=due_at, by=request.user, now=timezone.now())
    except ValueError:
        messages.error(request, _("This time isn't in your answer."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return _back(request, found)


@page("answer", place="inbox")
@require_POST
def about(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """What it is about, why it happened, what it cost."""
    found, form = _found(request, pk), AboutForm(request.POST, workspace=request.workspace)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    given = form.cleaned_data
    actions.describe(
        case=found, kind=given["kind"], severity=given["severity"], cause=given["cause"], cost_minor=form.cost_minor(),
        currency=given["currency"], by=request.user, now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("Saved."))
    return redirect("complaints:case", slug=request.workspace.slug, pk=pk)


def _show(request: WorkspaceRequest, found: Case, form: AboutForm | None = None, status: int = 200) -> HttpResponse:
    context = {
        "panel": pages.card(found, timezone.now(), talk_id=0),
        "case": found,
        "talk_url": pages.talk_url(found),
        "public_url": pages.talk_url(found, found.conversation_id),
        "promises": pages.promises_of(found),
        "may_answer": may(request.member, "answer"),
        "form": form or AboutForm(workspace=request.workspace, initial=_about(found)),
    }
    return render(request, "complaints/case.html", context, status=status)


def _about(found: Case) -> dict[str, object]:
    cost = "" if found.cost_minor is None else money.major(found.cost_minor, found.currency)
    kept = {"kind": found.kind, "severity": found.severity, "cause": found.cause_id}
    return {**kept, "cost": cost, "currency": found.currency}


def _found(request: WorkspaceRequest, pk: int) -> Case:
    return get_object_or_404(queries.every_case(request.workspace), pk=pk)


def _moment(request: WorkspaceRequest, wall: str) -> datetime | None:
    """A wall time of the shop as an instant; None for an empty field. Raises ValueError for anything else."""
    if not wall:
        return None
    return instant(datetime.fromisoformat(wall), zone(request.workspace.time_zone)).utc


def _back(request: WorkspaceRequest, found: Case) -> HttpResponse:
    """To where the button was: the talk, else the page of the case."""
    talk = request.POST.get("talk", "")
    if talk in (str(found.conversation_id), str(found.private_talk_id)):
        return redirect("inbox:talk", slug=request.workspace.slug, pk=int(talk))
    return redirect("complaints:case", slug=request.workspace.slug, pk=found.pk)

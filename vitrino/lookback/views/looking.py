"""The look back: where one stands, five steps, and the record."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitrino.domain.problem import Problem
from vitrino.lookback import looking, pages, queries
from vitrino.lookback.models import Decision, Every, LookBack
from vitrino.plan import queries as plan
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, page

EARLIER_SHOWN, RUNNING_SHOWN = 24, 5


@page("see", place="insight")
@require_GET
def home(request: WorkspaceRequest) -> HttpResponse:
    """Whether it is time, what runs, and earlier looks back."""
    workspace, now = request.workspace, timezone.now()
    running = queries.experiments_of(workspace).filter(state__in=("running", "over"))[:RUNNING_SHOWN]
    context = {
        "sentence": pages.sentence(workspace, now),
        "begun": queries.unfinished(workspace),
        "every": queries.rhythm_of(workspace),
        "choices": [*Every.choices, ("", _("Never"))],
        "earlier": [(one, pages.name_of(one)) for one in queries.closed(workspace)[:EARLIER_SHOWN]],
        "running": pages.experiment_rows(running),
        "may_compose": may(request.member, "compose"),
        "may_manage": may(request.member, "manage"),
    }
    return render(request, "lookback/home.html", context)


@page("compose", place="insight")
@require_POST
def begin(request: WorkspaceRequest) -> HttpResponse:
    """Begin, or go on after a break."""
    every = request.POST.get("every") or queries.rhythm_of(request.workspace)
    back = looking.begin(workspace=request.workspace, every=every, by=request.user, now=timezone.now())
    return redirect(_address(request, back))


@page("manage", place="insight")
@require_POST
def rhythm(request: WorkspaceRequest) -> HttpResponse:
    """How often."""
    every = request.POST.get("every", "")
    looking.set_rhythm(workspace=request.workspace, every=every, by=request.user, now=timezone.now())
    messages.success(request, _("Kept."))
    return redirect("lookback:home", slug=request.workspace.slug)


@page("see", place="insight")
@require_http_methods(["GET", "POST"])
def look_back(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """A step while it is open, the record once it is closed. A POST keeps the step and goes on."""
    back = get_object_or_404(queries.look_backs(request.workspace), pk=pk)
    if request.method == "POST":
        return _save(request, back)
    if back.closed_at is not None:
        context = {"back": back, "name": pages.name_of(back), **pages.record(back)}
        return render(request, "lookback/record.html", context)
    step = _step(request.GET.get("step"), back.step)
    context = {"back": back, "name": pages.name_of(back), "step": step, "steps": looking.STEPS,
               "note": _note(back, step), "outcomes": Decision.Outcome.choices,
               **pages.of_step(back, step, timezone.now())}  # fmt: skip
    return render(request, "lookback/step.html", context)


@page("compose", place="insight")
@require_POST
def decisions(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Accept or refuse a suggestion, or write down a line of one's own."""
    back, now = get_object_or_404(queries.look_backs(request.workspace), pk=pk), timezone.now()
    try:
        if "suggestion" in request.POST:
            number = request.POST["suggestion"]
            found = get_object_or_404(plan.suggestions_of(request.workspace), pk=number if number.isdigit() else 0)
            looking.decide_suggestion(back=back, suggestion=found, accept=request.POST.get("decision") == "accept",
                                      reason=request.POST.get("reason", ""), by=request.user, now=now)  # fmt: skip
        else:
            looking.decide(back=back, text=request.POST.get("text", ""), by=request.user, now=now)
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect(_address(request, back, looking.STEPS))


@page("compose", place="insight")
@require_POST
def decision_removal(request: WorkspaceRequest, pk: int, decision: int) -> HttpResponse:
    """Take a line out again."""
    back = get_object_or_404(queries.look_backs(request.workspace), pk=pk)
    looking.drop_decision(back=back, decision=get_object_or_404(queries.decisions_of(back), pk=decision))
    return redirect(_address(request, back, looking.STEPS))


@page("compose", place="insight")
@require_POST
def closing(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Done."""
    back = get_object_or_404(queries.look_backs(request.workspace), pk=pk)
    looking.close(back=back, by=request.user, now=timezone.now())
    messages.success(request, _("Done. You can read it again here, and it begins the next look back."))
    return redirect("lookback:look-back", slug=request.workspace.slug, pk=back.pk)


def _save(request: WorkspaceRequest, back: LookBack) -> HttpResponse:
    if not may(request.member, "compose"):
        raise PermissionDenied
    step = _step(request.POST.get("step"), back.step)
    go = request.POST.get("go", "")
    looking.save_step(back=back, step=step, note=request.POST.get("note", ""), go_to=_step(go, step))
    looking.note_outcomes(workspace=request.workspace, outcomes=_outcomes(request))
    if go == "later":
        messages.success(request, _("Kept. It goes on here whenever you like."))
        return redirect("lookback:home", slug=request.workspace.slug)
    return redirect(_address(request, back, back.step))


def _outcomes(request: WorkspaceRequest) -> dict[int, tuple[str, str]]:
    """The fields outcome-<id> and came-<id> of the decisions of the last time."""
    found = {}
    for name in request.POST:
        number = name.removeprefix("outcome-")
        if name != number and number.isdigit():
            found[int(number)] = (request.POST[name], request.POST.get(f"came-{number}", ""))
    return dict(list(found.items())[:100])


def _step(given: str | None, otherwise: int) -> int:
    return int(given) if given in ("1", "2", "3", "4", "5") else otherwise


def _note(back: LookBack, step: int) -> str:
    return str(getattr(back, looking.NOTES[step - 1])) if step <= len(looking.NOTES) else ""


def _address(request: WorkspaceRequest, back: LookBack, step: int = 0) -> str:
    address = reverse("lookback:look-back", kwargs={"slug": request.workspace.slug, "pk": back.pk})
    return f"{address}?step={step}" if step else address

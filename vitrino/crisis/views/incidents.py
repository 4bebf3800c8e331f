"""One incident: where it stands, what is due, what is said, its log."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vitrino.crisis import actions, pages, queries
from vitrino.crisis.forms import NoteForm, StatementForm
from vitrino.crisis.models import Incident
from vitrino.domain.problem import Problem
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, page


@page("see", place="checkup")
@require_GET
def incident(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Everything about it on one page."""
    return shown(request, found(request, pk))


@page("answer", place="checkup")
@require_POST
def steps(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One step on the way, or another judgement of how bad it is."""
    row, sent = found(request, pk), request.POST
    if sent.get("severity", "").isdigit():
        return tried(request, row, lambda: actions.judge(incident=row, severity=int(sent["severity"]), by=request.user,
                                                         now=timezone.now()))  # fmt: skip
    return tried(request, row, lambda: actions.advance(incident=row, event=sent.get("event", ""), by=request.user,
                                                       reason=sent.get("reason", ""), now=timezone.now()))  # fmt: skip


@page("answer", place="checkup")
@require_POST
def taking(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """I have it in hand."""
    row = found(request, pk)
    return tried(request, row, lambda: actions.take(incident=row, by=request.user, now=timezone.now()))


@page("answer", place="checkup")
@require_POST
def log(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """A line for the log, or a first step that is done."""
    row, now = found(request, pk), timezone.now()
    number = request.POST.get("step", "")
    if number.isdigit():
        return tried(request, row, lambda: actions.tick(incident=row, number=int(number), by=request.user, now=now))
    text = request.POST.get("text", "")
    return tried(request, row, lambda: actions.note(incident=row, text=text, by=request.user, now=now))


@page("compose", place="checkup")
@require_POST
def statements(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Tell the public, or correct what was told."""
    row, form = found(request, pk), StatementForm(request.POST)
    number = request.POST.get("corrects", "")
    corrects = get_object_or_404(row.statements, pk=int(number)) if number.isdigit() else None
    if not form.is_valid():
        return shown(request, row, statement_form=form, status=422)
    try:
        actions.publish(incident=row, by=request.user, now=timezone.now(), corrects=corrects, **form.cleaned_data)
    except Problem as problem:
        form.add_error("text", words(problem.message))
        return shown(request, row, statement_form=form, status=422)
    messages.success(request, _("It stands on the public page now. Put it on your channels too."))
    return back(request, row)


@page("compose", place="checkup")
@require_POST
def statement_posts(request: WorkspaceRequest, pk: int, statement: int) -> HttpResponse:
    """Drafts for every channel from one statement; on to the composer."""
    row = found(request, pk)
    one = get_object_or_404(queries.statements_of(row), pk=statement)
    post = actions.draft_posts(statement=one, by=request.user, now=timezone.now())
    messages.success(request, _("Look at each channel, publish it, then let it through at the crisis desk."))
    return redirect("posts:edit", slug=request.workspace.slug, pk=post.pk)


def found(request: WorkspaceRequest, pk: int) -> Incident:
    """The incident of this shop, else 404."""
    return get_object_or_404(queries.incidents_of(request.workspace), pk=pk)


def back(request: WorkspaceRequest, row: Incident) -> HttpResponse:
    """To its page."""
    return redirect("crisis:incident", slug=request.workspace.slug, pk=row.pk)


def tried(request: WorkspaceRequest, row: Incident, action: Callable[[], object]) -> HttpResponse:
    """Do it, say why where it can't be done, and go back to the page."""
    try:
        action()
        messages.success(request, _("Written down."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return back(request, row)


def shown(request: WorkspaceRequest, row: Incident, statement_form: StatementForm | None = None,
          status: int = 200) -> HttpResponse:  # fmt: skip
    """The page of an incident."""
    now = timezone.now()
    context = {
        **pages.incident_page(row, now),
        "note_form": NoteForm(),
        "statement_form": statement_form or StatementForm(initial={"text": pages.proposed_words(row)}),
        "may_answer": may(request.member, "answer"),
        "may_compose": may(request.member, "compose"),
        "may_manage": may(request.member, "manage"),
    }
    return render(request, "crisis/incident.html", context, status=status)

"""What one does with a conversation."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.domain import slots
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.inbox import actions, announcing
from vitrino.inbox.desk import noting, snoozing
from vitrino.inbox.forms import NoteForm
from vitrino.inbox.triage import correct_triage
from vitrino.inbox.views.common import asked_in, conversation_of, go_on, member_of
from vitrino.ui.formats import when
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page


@page("answer", place="inbox")
@require_http_methods(["POST", "DELETE"])
def resolution(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """POST: done; `then=next` goes on to whoever waits next. DELETE (or `undo`): not done after all."""
    conversation = conversation_of(request, pk)
    if request.method == "DELETE" or request.POST.get("undo"):
        actions.reopen(conversation=conversation, by=request.user, now=timezone.now())
        return redirect("inbox:talk", slug=request.workspace.slug, pk=pk)
    actions.resolve(conversation=conversation, by=request.user, now=timezone.now())
    announcing.dealt_with(conversation, timezone.now())
    messages.success(request, _("Done. It opens again if they write once more."))
    if request.POST.get("then") == "next":
        return go_on(request, conversation)
    return redirect("inbox:talk", slug=request.workspace.slug, pk=pk)


@page("answer", place="inbox")
@require_POST
def snooze(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Put off by one of the offers (`for`) or to a time of one's own (`until`); `undo` brings it back."""
    conversation, now = conversation_of(request, pk), timezone.now()
    if request.POST.get("undo"):
        snoozing.wake(conversation=conversation, by=request.user, now=now)
        return redirect("inbox:talk", slug=request.workspace.slug, pk=pk)
    try:
        until = _until(request, now)
        snoozing.snooze(conversation=conversation, until=until, by=request.user, now=now)
    except Problem as problem:
        messages.error(request, words(problem.message))
        return redirect("inbox:talk", slug=request.workspace.slug, pk=pk)
    told = _("Put off until %(time)s.") % {"time": when(until)} if until else _("Put off until they write.")
    messages.success(request, told)
    return go_on(request, conversation)


@page("answer", place="inbox")
@require_POST
def assignment(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Who takes it on; an empty `person` means nobody in particular."""
    conversation, to = conversation_of(request, pk), member_of(request, request.POST.get("person", ""))
    actions.assign(conversation=conversation, to=to, by=request.user, now=timezone.now())
    return redirect("inbox:talk", slug=request.workspace.slug, pk=pk)


@page("answer", place="inbox")
@require_POST
def judgement(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Is it a complaint? The person knows better than the words."""
    is_complaint = bool(request.POST.get("is_complaint"))
    actions.call_complaint(
        conversation=conversation_of(request, pk), is_complaint=is_complaint, by=request.user, now=timezone.now()
    )
    return redirect("inbox:talk", slug=request.workspace.slug, pk=pk)


@page("answer", place="inbox")
@require_POST
def triage(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """What a message wants, by somebody who knows better than the words."""
    message = get_object_or_404(asked_in(request), pk=pk)
    try:
        correct_triage(message=message, intents=request.POST.getlist("intent"), by=request.user, now=timezone.now())
        messages.success(request, _("Thank you. Vitrino reads the next ones accordingly."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("inbox:talk", slug=request.workspace.slug, pk=message.conversation_id)


@page("answer", place="inbox")
@require_POST
def spam(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Nobody has to answer this."""
    actions.mark_spam(conversation=conversation_of(request, pk), by=request.user, now=timezone.now())
    return redirect("inbox:talk", slug=request.workspace.slug, pk=pk)


@page("answer", place="inbox")
@require_POST
def notes(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """A word among ourselves."""
    conversation, form = conversation_of(request, pk), NoteForm(request.POST)
    if form.is_valid():
        noting.note(conversation=conversation, text=form.cleaned_data["note"], by=request.user, now=timezone.now())
    return redirect("inbox:talk", slug=request.workspace.slug, pk=pk)


def _until(request: WorkspaceRequest, now: datetime) -> datetime | None:
    """Until when; None until the person writes. Raises Problem for no time at all."""
    chosen = request.POST.get("for", "")
    offer = next((one for one in snoozing.choices(request.workspace, now) if one.key == chosen), None)
    if offer is not None:
        return offer.until
    try:
        wall = datetime.fromisoformat(request.POST.get("until", ""))
    except ValueError as error:
        raise Problem(say("Choose a time from now on, at most a year away."), "until") from error
    return slots.instant(wall.replace(tzinfo=None), slots.zone(request.workspace.time_zone)).utc

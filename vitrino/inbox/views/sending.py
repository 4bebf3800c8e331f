"""Sending an answer, and what may be done before and after it has left."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from vitrino.domain.problem import Problem
from vitrino.inbox import actions, judging, queries, remarks
from vitrino.inbox.desk import answering, consent, saved, undoing
from vitrino.inbox.desk.presence import AnsweredMeanwhile
from vitrino.inbox.desk.rules import rules_of
from vitrino.inbox.forms import ReplyForm, plain_lines
from vitrino.inbox.models import Conversation
from vitrino.inbox.views.common import answer_of, conversation_of, go_on, number, place_of
from vitrino.inbox.views.talks import render_talk
from vitrino.publishing import actions as publishing
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page


@page("answer", place="inbox")
@require_POST
def reply(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Send the answer; `then=next` resolves and goes on. `saved_answer` and `wording` change the field instead.

    What the tone check objects to is asked about first; `overrule` names the rules whose objections were read. An
    answer somebody else gave since `seen` is shown first.
    """
    conversation = conversation_of(request, pk)
    changed = _changed(request, conversation)
    if changed is not None:
        return render_talk(request, conversation, ReplyForm(initial={"text": changed}), is_changed=True)
    form, more = ReplyForm(request.POST), dict[str, Any]()
    if form.is_valid():
        try:
            return _send(request, conversation, form.cleaned_data["text"])
        except actions.Objected as objected:
            more["objections"] = objected.findings
        except AnsweredMeanwhile as other:
            more["meanwhile"] = other.message_of_other
        except Problem as problem:
            form.add_error("text", words(problem.message))
    return render_talk(request, conversation, form, status=422, **more)


@page("answer", place="inbox")
@require_POST
def taking_back(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Stop an answer that has not left; its text comes back into the field."""
    message = answer_of(request, pk)
    end = ""
    try:
        undoing.take_back(message=message, by=request.user, now=timezone.now())
        messages.success(request, _("Taken back. Nothing of it went out."))
        end = f"?again={message.pk}#id_text"
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect(place_of(request, message.conversation_id) + end)


@page("answer", place="inbox")
@require_POST
def retry(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Send a failed answer again, or let a held one go."""
    message = answer_of(request, pk)
    row = message.publication
    try:
        if row is not None:
            act = publishing.release if row.state == "held" else publishing.retry
            act(publication=row, by=request.user, now=timezone.now())
            messages.success(request, _("Vitrino tries again now."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect(place_of(request, message.conversation_id))


@page("answer", place="inbox")
@require_POST
def decision(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """A second person sends an answer that waits for one (`agree`), or gives it back."""
    waiting = get_object_or_404(consent.waiting_replies(request.workspace), pk=pk)
    waiting.conversation.workspace = request.workspace
    now, end = timezone.now(), ""
    try:
        if request.POST.get("agree"):
            consent.agree(waiting=waiting, by=request.user, now=now)
            _tell_of_grace(request)
        else:
            consent.give_back(waiting=waiting, by=request.user, now=now)
            end = f"?draft={waiting.pk}#id_text" if waiting.by_id == request.user.pk else ""
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect(place_of(request, waiting.conversation_id) + end)


def _changed(request: WorkspaceRequest, conversation: Conversation) -> str | None:
    """The answer with a saved one or a better wording in it; None when neither was asked for."""
    text = plain_lines(request.POST.get("text", ""))
    if chosen := number(request.POST.get("saved_answer", "")):
        found = queries.saved_replies(request.workspace).filter(pk=chosen).first()
        return saved.put_into(text, found, conversation, request.user) if found else text
    if wanted := request.POST.get("wording", ""):
        return remarks.text_with(judging.reply_of(conversation, text, timezone.now()), wanted)
    return None


def _send(request: WorkspaceRequest, conversation: Conversation, text: str) -> HttpResponse:
    now, text = timezone.now(), saved.completed(text, request.POST)
    if request.POST.get("second"):
        step = request.POST.get("step", "")[:40]
        consent.ask(conversation=conversation, text=text, by=request.user, now=now, step=step)
        messages.success(request, _("The others are told. It goes out when one of them agrees."))
        return redirect(place_of(request, conversation.pk))
    overruled = request.POST.get("overrule", "").split()
    message = answering.answer(
        conversation=conversation, text=text, by=request.user, now=now,
        seen=number(request.POST.get("seen", "")), overruled=overruled, step=request.POST.get("step", "")[:40],
    )  # fmt: skip
    _tell_of_grace(request)
    # Asked once more, people go on to where they wanted to go.
    is_asked_again = bool(overruled or request.POST.get("anyway"))
    if request.POST.get("after" if is_asked_again else "then") != "next":
        return redirect(f"{place_of(request, conversation.pk)}#said-{message.pk}")
    actions.resolve(conversation=conversation, by=request.user, now=timezone.now())
    return go_on(request, conversation)


def _tell_of_grace(request: WorkspaceRequest) -> None:
    wait_s = rules_of(request.workspace).undo_s
    told = ngettext("Your answer leaves in %(n)s second.", "Your answer leaves in %(n)s seconds.", wait_s)
    messages.success(request, told % {"n": wait_s} if wait_s else _("Your answer is on its way."))

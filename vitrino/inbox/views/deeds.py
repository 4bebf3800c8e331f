"""What one does with a conversation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.domain.problem import Problem
from vitrino.inbox import actions, judging, queries, remarks, wording
from vitrino.inbox.forms import NoteForm, ReplyForm, plain_lines
from vitrino.inbox.models import Conversation
from vitrino.inbox.views.talks import render_talk
from vitrino.ui.words import words
from vitrino.workspace import queries as workspaces
from vitrino.workspace.access import WorkspaceRequest, page


@page("answer", place="inbox")
@require_POST
def reply(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Send the answer; `then=next` resolves and goes on. `saved_answer` and `wording` change the field instead.

    What the tone check objects to is asked about first; `overrule` names the rules whose objections were read.
    """
    conversation = _conversation(request, pk)
    chosen = request.POST.get("saved_answer", "")
    if chosen:
        text = wording.saved_text(queries.saved_replies(request.workspace), chosen, conversation, request.workspace)
        return render_talk(request, conversation, ReplyForm(initial={"text": text}))
    if wanted := request.POST.get("wording", ""):
        judged = judging.reply_of(conversation, plain_lines(request.POST.get("text", "")), timezone.now())
        return render_talk(request, conversation, ReplyForm(initial={"text": remarks.text_with(judged, wanted)}))
    form = ReplyForm(request.POST)
    if form.is_valid():
        try:
            return _send(request, conversation, form.cleaned_data["text"])
        except actions.Objected as objected:
            return render_talk(request, conversation, form, status=422, objections=objected.findings)
        except Problem as problem:
            form.add_error("text", words(problem.message))
    return render_talk(request, conversation, form, status=422)


def _send(request: WorkspaceRequest, conversation: Conversation, text: str) -> HttpResponse:
    now, overruled = timezone.now(), request.POST.get("overrule", "").split()
    actions.reply(conversation=conversation, text=text, by=request.user, now=now, overruled=overruled)
    messages.success(request, _("Your answer is on its way."))
    # Asked once more, people go on to where they wanted to go.
    if request.POST.get("after" if overruled else "then") != "next":
        return redirect("inbox:talk", slug=request.workspace.slug, pk=conversation.pk)
    actions.resolve(conversation=conversation, by=request.user, now=now)
    following = queries.next_waiting(request.workspace, conversation)
    if following is None:
        return redirect("inbox:list", slug=request.workspace.slug)
    return redirect("inbox:talk", slug=request.workspace.slug, pk=following.pk)


@page("answer", place="inbox")
@require_http_methods(["POST", "DELETE"])
def resolution(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """POST: done. DELETE (or `undo`): not done after all."""
    conversation = _conversation(request, pk)
    if request.method == "DELETE" or request.POST.get("undo"):
        actions.reopen(conversation=conversation, by=request.user, now=timezone.now())
    else:
        actions.resolve(conversation=conversation, by=request.user, now=timezone.now())
        messages.success(request, _("Done. It opens again if they write once more."))
    return redirect("inbox:talk", slug=request.workspace.slug, pk=pk)


@page("answer", place="inbox")
@require_POST
def assignment(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Who takes it on; an empty `person` means nobody in particular."""
    conversation, wanted = _conversation(request, pk), request.POST.get("person", "")
    member = workspaces.members(request.workspace).filter(person_id=wanted).first() if wanted.isdecimal() else None
    to = member.person if member else None
    actions.assign(conversation=conversation, to=to, by=request.user, now=timezone.now())
    return redirect("inbox:talk", slug=request.workspace.slug, pk=pk)


@page("answer", place="inbox")
@require_POST
def judgement(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Is it a complaint? The person knows better than the words."""
    is_complaint = bool(request.POST.get("is_complaint"))
    actions.call_complaint(
        conversation=_conversation(request, pk), is_complaint=is_complaint, by=request.user, now=timezone.now()
    )
    return redirect("inbox:talk", slug=request.workspace.slug, pk=pk)


@page("answer", place="inbox")
@require_POST
def spam(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Nobody has to answer this."""
    actions.mark_spam(conversation=_conversation(request, pk), by=request.user, now=timezone.now())
    return redirect("inbox:talk", slug=request.workspace.slug, pk=pk)


@page("answer", place="inbox")
@require_POST
def notes(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """A word among ourselves."""
    conversation, form = _conversation(request, pk), NoteForm(request.POST)
    if form.is_valid():
        actions.note(conversation=conversation, text=form.cleaned_data["note"], by=request.user, now=timezone.now())
    return redirect("inbox:talk", slug=request.workspace.slug, pk=pk)


def _conversation(request: WorkspaceRequest, pk: int) -> Conversation:
    conversation = get_object_or_404(queries.conversations_of(request.workspace), pk=pk)
    conversation.workspace = request.workspace
    return conversation

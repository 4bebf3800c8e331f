"""The list, and one talk with its person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.channels import queries as channels
from vitrino.commerce import queries as commerce
from vitrino.domain import text as rules
from vitrino.domain.tone import Finding
from vitrino.inbox import judging, queries, remarks, wording
from vitrino.inbox.forms import NoteForm, ReplyForm, plain_lines
from vitrino.inbox.models import Conversation
from vitrino.posts.checks import rule_of
from vitrino.workspace import queries as workspaces
from vitrino.workspace.access import WorkspaceRequest, page

ORDERS_SHOWN = 5
OTHERS_SHOWN = 5
# The gravest remarks; the others wait behind a line, so that "Send" stays in sight on a phone.
REMARKS_SHOWN = 3


@page("see", place="inbox")
@require_http_methods(["GET"])
def listing(request: WorkspaceRequest) -> HttpResponse:
    """Who waits, and everybody else by state or words."""
    return render(request, "inbox/list.html", list_context(request))


@page("see", place="inbox")
@require_http_methods(["GET"])
def talk(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One conversation beside the list, with the person."""
    conversation = get_object_or_404(queries.conversations_of(request.workspace), pk=pk)
    return render_talk(request, conversation)


@page("see", place="inbox")
@require_POST
def check(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """While somebody types: how long the answer is, as its platform counts, and what the tone check says about it."""
    conversation = get_object_or_404(queries.conversations_of(request.workspace), pk=pk)
    conversation.workspace = request.workspace
    context = _judged(conversation, plain_lines(request.POST.get("text", "")))
    context["is_news"] = request.POST.get("heard", "") != context["heard"]
    return render(request, "inbox/_check.html", {"conversation": conversation, **context})


def render_talk(request: WorkspaceRequest, conversation: Conversation, form: ReplyForm | None = None,
                status: int = 200, objections: Sequence[Finding] = ()) -> HttpResponse:  # fmt: skip
    """The page of a talk; `form` keeps what was typed when sending was refused, `objections` say why it was.

    A part of the page that asks gets the answer's form alone.
    """
    conversation.workspace = request.workspace
    form = form or ReplyForm()
    context = list_context(request) | {
        "conversation": conversation,
        "manifest": channels.manifest_of(conversation.channel),
        "messages": [wording.shown(message, conversation) for message in queries.messages_of(conversation)],
        "form": form,
        "note_form": NoteForm(),
        "objections": objections,
        "overrule": " ".join(sorted({one.rule for one in objections})),
        "is_reworded": bool(request.POST.get("wording")),
        "after": request.POST.get("then") or request.POST.get("after", ""),
        "due": wording.due(conversation, timezone.now()),
        "answers": wording.saved_answers(queries.saved_replies(request.workspace), conversation, request.workspace),
        "assignees": _assignees(request),
        **_judged(conversation, plain_lines(str(form["text"].value() or ""))),
        **_person(conversation),
    }
    template = "inbox/_reply.html" if request.headers.get("HX-Request") else "inbox/talk.html"
    return render(request, template, context, status=status)


def list_context(request: WorkspaceRequest) -> dict[str, Any]:
    """The list column. Without people who wait, everything open is shown."""
    asked = request.GET.get("state", "")
    waiting = queries.waiting_count(request.workspace)
    state = asked if asked in queries.STATES else ("waiting" if waiting else "open")
    words = request.GET.get("q", "").strip()[:100]
    found = queries.listed(request.workspace, state=state, person=request.user, words=words,
                           before=request.GET.get("before", ""))  # fmt: skip
    return {
        "state": state,
        "words_searched": words,
        "conversations": [(one, wording.line_end(one, timezone.now())) for one in found.conversations],
        "before": found.before,
        "waiting": waiting,
        "segments": _segments(request, state),
    }


def _segments(request: WorkspaceRequest, state: str) -> list[tuple[str, str, bool]]:
    home = reverse("inbox:list", kwargs={"slug": request.workspace.slug})
    return [(_(label), f"{home}?state={key}", key == state) for key, label in wording.STATES.items()]


def _assignees(request: WorkspaceRequest) -> list[tuple[str, str]]:
    members = workspaces.members(request.workspace)
    return [("", _("Nobody in particular")), *((str(one.person_id), one.person.get_full_name()) for one in members)]


def _person(conversation: Conversation) -> dict[str, Any]:
    contact = conversation.contact
    identities = list(contact.identities.all())
    orders = commerce.orders_of_person(conversation.workspace, queries.handles_of(identities))[:ORDERS_SHOWN]
    return {
        "contact": contact,
        "identities": identities,
        "orders": orders,
        "others": queries.others_of(contact, conversation)[:OTHERS_SHOWN],
    }


def _judged(conversation: Conversation, text: str) -> dict[str, Any]:
    """The answer measured and looked at. heard: what has been remarked, so that nothing is announced twice."""
    found = remarks.remarks_of(judging.reply_of(conversation, text, timezone.now())) if text.strip() else []
    return {
        "gauge": rules.gauge(text, rule_of(conversation.channel)),
        "remarks": found,
        "shown_at_once": max(REMARKS_SHOWN, sum(one.level == "block" for one in found)),
        "heard": " ".join(one.key for one in found),
    }

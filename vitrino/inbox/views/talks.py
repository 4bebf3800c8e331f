"""The list, and one talk with its person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.channels import queries as channels
from vitrino.commerce import queries as commerce
from vitrino.complaints import pages as complaints
from vitrino.conduct import pages as conduct
from vitrino.domain import text as rules
from vitrino.domain.tone import Finding
from vitrino.inbox import judging, queries, remarks, wording
from vitrino.inbox.desk import consent, finding, presence, saved, snoozing, talking, triaging, undoing
from vitrino.inbox.forms import NoteForm, ReplyForm, plain_lines
from vitrino.inbox.models import Conversation
from vitrino.inbox.views.common import conversation_of, number, place_of
from vitrino.notify import actions as notify
from vitrino.posts.checks import rule_of
from vitrino.ui.words import words as words_of
from vitrino.workspace import queries as workspaces
from vitrino.workspace.access import WorkspaceRequest, may, page

ORDERS_SHOWN = 5
OTHERS_SHOWN = 5
# The gravest remarks; the others wait behind a line, so that "Send" stays in sight on a phone.
REMARKS_SHOWN = 3
SAVED_SHOWN = 50
# Beside a talk there is little room.
RARE_STATES = ("open", "done", "muted")


@page("see", place="inbox")
@require_http_methods(["GET"])
def listing(request: WorkspaceRequest) -> HttpResponse:
    """Who waits, and everybody else by state or words."""
    context = list_context(request) | {"choices": _filter_choices(request), "may_answer": may(request.member, "answer")}
    return render(request, "inbox/list.html", context | {"assignees": _assignees(request)})


@page("see", place="inbox")
@require_http_methods(["GET"])
def talk(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One conversation beside the list, with the person. `again`, `draft`: a text that comes back into the field."""
    conversation = conversation_of(request, pk)
    text = _brought_back(request, conversation)
    notify.seen(member=request.member, about=place_of(request, pk), now=timezone.now())
    return render_talk(request, conversation, ReplyForm(initial={"text": text}) if text else None)


@page("see", place="inbox")
@require_POST
def check(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """While somebody types: how long the answer is, as its platform counts, and what the tone check says about it."""
    conversation = conversation_of(request, pk)
    context = _judged(request, conversation, plain_lines(request.POST.get("text", "")))
    context["is_news"] = request.POST.get("heard", "") != context["heard"]
    return render(request, "inbox/_check.html", {"conversation": conversation, **context})


@page("see", place="inbox")
@require_POST
def lately(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """What was said, what became of the answers, who else is here; nothing at all while nothing changed."""
    conversation, now = conversation_of(request, pk), timezone.now()
    if may(request.member, "answer"):
        is_writing = bool(request.POST.get("text", "").strip())
        presence.visit(conversation=conversation, by=request.user, is_writing=is_writing, now=now)
    context = talking.lately(conversation, request.user, now, most=number(request.POST.get("most", "")))
    if context["shown"] == request.POST.get("shown", ""):
        return HttpResponse(status=204)
    more = {"conversation": conversation, "may_answer": may(request.member, "answer"), "is_news": True}
    return render(request, "inbox/_lately.html", context | more)


def render_talk(request: WorkspaceRequest, conversation: Conversation, form: ReplyForm | None = None,
                status: int = 200, *, is_changed: bool = False, **more: Any) -> HttpResponse:  # fmt: skip
    """The page of a talk; `form` keeps what was typed when sending was refused, `objections` and `meanwhile` say why.

    is_changed: the text was changed by a press of a button. A part of the page that asks gets the answer's form alone.
    """
    now, step = timezone.now(), request.POST.get("step") or request.GET.get("step", "")
    case = complaints.panel(request.workspace, conversation, now, step=step)
    form = form or ReplyForm(initial={"text": case["taken_text"]} if case else {})
    objections: Sequence[Finding] = more.get("objections", ())
    context = list_context(request) | {
        "conversation": conversation,
        "manifest": channels.manifest_of(conversation.channel),
        "form": form,
        "case_panel": case,
        "conduct": conduct.panel(conversation, may_answer=may(request.member, "answer")),
        "may_answer": may(request.member, "answer"),
        "note_form": NoteForm(),
        "objections": objections,
        "overrule": " ".join(sorted({one.rule for one in objections})),
        "is_second_needed": bool(objections) and consent.is_needed(request.workspace, request.user),
        "meanwhile": more.get("meanwhile"),
        "is_changed": is_changed,
        "after": request.POST.get("then") or request.POST.get("after", ""),
        "due": wording.due(conversation, now),
        "window": wording.window(conversation, now),
        "answers": wording.saved_answers(saved.offered(conversation)[:SAVED_SHOWN], conversation, request.user),
        "strategy_lines": judging.lines_for(conversation),
        "own_newest": talking.own_newest(conversation, request.user),
        "waiting_replies": talking.waiting_replies(conversation, request.user, now),
        "triage": triaging.panel(conversation),
        "put_off": snoozing.choices(request.workspace, now),
        "assignees": _assignees(request),
        **talking.lately(conversation, request.user, now, most=number(request.GET.get("most", ""))),
        **_judged(request, conversation, plain_lines(str(form["text"].value() or ""))),
        **_person(conversation),
    }
    return render(request, _template(request), context, status=status)


def _template(request: WorkspaceRequest) -> str:
    """The whole page; for a part of it that asks, the answer's form, or the talk itself (`part`)."""
    if not request.headers.get("HX-Request"):
        return "inbox/talk.html"
    return "inbox/_lately.html" if request.GET.get("part") else "inbox/_reply.html"


def list_context(request: WorkspaceRequest) -> dict[str, Any]:
    """The list column. Without people who wait, everything open is shown."""
    asked, now = request.GET.get("state", ""), timezone.now()
    counts = finding.counts(request.workspace, request.user.pk)
    waiting = counts["waiting"]
    state = asked if asked in queries.STATES else ("waiting" if waiting else "open")
    words, filters = request.GET.get("q", "").strip()[:100], finding.read(request.GET, request.workspace)
    found = queries.listed(request.workspace, state=state, person=request.user, words=words, filters=filters,
                           before=request.GET.get("before", ""))  # fmt: skip
    return {
        "state": state,
        "words_searched": words,
        "conversations": [(one, wording.line_end(one, now)) for one in found.conversations],
        "before": found.before,
        "waiting": waiting,
        "filters": filters,
        "kept": urlencode({"state": state, **filters.chosen()}),
        "segments": _segments(request, state, counts),
        "leaving": undoing.waiting_to_leave(request.workspace, request.user, now),
    }


def _filter_choices(request: WorkspaceRequest) -> dict[str, Any]:
    """What the list can be narrowed by; only its own page offers that."""
    any_one = ("", _("No matter"))
    members = [(str(one.person_id), one.person.get_full_name()) for one in workspaces.members(request.workspace)]
    return {
        "intents": [any_one, *((key, words_of(name)) for key, name in finding.intents())],
        "urgencies": [any_one, *((str(level), _(name)) for level, name in wording.URGENCIES.items())],
        "places": [any_one, *finding.places(request.workspace)],
        "people": [any_one, (finding.NOBODY, _("Nobody in particular")), *members],
    }


def _brought_back(request: WorkspaceRequest, conversation: Conversation) -> str:
    """The text of an answer that was taken back, or given back by a second person; "" for none."""
    if again := number(request.GET.get("again", "")):
        taken = conversation.messages.filter(pk=again, publication__state="cancelled").first()
        return taken.text if taken else ""
    if draft := number(request.GET.get("draft", "")):
        given = conversation.waiting_replies.filter(pk=draft, message=None).first()
        return given.text if given else ""
    return ""


def _segments(request: WorkspaceRequest, state: str, counts: dict[str, int]) -> list[tuple[str, str, bool]]:
    home = reverse("inbox:list", kwargs={"slug": request.workspace.slug})
    labels = {
        key: f"{_(label)} {counts[key]}" if counts.get(key) else _(label) for key, label in wording.STATES.items()
    }
    return [(label, f"{home}?state={key}", key == state) for key, label in labels.items()]


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


def _judged(request: WorkspaceRequest, conversation: Conversation, text: str) -> dict[str, Any]:
    """The answer measured and looked at. heard: what has been remarked, so that nothing is announced twice.

    Gaps that only a person can fill are asked for, and are no remark until then.
    """
    asks = saved.asks_in(text, request.POST)
    judged = saved.completed(text, request.POST)
    found = remarks.remarks_of(judging.reply_of(conversation, judged, timezone.now())) if text.strip() else []
    return {
        "asks": asks,
        "wanted": wording.saved_answers(saved.wanted_by(text, conversation), conversation, request.user),
        "gauge": rules.gauge(text, rule_of(conversation.channel)),
        "remarks": found,
        "shown_at_once": max(REMARKS_SHOWN, sum(one.level == "block" for one in found)),
        "heard": " ".join(one.key for one in found),
    }

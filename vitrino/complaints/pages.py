"""What the pages of complaints show, in finished words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from vitrino.complaints import queries
from vitrino.complaints.filling import deadline_in_words, filled, keepable
from vitrino.complaints.models import Answer, Case, Step
from vitrino.complaints.moves import calendar_of
from vitrino.complaints.talks import Talk
from vitrino.complaints.wording import DONE, NAMES, PROMISES, STATES
from vitrino.domain import cases
from vitrino.domain.cases import CASE, CaseEvent, CaseState, Promise, Situation
from vitrino.domain.cases.playbook import LANGUAGES
from vitrino.domain.language import identify
from vitrino.domain.message import Message, say
from vitrino.domain.publication import PublicationState
from vitrino.ui.formats import clock, duration, weekday, when
from vitrino.ui.words import words
from vitrino.workspace.models import Workspace

E = CaseEvent
# Said in an answer of ours; the answer box is where they begin.
WRITTEN = (E.ACKNOWLEDGE, E.MOVE_PRIVATE, E.PROMISE, E.PROMISE_ANEW, E.GIVE_REMEDY, E.ASK, E.REMIND, E.NOTE_PUBLICLY)
_BY_CUSTOMER = (E.SAY_HAPPY, E.SAY_NOT_HAPPY)
_ASKS_FOR_WORDS: dict[CaseEvent, Message] = {
    E.CLOSE_WITH_REASON: say("Why is it closed without their word?"),
    E.SKIP_NOTE: say("Why is nothing said in public?"),
    E.RECORD_LESSON: say("What does the shop learn from it?"),
}
_PLAIN = (E.BEGIN_WORK, *_BY_CUSTOMER, *_ASKS_FOR_WORDS)
# Enough for every guard that only asks whether something was filled in.
_FILLED_IN = "filled in by a person"
_ICONS = {
    E.PROMISE_PASSED: "alert-triangle", E.SAY_HAPPY: "circle-check", E.SAY_NOT_HAPPY: "alert-circle",
    E.PROMISE: "clock", E.PROMISE_ANEW: "clock", E.RECORD_LESSON: "bulb",
}  # fmt: skip
_TONES = {E.PROMISE_PASSED: "bad", E.SAY_NOT_HAPPY: "bad", E.SAY_HAPPY: "good"}


@dataclass(frozen=True)
class Choice:
    """A step somebody may take now. asks: the label of the field it needs, None for a plain button."""

    event: str
    label: Message
    asks: Message | None = None


@dataclass(frozen=True)
class Line:
    """A case in a list. due: finished words about its next step, with their tone."""

    case: Case
    name: str
    state: Message
    state_tone: str
    due: str
    is_late: bool


def panel(workspace: Workspace, conversation: Talk, now: datetime, *, step: str = "") -> dict[str, Any] | None:
    """The case beside a talk; None when nobody complains here. step: whose words are taken over into the answer."""
    case = queries.case_of(conversation)
    if case is None:
        return None
    case.workspace = workspace
    shown = card(case, now, talk_id=conversation.pk)
    wanted = next((event for event in WRITTEN if event.value == step), None)
    return shown | {
        "taken_step": wanted.value if wanted else "",
        "taken_name": NAMES[wanted] if wanted else None,
        "taken_text": ready_text(case, wanted, conversation, now) if wanted else "",
    }


def card(case: Case, now: datetime, *, talk_id: int) -> dict[str, Any]:
    """Where a case stands, what is next, and what may be done; for the talk and for the page of the case."""
    known, calendar = case.known, calendar_of(case.workspace)
    due = cases.next_step(known, case.playbook.playbook, calendar) if case.ended_at is None else None
    steps = list(queries.steps_of(case))
    allowed = _allowed(case, now)
    unsettled = case.answers.filter(settled_at=None).select_related("publication").order_by("pk")
    state, tone = STATES[known.state]
    return {
        "case": case,
        "talk_id": talk_id,
        "state": state,
        "tone": tone,
        "next": _next_words(known, due),
        "next_due": _due_words(due, now),
        "is_late": bool(due and due.due_at and due.due_at < now),
        "next_event": _writable(known, due, allowed),
        "has_words": bool(due and any(one.event is due.event and one.says for one in case.playbook.playbook.steps)),
        "promise": _promise(known.promise, case, now) if known.promise else None,
        "writes": [Choice(event.value, NAMES[event]) for event in WRITTEN if event in allowed],
        "written": [(event.value, words(NAMES[event])) for event in WRITTEN if event in allowed],
        "does": [_choice(case, event) for event in _PLAIN if event in allowed],
        "answer": case.answers.filter(is_out=True).order_by("-pk").first(),
        "on_its_way": [_on_its_way(one) for one in unsettled],
        "questions": [_question(one) for one in steps if one.state == Step.State.ASKED],
        "history": [event_of(one) for one in reversed(steps) if one.state in (Step.State.TAKEN, Step.State.REFUSED)],
    }


def lines(workspace: Workspace, now: datetime, found: Sequence[Case]) -> list[Line]:
    calendar = calendar_of(workspace)
    return [_line(case, cases.next_step(case.known, case.playbook.playbook, calendar), now) for case in found]


def event_of(step: Step) -> dict[str, Any]:
    """A step for the timeline: text, at, who, icon and tone."""
    event = E(step.event)
    is_refused = step.state == Step.State.REFUSED
    text: Message = DONE[event]
    if is_refused:
        reason = Message(str(step.reason.get("template", "")), step.reason.get("values") or {})
        text = say("“{step}” does not count: {reason}", step=NAMES[event], reason=reason)
    elif step.text and event in (*_ASKS_FOR_WORDS, E.GIVE_REMEDY):
        text = say("{done}: {text}", done=DONE[event], text=step.text)
    return {
        "text": text,
        "at": step.at,
        "who": step.by.get_full_name() if step.by else "",
        "icon": "alert-triangle" if is_refused else _ICONS.get(event, "check"),
        "tone": "warn" if is_refused else _TONES.get(event, ""),
    }


def promises_of(case: Case) -> list[dict[str, Any]]:
    """Every promise of a case, newest first, with what became of it."""
    return [
        {"what": one.what, "until": exactly(one.due_at), "word": PROMISES[one.state][0], "tone": PROMISES[one.state][1]}
        for one in reversed(case.known.promises)
    ]


def exactly(moment: datetime) -> str:
    """A promised time in the shop's zone, to the minute: "Monday 23 November, 12:00"."""
    return f"{weekday(timezone.localtime(moment).date())}, {clock(moment)}"


def ready_text(case: Case, event: CaseEvent, conversation: Talk, now: datetime) -> str:
    """The playbook's words for this customer; "" for a step without words."""
    playbook = case.playbook.playbook
    of_step = E.PROMISE if event is E.PROMISE_ANEW else event
    template = next((one for one in playbook.steps if one.event is of_step), None)
    if template is None:
        return ""
    workspace, language = case.workspace, language_of(conversation, case.workspace)
    calendar = calendar_of(workspace)
    usual = queries.median_answer_minutes(workspace, kind=case.kind)
    contacts = queries.contact_values(workspace)
    return filled(
        template.text(language),
        language=language,
        name=conversation.contact.name,
        handle="",
        shop=workspace.name,
        contact=contacts[0] if contacts else "",
        deadline=deadline_in_words(keepable(now, calendar, usual), language, calendar),
    )


def language_of(conversation: Talk, workspace: Workspace) -> str:
    """The customer's language when the playbook speaks it, else the shop's, else English."""
    said = identify(conversation.last_text, LANGUAGES).language
    wanted = (conversation.language[:2], said, workspace.language[:2])
    return next((one for one in wanted if one in LANGUAGES), "en")


def _allowed(case: Case, now: datetime) -> set[CaseEvent]:
    """What the rules would allow if everything asked for were filled in."""
    filled_in = Situation(
        case.known, now, case.playbook.playbook, person=_FILLED_IN, message_id=_FILLED_IN,
        dues=(now + timedelta(hours=1),), text=_FILLED_IN, contact=_FILLED_IN,
    )  # fmt: skip
    return {event for event in E if CASE.allows(event, filled_in)}


def _choice(case: Case, event: CaseEvent) -> Choice:
    asks = _ASKS_FOR_WORDS.get(event)
    if event in _BY_CUSTOMER and not case.heard_id:
        asks = say("What did they say, and where?")
    return Choice(event.value, NAMES[event], asks)


def _next_words(known: cases.Case, due: cases.Due | None) -> Message | None:
    if due is None:
        return None
    if due.event is E.PROMISE_ANEW:
        return say("The promise is broken. Tell the customer where it stands, and by when it will be done.")
    return NAMES[due.event]


def _writable(known: cases.Case, due: cases.Due | None, allowed: set[CaseEvent]) -> str:
    """The next step when it begins in the answer box."""
    return due.event.value if due and due.event in WRITTEN and due.event in allowed else ""


def _due_words(due: cases.Due | None, now: datetime) -> str:
    return when(due.due_at, now) if due and due.due_at else ""


def _promise(promise: Promise, case: Case, now: datetime) -> dict[str, Any]:
    """The promise that is to be kept: until when, how much time is left, whether the customer should be told."""
    return {
        "what": promise.what,
        "until": exactly(promise.due_at),
        "left": duration(max(promise.due_at - now, timedelta())),
        "is_over": promise.due_at <= now,
        "will_be_late": cases.will_be_late(promise, calendar_of(case.workspace), now),
    }


def _question(step: Step) -> dict[str, Any]:
    is_promise = step.event in (E.PROMISE, E.PROMISE_ANEW)
    reason = step.reason or {}
    return {
        "step": step,
        "is_promise": is_promise,
        "dues": [(moment.isoformat(), exactly(moment)) for moment in step.moments],
        "hint": Message(str(reason.get("template", "")), reason.get("values") or {}) if reason else None,
    }


def _on_its_way(answer: Answer) -> Message:
    """What an answer will be once it is out."""
    if answer.publication is not None and answer.publication.state == PublicationState.FAILED:
        return say("Your last answer did not go out, so it does not count.")
    if len(answer.dues) == 1 and answer.dues[0].get("is_clear"):
        return say(
            "Your answer is on its way. Once it is out, “{words}” is your promise.", words=answer.dues[0]["words"]
        )
    return say("Your answer is on its way. Once it is out, it counts here.")


def _line(case: Case, due: cases.Due | None, now: datetime) -> Line:
    state, tone = STATES[CaseState(case.state)]
    is_late = bool(due and due.due_at and due.due_at < now)
    return Line(case, case.conversation.contact.name, state, tone, _due_words(due, now), is_late)


def talk_url(case: Case, talk_id: int | None = None) -> str:
    """The page on which one writes to the customer."""
    pk = talk_id or case.private_talk_id or case.conversation_id
    return reverse("inbox:talk", kwargs={"slug": case.workspace.slug, "pk": pk})

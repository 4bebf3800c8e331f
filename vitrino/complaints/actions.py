"""Changes to complaints. Opening and hearing are called by the inbox, steps and descriptions by people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from vitrino.complaints import queries
from vitrino.complaints.attending import attend as attend
from vitrino.complaints.hearing import heard_in, sounds_happy
from vitrino.complaints.models import Answer, Case, Step
from vitrino.complaints.moves import calendar_of, is_declared, keep, locked, look_again, take
from vitrino.complaints.playbooks import current_version
from vitrino.complaints.playbooks import save_playbook as save_playbook
from vitrino.complaints.queries import talks_with_cases as talks_with_cases
from vitrino.complaints.settling import settle, stored
from vitrino.complaints.shop import add_cause as add_cause
from vitrino.complaints.shop import add_contact as add_contact
from vitrino.complaints.shop import address_cause as address_cause
from vitrino.complaints.shop import remove_contact as remove_contact
from vitrino.complaints.talks import Talk, is_public
from vitrino.domain import cases, signals
from vitrino.domain.cases import CaseEvent, CaseState, Situation
from vitrino.domain.cases.guards import RULES
from vitrino.domain.cases.names import CaseGuard
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person

if TYPE_CHECKING:
    from vitrino.complaints.models import Cause
    from vitrino.publishing.queries import Publication

E = CaseEvent
# A word of thanks or of anger this long after the end belongs to the case that ended; later it is another one.
SAME_CASE = timedelta(days=14)
AT_THE_COUNTER = "told"
_BY_CUSTOMER = frozenset({E.SAY_HAPPY, E.SAY_NOT_HAPPY})
_UNSAID = frozenset({E.BEGIN_WORK, E.CLOSE_WITH_REASON, E.SKIP_NOTE, E.RECORD_LESSON})
_URGENCY_OF_HARM = 3


@transaction.atomic
def open_case(*, conversation: Talk, by: Person | None, now: datetime, received_at: datetime | None = None) -> Case:
    """The open case of this conversation, a new one where there is none. by None: the words said it is a complaint."""
    found = queries.open_case_of(conversation)
    if found is not None:
        return found
    case = Case(
        workspace=conversation.workspace, conversation_id=conversation.pk, opened_by=by, opened_at=received_at or now,
        playbook=current_version(conversation.workspace, now=now),
        severity=Case.Severity.GRAVE if conversation.urgency >= _URGENCY_OF_HARM else Case.Severity.SERIOUS,
    )  # fmt: skip
    keep(case, cases.Case(received_at or now, is_public=is_public(conversation)), now)
    record("case.opened", workspace=conversation.workspace_id, by=by, now=now, about=case)
    return case


@transaction.atomic
def call_off(*, conversation: Talk, by: Person, now: datetime) -> Case | None:
    """It was no complaint. Only before anything was said about it; later a case is closed with a written reason."""
    found = queries.open_case_of(conversation)
    if found is None or found.state != CaseState.RECEIVED or found.answers.exists():
        return None
    case = locked(found)
    case.is_mistake, case.ended_at = True, now
    look_again(case, now)
    record("case.called-off", workspace=case.workspace_id, by=by, now=now, about=case)
    return case


@transaction.atomic
def take_step(*, case: Case, event: CaseEvent, by: Person, now: datetime, text: str = "", contact: str = "",
              due_at: datetime | None = None) -> Step:  # fmt: skip
    """A step by hand. What we said is the newest answer that is out; what the customer said is their newest message.

    text: the remedy, the reason or the lesson; what they said where Vitrino couldn't hear it (at the counter).
    Raises Problem when the rules refuse it.
    """
    case = locked(case)
    settle(case, now)
    message_id = "" if event in _UNSAID else _said_by_customer(case, text) if event in _BY_CUSTOMER else ""
    answer = newest_answer(case, in_public=event is E.NOTE_PUBLICLY) if event not in _UNSAID | _BY_CUSTOMER else None
    if answer is not None:
        message_id, contact, text = answer.message_id, contact or answer.contact, text or answer.text
    step = take(case, event, by=by, now=now, message_id=message_id, text=text, contact=contact,
                dues=[due_at] if due_at else [])  # fmt: skip
    if event in _BY_CUSTOMER:
        _drop_questions(case, E.SAY_HAPPY, E.SAY_NOT_HAPPY)
    elif event in (E.PROMISE, E.PROMISE_ANEW):
        _drop_questions(case, E.PROMISE, E.PROMISE_ANEW)
    return step


@transaction.atomic
def settle_question(*, step: Step, due_at: datetime | None, by: Person, now: datetime) -> Step | None:
    """Which of the times in an answer is the promise; None: none of them. Raises Problem for any other time."""
    case = locked(step.case)
    step = case.steps.select_for_update().get(pk=step.pk)
    if step.state != Step.State.ASKED:
        raise Problem(say("This was settled already. Please load the page again."))
    if due_at is not None and due_at not in step.moments:
        raise Problem(say("This time isn't in your answer."))
    step.state = Step.State.DROPPED
    step.save(update_fields=["state"])
    if due_at is None:
        return None
    event = next((one for one in (E.PROMISE, E.PROMISE_ANEW) if is_declared(case.known.state, one)), E.PROMISE)
    return take(case, event, by=by, now=now, message_id=step.message_id, text=step.text, dues=[due_at])


@transaction.atomic
def describe(*, case: Case, kind: str, severity: int, cause: Cause | None, cost_minor: int | None, currency: str,
             by: Person, now: datetime) -> Case:  # fmt: skip
    """What it was about, how grave, why it happened, what it cost. For the list of causes and the shop's own median."""
    case = locked(case)
    case.kind, case.severity, case.cause = kind, severity, cause
    case.cost_minor, case.currency = cost_minor, currency if cost_minor is not None else ""
    case.save(update_fields=["kind", "severity", "cause", "cost_minor", "currency"])
    record("case.described", workspace=case.workspace_id, by=by, now=now, about=case)
    return case


@transaction.atomic
def note_reply(*, conversation: Talk, message_id: int, publication: Publication | None, text: str, by: Person | None,
               now: datetime, step: str = "") -> Answer | None:  # fmt: skip
    """Read an answer of the inbox for the case it belongs to; it counts once it is out. None without a case.

    step: the step whose words were taken over (a `CaseEvent`), "" when only the answer itself says what it is.
    """
    found = queries.open_case_of(conversation)
    if found is None:
        return None
    case = locked(found)
    heard = heard_in(text, language=conversation.language, contacts=queries.contact_values(case.workspace), now=now,
                     calendar=calendar_of(case.workspace))  # fmt: skip
    is_here = case.conversation_id == conversation.pk
    in_public = is_here and is_public(conversation)
    # Whoever is answered out of sight has been given a way to reach the shop.
    contact = heard.contact or ("" if is_here else conversation.surface)
    answer = Answer.objects.create(
        case=case, message_id=str(message_id), publication=publication, by=by, at=now, text=_cut(text),
        wanted=step if step in set(E) else "", in_public=in_public, has_apology=heard.has_apology,
        contact=contact[:200], dues=heard.dues,
    )  # fmt: skip
    Case.objects.filter(pk=case.pk).update(due_at=now, lease_until=None, lease_token="")
    return answer


@transaction.atomic
def note_arrival(*, conversation: Talk, message_id: int, text: str, at: datetime, now: datetime,
                 rating: int | None = None) -> Case | None:  # fmt: skip
    """The customer wrote: a complaint opens a case; an answer to "are you happy?" is put before a person."""
    is_complaint = signals.complaint(text, rating) is not None
    case = _concerned(queries.cases_here(conversation), at) or _goes_on(conversation, now)
    if case is None:
        return open_case(conversation=conversation, by=None, now=now, received_at=at) if is_complaint else None
    case = locked(case)
    case.heard_id = str(message_id)
    case.save(update_fields=["heard_id"])
    _ask_what_they_mean(case, str(message_id), text, conversation.language, at)
    return case


def newest_answer(case: Case, *, in_public: bool = False) -> Answer | None:
    """Our newest answer that is really out; in_public: of those that others can read."""
    found = case.answers.filter(is_out=True).order_by("-pk")
    return (found.filter(in_public=True) if in_public else found).first()


def _said_by_customer(case: Case, text: str) -> str:
    """Their newest message since our remedy; without one, somebody writes down what they said elsewhere."""
    if case.heard_id:
        return case.heard_id
    if not RULES[CaseGuard.REASON_WRITTEN].holds(Situation(case.known, case.opened_at, text=text)):
        raise Problem(say("They haven't written. Write down in a sentence what they said, and where."), "text")
    return AT_THE_COUNTER


def _ask_what_they_mean(case: Case, message_id: str, text: str, language: str, at: datetime) -> None:
    """Only put before a person: nobody is called happy by a machine."""
    sounds = sounds_happy(text, language)
    event = E.SAY_NOT_HAPPY if sounds is False else E.SAY_HAPPY
    is_asked = is_declared(case.known.state, E.SAY_HAPPY)
    if not is_declared(case.known.state, event) or (not is_asked and sounds is not False):
        return
    _drop_questions(case, E.SAY_HAPPY, E.SAY_NOT_HAPPY)
    words = {
        True: say("This sounds as if all were well."),
        False: say("This sounds as if it weren't well yet."),
        None: say("Vitrino can't tell from the words."),
    }
    Step.objects.create(case=case, event=event.value, state=Step.State.ASKED, at=at, message_id=message_id,
                        text=_cut(text), reason=stored(words[sounds]))  # fmt: skip


def _drop_questions(case: Case, *events: CaseEvent) -> None:
    asked = case.steps.filter(state=Step.State.ASKED, event__in=[event.value for event in events])
    asked.update(state=Step.State.DROPPED)


def _concerned(found: Sequence[Case], at: datetime) -> Case | None:
    """The open case, else one that ended a short while ago."""
    is_open = (case for case in found if case.ended_at is None)
    return next(is_open, None) or next((one for one in found if one.ended_at and one.ended_at > at - SAME_CASE), None)


def _goes_on(conversation: Talk, now: datetime) -> Case | None:
    """The only open complaint of this person that began in public goes on in this private talk."""
    if is_public(conversation):
        return None
    theirs = Case.objects.filter(
        workspace_id=conversation.workspace_id, conversation__contact_id=conversation.contact_id, ended_at=None,
        private_talk=None,
    ).exclude(conversation_id=conversation.pk)  # fmt: skip
    found = [case for case in theirs[:2] if case.known.is_public]
    if len(found) != 1:
        return None
    found[0].private_talk_id = conversation.pk
    found[0].save(update_fields=["private_talk"])
    record("case.goes-on", workspace=conversation.workspace_id, by=None, now=now, about=found[0])
    return found[0]


def _cut(text: str) -> str:
    return " ".join(text.split())[:500]


__all__: list[Any] = [
    "add_cause", "add_contact", "address_cause", "attend", "call_off", "describe", "newest_answer", "note_arrival",
    "note_reply", "open_case", "remove_contact", "save_playbook", "settle_question", "take_step",
]  # fmt: skip

"""From an answer that is really out to the steps it takes."""

from __future__ import annotations

from datetime import datetime, timedelta

from vitrino.complaints.models import Answer, Case, Step
from vitrino.complaints.moves import is_declared, take
from vitrino.domain.cases import CaseEvent, CaseState
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.domain.publication import PublicationState

E = CaseEvent
UNSEEN = say("Say it where others have read the complaint.")
# Steps in which a time may be promised by the way; the others were written for one purpose only.
_HEARING = frozenset({"", E.ACKNOWLEDGE.value, E.MOVE_PRIVATE.value, E.PROMISE.value, E.PROMISE_ANEW.value})
# A failed answer may be sent once more; after that long nobody will.
SENT_AGAIN_WITHIN = timedelta(days=7)


def settle(case: Case, now: datetime) -> None:
    """Count every answer that is out by now, in the order in which they were written."""
    waiting = Answer.objects.filter(case=case, settled_at=None).select_related("publication", "by").order_by("pk")
    for answer in waiting:
        out_at = _out_at(answer)
        if out_at is None and not _is_lost(answer, now):
            continue
        answer.settled_at, answer.is_out = now, out_at is not None
        answer.save(update_fields=["settled_at", "is_out"])
        if out_at is not None and answer.by is not None:
            _count(case, answer, max(out_at, answer.at))


def _out_at(answer: Answer) -> datetime | None:
    """Since when everybody it was meant for can read it."""
    if answer.publication is None:
        return answer.at
    return answer.publication.state_at if answer.publication.state == PublicationState.PUBLISHED else None


def _is_lost(answer: Answer, now: datetime) -> bool:
    state = answer.publication.state if answer.publication else ""
    is_given_up = state == PublicationState.FAILED and now - answer.at > SENT_AGAIN_WITHIN
    return is_given_up or state == PublicationState.CANCELLED


def _count(case: Case, answer: Answer, at: datetime) -> None:
    if answer.wanted == E.NOTE_PUBLICLY and not answer.in_public:
        _refuse(case, E.NOTE_PUBLICLY, answer, at, UNSEEN)
        return
    if answer.wanted not in _HEARING:
        _try(case, E(answer.wanted), answer, at)
        return
    if case.known.state is CaseState.RECEIVED and _acknowledges(case, answer):
        _try(case, E.ACKNOWLEDGE, answer, at)
    if _moves_private(case, answer):
        _try(case, E.MOVE_PRIVATE, answer, at)
    _promise(case, answer, at)


def _acknowledges(case: Case, answer: Answer) -> bool:
    """An apology; in public one with a way to reach the shop. A promised time is an answer too."""
    if answer.wanted or answer.dues:
        return True
    return answer.has_apology and (bool(answer.contact) or not case.known.is_public)


def _moves_private(case: Case, answer: Answer) -> bool:
    known = case.known
    if not is_declared(known.state, E.MOVE_PRIVATE) or not known.is_public or known.moved_private is not None:
        return False
    return bool(answer.contact) or answer.wanted == E.MOVE_PRIVATE


def _promise(case: Case, answer: Answer, at: datetime) -> None:
    """Exactly one clear time is the promise; of several, or of a guess, a person says what was meant."""
    event = next((one for one in (E.PROMISE, E.PROMISE_ANEW) if is_declared(case.known.state, one)), None)
    if event is None or (not answer.dues and answer.wanted not in (E.PROMISE, E.PROMISE_ANEW)):
        return
    dues = [datetime.fromisoformat(one["due_at"]) for one in answer.dues]
    if dues and (len(dues) > 1 or not answer.dues[0]["is_clear"]):
        Step.objects.create(
            case=case, event=event.value, state=Step.State.ASKED, at=at, by=answer.by, message_id=answer.message_id,
            text=answer.text, dues=answer.dues,
        )  # fmt: skip
    elif case.known.promise is None or [case.known.promise.due_at] != dues:
        _try(case, event, answer, at, dues=dues)


def _try(case: Case, event: CaseEvent, answer: Answer, at: datetime, dues: list[datetime] | None = None) -> None:
    """Take the step; what the rules refuse stands in the history with their words."""
    try:
        take(case, event, by=answer.by, now=at, dues=dues or [], message_id=answer.message_id, text=answer.text,
             contact=answer.contact)  # fmt: skip
    except Problem as problem:
        _refuse(case, event, answer, at, problem.message)


def _refuse(case: Case, event: CaseEvent, answer: Answer, at: datetime, why: Message) -> None:
    Step.objects.create(
        case=case, event=event.value, state=Step.State.REFUSED, at=at, by=answer.by, message_id=answer.message_id,
        text=answer.text, contact=answer.contact, reason=stored(why),
    )  # fmt: skip


def stored(message: Message) -> dict[str, object]:
    """A message as JSON."""
    return {"template": message.template, "values": message.stored()}

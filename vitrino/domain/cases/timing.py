"""What is due in a case and when: the next step, and the reminders of a promise before it is broken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.domain.cases.facts import Case, Promise, Said, Written
from vitrino.domain.cases.names import CaseEvent as E
from vitrino.domain.cases.names import CaseState as S
from vitrino.domain.cases.playbook import Playbook
from vitrino.domain.hours import Calendar
from vitrino.domain.message import Message, say

_NONE = timedelta(0)
# At 80 % there is still time to tell the customer. Source: CARE.md 2.2, invariants of a case.
SHARES = (0.5, 0.8, 1.0)
_WORDS: dict[float, Message] = {
    0.5: say("Half of the promised time is over."),
    0.8: say("The promised time is nearly over. If it will be late, tell the customer now, before it is."),
    1.0: say("The promise is due now. Tell the customer where it stands."),
}


@dataclass(frozen=True, slots=True)
class Due:
    """The step a case waits for. due_at (UTC): None when the shop opens too seldom for it."""

    event: E
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Reminder:
    """A word about a promise, at a moment (UTC). share: of the promised time that is over then."""

    at: datetime
    share: float
    words: Message


def next_step(case: Case, playbook: Playbook, calendar: Calendar) -> Due | None:
    """What has to be done next and by when; None when nothing is left to do."""
    if case.state in (S.PROMISED, S.IN_WORK):
        promise = case.promise
        if promise is None:
            broken_at = case.promises[-1].ended_at
            return Due(E.PROMISE_ANEW, broken_at)
        return Due(E.GIVE_REMEDY, promise.due_at)
    found = _step_after(case)
    if found is None:
        return None
    event, since = found
    return Due(event, playbook.step(event).within.used_up_at(since, calendar))


def _step_after(case: Case) -> tuple[E, datetime] | None:
    """The step a case waits for, and since when."""
    if case.state is S.RECEIVED:
        return E.ACKNOWLEDGE, case.received_at
    event, since = _waiting_for(case)
    return (event, since.at) if event and since else None


def _waiting_for(case: Case) -> tuple[E | None, Said | Written | None]:
    needs_private = case.is_public and case.moved_private is None
    in_public = E.NOTE_PUBLICLY if case.is_public else E.RECORD_LESSON
    waits: dict[S, tuple[E, Said | Written | None]] = {
        S.ACKNOWLEDGED: (E.MOVE_PRIVATE if needs_private else E.PROMISE, case.acknowledged),
        S.MOVED_PRIVATE: (E.PROMISE, case.moved_private),
        S.REMEDY_GIVEN: (E.ASK, case.remedy_said),
        S.CONFIRM_ASKED: (E.REMIND, case.asked),
        S.NO_ANSWER: (E.CLOSE_UNCONFIRMED, case.reminded),
        S.NOT_HAPPY: (E.PROMISE, case.answer),
        S.HAPPY: (in_public, case.answer),
        S.CLOSED_UNCONFIRMED: (in_public, case.reason),
        S.PUBLIC_CLOSING_NOTE: (E.RECORD_LESSON, case.note or case.skipped),
    }
    return waits.get(case.state, (None, None))


def reminders(promise: Promise, calendar: Calendar) -> list[Reminder]:
    """The words at 50 %, 80 % and the end of a promised time, in order.

    Shares are of open time, so that nobody is reminded at night; of all time when the shop is closed throughout.
    """
    start, due = promise.said.at, promise.due_at
    open_time = calendar.open_time(start, due)
    return [Reminder(_at(share, start, due, open_time, calendar), share, _WORDS[share]) for share in SHARES]


def _at(share: float, start: datetime, due: datetime, open_time: timedelta, calendar: Calendar) -> datetime:
    if share == 1 or open_time == _NONE:
        return start + (due - start) * share
    return min(calendar.after(start, open_time * share) or due, due)


def next_reminder(promise: Promise, calendar: Calendar, after: datetime) -> Reminder | None:
    """The first reminder later than `after`; None when all are over."""
    return next((one for one in reminders(promise, calendar) if one.at > after), None)


def will_be_late(promise: Promise, calendar: Calendar, now: datetime) -> bool:
    """Whether it is time to tell the customer that it may be late: from 80 % on, until it is due."""
    return reminders(promise, calendar)[1].at <= now < promise.due_at

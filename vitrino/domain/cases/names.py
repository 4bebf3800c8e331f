"""The closed sets of words a complaint's case is written in."""

from __future__ import annotations

from enum import StrEnum


class CaseState(StrEnum):
    """Where a complaint stands."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    MOVED_PRIVATE = "moved_private"
    PROMISED = "promised"
    IN_WORK = "in_work"
    REMEDY_GIVEN = "remedy_given"
    CONFIRM_ASKED = "confirm_asked"
    NO_ANSWER = "no_answer"
    HAPPY = "happy"
    NOT_HAPPY = "not_happy"
    CLOSED_UNCONFIRMED = "closed_unconfirmed"
    PUBLIC_CLOSING_NOTE = "public_closing_note"
    LESSON_RECORDED = "lesson_recorded"


CLOSED = frozenset(
    {
        CaseState.HAPPY,
        CaseState.CLOSED_UNCONFIRMED,
        CaseState.PUBLIC_CLOSING_NOTE,
        CaseState.LESSON_RECORDED,
    }
)
"""Nobody waits for a remedy any more; what may be left is our own homework."""


class CaseEvent(StrEnum):
    """What is done about it, or happens to it."""

    ACKNOWLEDGE = "acknowledge"
    MOVE_PRIVATE = "move_private"
    PROMISE = "promise"
    PROMISE_ANEW = "promise_anew"
    PROMISE_PASSED = "promise_passed"
    BEGIN_WORK = "begin_work"
    GIVE_REMEDY = "give_remedy"
    ASK = "ask"
    REMIND = "remind"
    SAY_HAPPY = "say_happy"
    SAY_NOT_HAPPY = "say_not_happy"
    CLOSE_UNCONFIRMED = "close_unconfirmed"
    CLOSE_WITH_REASON = "close_with_reason"
    NOTE_PUBLICLY = "note_publicly"
    SKIP_NOTE = "skip_note"
    RECORD_LESSON = "record_lesson"


class CaseGuard(StrEnum):
    """What must hold; the rules themselves are in guards.py."""

    BY_PERSON = "by_person"
    SAID = "said"
    IS_PUBLIC = "is_public"
    CONTACT_GIVEN = "contact_given"
    ONE_DUE = "one_due"
    DUE_AHEAD = "due_ahead"
    PROMISE_OPEN = "promise_open"
    DUE_PASSED = "due_passed"
    REMEDY_NAMED = "remedy_named"
    ANSWER_WAITED = "answer_waited"
    REMINDER_WAITED = "reminder_waited"
    REASON_WRITTEN = "reason_written"
    ENDED_IN_PUBLIC = "ended_in_public"
    LESSON_WRITTEN = "lesson_written"


class CaseEffect(StrEnum):
    """What a row changes in the facts; effects.py."""

    NOTE_ACKNOWLEDGED = "note_acknowledged"
    NOTE_PRIVATE = "note_private"
    OPEN_PROMISE = "open_promise"
    RENEW_PROMISE = "renew_promise"
    BREAK_PROMISE = "break_promise"
    SETTLE_PROMISE = "settle_promise"
    WITHDRAW_PROMISE = "withdraw_promise"
    NOTE_REMEDY = "note_remedy"
    NOTE_ASKED = "note_asked"
    NOTE_REMINDED = "note_reminded"
    NOTE_ANSWER = "note_answer"
    WRITE_REASON = "write_reason"
    WRITE_SILENCE = "write_silence"
    WRITE_UNASKED = "write_unasked"
    NEW_ROUND = "new_round"
    NOTE_CLOSING = "note_closing"
    SKIP_CLOSING = "skip_closing"
    NOTE_LESSON = "note_lesson"


class PromiseState(StrEnum):
    """What became of a promise."""

    OPEN = "open"
    KEPT = "kept"
    RENEWED = "renewed"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


class OwnReason(StrEnum):
    """Why Vitrino itself may close a case."""

    SILENCE = "silence"
    UNASKED = "unasked"

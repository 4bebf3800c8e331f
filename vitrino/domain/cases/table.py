"""The case of a complaint as data: which event moves it from where to where, and under what guard.

Source: CARE.md 2.2 (case). Two more events than there: a promise may be renewed while it is kept, and a case may be
closed from anywhere for a reason that somebody writes down.
"""

from __future__ import annotations

from vitrino.domain.cases.names import CaseEffect as F
from vitrino.domain.cases.names import CaseEvent as E
from vitrino.domain.cases.names import CaseGuard as G
from vitrino.domain.cases.names import CaseState as S
from vitrino.domain.machine import Row

_PERSON = (G.BY_PERSON,)
_SAYS = (G.BY_PERSON, G.SAID)
_PROMISES = (*_SAYS, G.ONE_DUE, G.DUE_AHEAD)
_PRIVATE = (*_SAYS, G.IS_PUBLIC, G.CONTACT_GIVEN)

_HEAR = (
    Row(S.RECEIVED, E.ACKNOWLEDGE, _SAYS, S.ACKNOWLEDGED, (F.NOTE_ACKNOWLEDGED,)),
    Row(S.ACKNOWLEDGED, E.MOVE_PRIVATE, _PRIVATE, S.MOVED_PRIVATE, (F.NOTE_PRIVATE,)),
    *(Row(state, E.MOVE_PRIVATE, _PRIVATE, state, (F.NOTE_PRIVATE,)) for state in (S.PROMISED, S.IN_WORK)),
)

_WORK = (
    *(
        Row(state, E.PROMISE, _PROMISES, S.PROMISED, (F.OPEN_PROMISE,))
        for state in (S.ACKNOWLEDGED, S.MOVED_PRIVATE, S.NOT_HAPPY)
    ),
    Row(S.PROMISED, E.BEGIN_WORK, _PERSON, S.IN_WORK),
    *(Row(state, E.PROMISE_ANEW, _PROMISES, state, (F.RENEW_PROMISE,)) for state in (S.PROMISED, S.IN_WORK)),
    *(
        Row(state, E.PROMISE_PASSED, (G.PROMISE_OPEN, G.DUE_PASSED), state, (F.BREAK_PROMISE,))
        for state in (S.PROMISED, S.IN_WORK)
    ),
    *(
        Row(state, E.GIVE_REMEDY, (*_SAYS, G.REMEDY_NAMED), S.REMEDY_GIVEN, (F.SETTLE_PROMISE, F.NOTE_REMEDY))
        for state in (S.ACKNOWLEDGED, S.MOVED_PRIVATE, S.PROMISED, S.IN_WORK, S.NOT_HAPPY)
    ),
)

_ASK = (
    Row(S.REMEDY_GIVEN, E.ASK, _SAYS, S.CONFIRM_ASKED, (F.NOTE_ASKED,)),
    Row(S.CONFIRM_ASKED, E.REMIND, (*_SAYS, G.ANSWER_WAITED), S.NO_ANSWER, (F.NOTE_REMINDED,)),
    *(
        Row(state, E.SAY_HAPPY, (G.SAID,), S.HAPPY, (F.NOTE_ANSWER,))
        for state in (S.CONFIRM_ASKED, S.NO_ANSWER, S.CLOSED_UNCONFIRMED)
    ),
    Row(S.REMEDY_GIVEN, E.SAY_HAPPY, (G.SAID,), S.HAPPY, (F.NOTE_ANSWER, F.WRITE_UNASKED)),
    *(
        Row(state, E.SAY_NOT_HAPPY, (G.SAID,), S.NOT_HAPPY, (F.NEW_ROUND,))
        for state in (
            *(S.REMEDY_GIVEN, S.CONFIRM_ASKED, S.NO_ANSWER, S.HAPPY),
            *(S.CLOSED_UNCONFIRMED, S.PUBLIC_CLOSING_NOTE, S.LESSON_RECORDED),
        )
    ),
)

_CLOSE = (
    Row(S.NO_ANSWER, E.CLOSE_UNCONFIRMED, (G.REMINDER_WAITED,), S.CLOSED_UNCONFIRMED, (F.WRITE_SILENCE,)),
    *(
        Row(
            state,
            E.CLOSE_WITH_REASON,
            (G.BY_PERSON, G.REASON_WRITTEN),
            S.CLOSED_UNCONFIRMED,
            (F.WITHDRAW_PROMISE, F.WRITE_REASON),
        )
        for state in (
            *(S.RECEIVED, S.ACKNOWLEDGED, S.MOVED_PRIVATE, S.PROMISED, S.IN_WORK),
            *(S.REMEDY_GIVEN, S.CONFIRM_ASKED, S.NO_ANSWER, S.NOT_HAPPY),
        )
    ),
)

_LEARN = (
    *(
        Row(state, E.NOTE_PUBLICLY, (*_SAYS, G.IS_PUBLIC), S.PUBLIC_CLOSING_NOTE, (F.NOTE_CLOSING,))
        for state in (S.HAPPY, S.CLOSED_UNCONFIRMED)
    ),
    *(
        Row(
            state,
            E.SKIP_NOTE,
            (G.BY_PERSON, G.IS_PUBLIC, G.REASON_WRITTEN),
            S.PUBLIC_CLOSING_NOTE,
            (F.SKIP_CLOSING,),
        )
        for state in (S.HAPPY, S.CLOSED_UNCONFIRMED)
    ),
    *(
        Row(
            state,
            E.RECORD_LESSON,
            (G.BY_PERSON, G.ENDED_IN_PUBLIC, G.LESSON_WRITTEN),
            S.LESSON_RECORDED,
            (F.NOTE_LESSON,),
        )
        for state in (S.HAPPY, S.CLOSED_UNCONFIRMED, S.PUBLIC_CLOSING_NOTE)
    ),
)

ROWS: tuple[Row, ...] = (*_HEAR, *_WORK, *_ASK, *_CLOSE, *_LEARN)
"""The whole case; (state, event) is unique."""

"""The publishing protocol as data: which event moves a publication from where to where, and under what guard.

Source: the failure table and the invariants I1 to I7 (invariants.py). Every row but the evidence rows
demands `row_unchanged`: the actor moves the row it read, or nothing. Evidence that the post is out
counts from any state at any time.
"""

from __future__ import annotations

from dataclasses import dataclass

from .names import Effect as F
from .names import Event as E
from .names import Guard as G
from .names import PublicationState as S


@dataclass(frozen=True)
class Transition:
    """One row: in `state`, on `event`, when all `guards` hold, go to `next_state` with `effects`, one commit."""

    state: S
    event: E
    guards: tuple[G, ...]
    next_state: S
    effects: tuple[F, ...] = ()


_MINE = (G.ROW_UNCHANGED,)
_PERSON = (G.ROW_UNCHANGED, G.BY_PERSON)
_MAY_SEND = (
    *_MINE,
    G.NOT_STOPPED,
    G.CONTENT_APPROVED,
    G.CHANNEL_OPEN,
    G.DUE,
    G.RESTED,
    G.ATTEMPTS_LEFT,
    G.ON_TIME,
    G.PARENT_OUT,
)
_COUNTS = (*_MINE, G.SETTLED, G.FRESH, G.APART)
_PROVES_ABSENCE = (*_COUNTS, G.LOOKED_TWICE)
_IS_OURS = (G.REMOTE_ID_KNOWN, G.UNAMBIGUOUS)

_PLAN = (
    Transition(S.DRAFT, E.APPROVE, _MINE, S.APPROVED, (F.APPROVE_CONTENT,)),
    Transition(S.APPROVED, E.SCHEDULE, (*_MINE, G.CONTENT_APPROVED), S.READY),
    Transition(S.READY, E.UNSCHEDULE, (*_MINE, G.NO_ATTEMPTS), S.APPROVED),
    Transition(S.APPROVED, E.EDIT, _MINE, S.DRAFT, (F.DROP_APPROVAL,)),
    Transition(S.READY, E.EDIT, (*_MINE, G.NO_ATTEMPTS), S.DRAFT, (F.DROP_APPROVAL,)),
    Transition(S.HELD, E.EDIT, (*_MINE, G.NO_ATTEMPTS), S.DRAFT, (F.DROP_APPROVAL,)),
    Transition(S.NEEDS_DECISION, E.EDIT, (*_MINE, G.NO_ATTEMPTS), S.DRAFT, (F.DROP_APPROVAL,)),
)

_SEND = (
    Transition(S.READY, E.BEGIN_SEND, _MAY_SEND, S.SENDING, (F.RECORD_ATTEMPT,)),
    Transition(S.SENDING, E.WRITE, (G.BEFORE_DEADLINE,), S.SENDING, (F.REMOTE_WRITE,)),
    Transition(S.SENDING, E.MISS_DEADLINE, _MINE, S.READY, (F.CLOSE_WITHOUT_EFFECT, F.BACK_OFF)),
    Transition(S.READY, E.TOO_LATE, _MINE, S.NEEDS_DECISION, (F.ASK_PERSON,)),
    Transition(S.READY, E.TRIED_OUT, _MINE, S.NEEDS_DECISION, (F.ASK_PERSON,)),
    Transition(S.READY, E.GIVE_UP, (*_MINE, G.TRIED_ENOUGH, G.UNTAINTED), S.FAILED, (F.TELL_OWNER,)),
    Transition(S.READY, E.STOP, (*_MINE, G.STOP_WISHED), S.CANCELLED),
)

_ANSWER = (
    Transition(S.SENDING, E.CONFIRMED, (*_MINE, *_IS_OURS), S.PUBLISHED, (F.CLOSE_PUBLISHED, F.STORE_REMOTE_ID)),
    Transition(S.SENDING, E.ACCEPTED, _MINE, S.UNKNOWN, (F.CLOSE_UNKNOWN, F.STORE_TOKEN)),
    Transition(S.UNKNOWN, E.ACCEPTED, (), S.UNKNOWN, (F.STORE_TOKEN,)),
    Transition(S.SENDING, E.REFUSED, (*_MINE, G.UNTAINTED), S.FAILED, (F.CLOSE_WITHOUT_EFFECT, F.TELL_OWNER)),
    Transition(S.SENDING, E.REFUSED_AFTER_UNKNOWN, _MINE, S.NEEDS_DECISION, (F.CLOSE_WITHOUT_EFFECT, F.ASK_PERSON)),
    Transition(S.SENDING, E.NOT_SENT, _MINE, S.READY, (F.CLOSE_WITHOUT_EFFECT, F.BACK_OFF)),
    Transition(S.SENDING, E.RATE_LIMITED, _MINE, S.READY, (F.CLOSE_WITHOUT_EFFECT, F.BACK_OFF)),
    Transition(S.SENDING, E.AUTH_LOST, _MINE, S.HELD, (F.CLOSE_WITHOUT_EFFECT, F.HOLD_CHANNEL, F.TELL_OWNER)),
    Transition(S.SENDING, E.ANSWER_LOST, _MINE, S.UNKNOWN, (F.CLOSE_UNKNOWN,)),
    Transition(S.SENDING, E.SENDER_LOST, (*_MINE, G.DEADLINE_PASSED), S.UNKNOWN, (F.CLOSE_UNKNOWN,)),
)

_LOOK = (
    Transition(S.UNKNOWN, E.AMBIGUOUS, (*_MINE, G.REMOTE_ID_KNOWN), S.NEEDS_DECISION, (F.NOTE_LOOK, F.ASK_PERSON)),
    Transition(S.UNKNOWN, E.STOP, (*_PROVES_ABSENCE, G.STOP_WISHED), S.CANCELLED, (F.COUNT_LOOK,)),
    Transition(
        S.UNKNOWN,
        E.RESEND_KEYED,
        (*_MINE, G.KEYED, G.NOT_STOPPED, G.ATTEMPTS_LEFT),
        S.READY,
        (F.NOTE_LOOK, F.BACK_OFF),
    ),
    Transition(
        S.UNKNOWN,
        E.RESEND,
        (*_PROVES_ABSENCE, G.MAY_REPEAT, G.NOT_STOPPED, G.ATTEMPTS_LEFT),
        S.READY,
        (F.COUNT_LOOK, F.BACK_OFF),
    ),
    Transition(S.UNKNOWN, E.ABSENCE_PROVEN, _PROVES_ABSENCE, S.NEEDS_DECISION, (F.COUNT_LOOK, F.ASK_PERSON)),
    Transition(S.UNKNOWN, E.ABSENT_ONCE, _COUNTS, S.UNKNOWN, (F.COUNT_LOOK,)),
    Transition(S.UNKNOWN, E.NOT_SEEN, _MINE, S.UNKNOWN, (F.NOTE_LOOK,)),
    Transition(S.UNKNOWN, E.BLIND, _MINE, S.NEEDS_DECISION, (F.ASK_PERSON,)),
    Transition(S.UNKNOWN, E.LOOKED_TOO_LONG, _MINE, S.NEEDS_DECISION, (F.ASK_PERSON,)),
)

_EVIDENCE = (
    *(
        Transition(state, E.FOUND, _IS_OURS, S.PUBLISHED, (F.STORE_REMOTE_ID,))
        for state in (S.READY, S.UNKNOWN, S.NEEDS_DECISION, S.HELD, S.CANCELLED)
    ),
    Transition(S.SENDING, E.FOUND, _IS_OURS, S.PUBLISHED, (F.STORE_REMOTE_ID, F.CLOSE_UNKNOWN)),
    Transition(S.FAILED, E.FOUND, _IS_OURS, S.PUBLISHED, (F.STORE_REMOTE_ID, F.TELL_OWNER)),
    Transition(S.PUBLISHED, E.FOUND, _IS_OURS, S.PUBLISHED, (F.NOTE_EXTRA,)),
)

_GO_ON = (F.GRANT_ROUND, F.ACCEPT_LATENESS)
_DECIDE = (
    Transition(S.NEEDS_DECISION, E.IT_IS_THERE, _PERSON, S.PUBLISHED, (F.CONFIRM_BY_PERSON,)),
    Transition(S.NEEDS_DECISION, E.PUBLISH_AGAIN, (*_PERSON, G.SETTLED), S.READY, (*_GO_ON, F.COUNT_AGAIN)),
    Transition(S.NEEDS_DECISION, E.PUBLISH_LATE, (*_PERSON, G.UNTAINTED), S.READY, _GO_ON),
    Transition(S.FAILED, E.TRY_AGAIN, (*_PERSON, G.UNTAINTED), S.READY, _GO_ON),
    Transition(S.SENDING, E.CANCEL, (), S.SENDING, (F.WISH_STOP,)),
    Transition(S.UNKNOWN, E.CANCEL, (), S.UNKNOWN, (F.WISH_STOP,)),
    *(
        Transition(state, E.CANCEL, _MINE, S.CANCELLED)
        for state in (S.DRAFT, S.APPROVED, S.READY, S.NEEDS_DECISION, S.HELD)
    ),
)

_HOLD = (
    Transition(S.READY, E.HOLD, _MINE, S.HELD),
    *(
        Transition(state, E.RESTORED, _MINE, S.HELD, (F.SUSPECT,))
        for state in (S.READY, S.SENDING, S.UNKNOWN, S.NEEDS_DECISION, S.HELD)
    ),
    Transition(S.HELD, E.RELEASE, (*_PERSON, G.UNTAINTED), S.READY),
    Transition(S.HELD, E.CHECK_FIRST, _PERSON, S.UNKNOWN),
)

TRANSITIONS: tuple[Transition, ...] = (*_PLAN, *_SEND, *_ANSWER, *_LOOK, *_EVIDENCE, *_DECIDE, *_HOLD)
"""The whole protocol; (state, event) is unique."""

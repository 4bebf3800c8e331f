"""The closed sets of words the publishing protocol is written in."""

from __future__ import annotations

from enum import StrEnum


class PublicationState(StrEnum):
    """Where one variant on one channel at one time stands."""

    DRAFT = "draft"
    APPROVED = "approved"
    READY = "ready"
    SENDING = "sending"
    PUBLISHED = "published"
    FAILED = "failed"
    UNKNOWN = "unknown"
    NEEDS_DECISION = "needs_decision"
    HELD = "held"
    CANCELLED = "cancelled"


TERMINAL = frozenset({PublicationState.PUBLISHED, PublicationState.FAILED, PublicationState.CANCELLED})
WITH_A_PERSON = frozenset(
    {PublicationState.DRAFT, PublicationState.APPROVED, PublicationState.NEEDS_DECISION, PublicationState.HELD}
)


class AttemptOutcome(StrEnum):
    """What is known about one remote write. `unknown` taints the publication for ever (I3)."""

    OPEN = "open"
    WITHOUT_EFFECT = "without_effect"
    UNKNOWN = "unknown"
    PUBLISHED = "published"


class Event(StrEnum):
    """What happened. Events that lead to `needs_decision` are also the question (see words.py)."""

    # A person plans.
    APPROVE = "approve"
    EDIT = "edit"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    CANCEL = "cancel"
    # A worker sends.
    BEGIN_SEND = "begin_send"
    WRITE = "write"
    MISS_DEADLINE = "miss_deadline"
    TOO_LATE = "too_late"
    TRIED_OUT = "tried_out"
    GIVE_UP = "give_up"
    # The platform answers, or doesn't.
    CONFIRMED = "confirmed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    REFUSED_AFTER_UNKNOWN = "refused_after_unknown"
    NOT_SENT = "not_sent"
    RATE_LIMITED = "rate_limited"
    AUTH_LOST = "auth_lost"
    ANSWER_LOST = "answer_lost"
    SENDER_LOST = "sender_lost"
    # Somebody looks.
    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    NOT_SEEN = "not_seen"
    ABSENT_ONCE = "absent_once"
    ABSENCE_PROVEN = "absence_proven"
    RESEND = "resend"
    RESEND_KEYED = "resend_keyed"
    STOP = "stop"
    BLIND = "blind"
    LOOKED_TOO_LONG = "looked_too_long"
    # A person decides.
    IT_IS_THERE = "it_is_there"
    PUBLISH_AGAIN = "publish_again"
    PUBLISH_LATE = "publish_late"
    TRY_AGAIN = "try_again"
    # Everything is stopped, and let go again.
    HOLD = "hold"
    RESTORED = "restored"
    RELEASE = "release"
    CHECK_FIRST = "check_first"


class Guard(StrEnum):
    """What must hold for a transition; the rules themselves are in guards.py."""

    ROW_UNCHANGED = "row_unchanged"
    BY_PERSON = "by_person"
    CONTENT_APPROVED = "content_approved"
    NO_ATTEMPTS = "no_attempts"
    NOT_STOPPED = "not_stopped"
    STOP_WISHED = "stop_wished"
    CHANNEL_OPEN = "channel_open"
    DUE = "due"
    RESTED = "rested"
    ATTEMPTS_LEFT = "attempts_left"
    TRIED_ENOUGH = "tried_enough"
    ON_TIME = "on_time"
    PARENT_OUT = "parent_out"
    BEFORE_DEADLINE = "before_deadline"
    DEADLINE_PASSED = "deadline_passed"
    UNTAINTED = "untainted"
    REMOTE_ID_KNOWN = "remote_id_known"
    UNAMBIGUOUS = "unambiguous"
    SETTLED = "settled"
    FRESH = "fresh"
    APART = "apart"
    LOOKED_TWICE = "looked_twice"
    KEYED = "keyed"
    MAY_REPEAT = "may_repeat"


class Effect(StrEnum):
    """What goes with a transition. All but APP_EFFECTS are computed by effects.py and only need storing."""

    APPROVE_CONTENT = "approve_content"
    DROP_APPROVAL = "drop_approval"
    RECORD_ATTEMPT = "record_attempt"
    CLOSE_PUBLISHED = "close_published"
    CLOSE_WITHOUT_EFFECT = "close_without_effect"
    CLOSE_UNKNOWN = "close_unknown"
    SUSPECT = "suspect"
    STORE_REMOTE_ID = "store_remote_id"
    STORE_TOKEN = "store_token"
    NOTE_EXTRA = "note_extra"
    CONFIRM_BY_PERSON = "confirm_by_person"
    BACK_OFF = "back_off"
    NOTE_LOOK = "note_look"
    COUNT_LOOK = "count_look"
    WISH_STOP = "wish_stop"
    GRANT_ROUND = "grant_round"
    COUNT_AGAIN = "count_again"
    ACCEPT_LATENESS = "accept_lateness"
    # Done by the publishing app itself.
    REMOTE_WRITE = "remote_write"
    ASK_PERSON = "ask_person"
    TELL_OWNER = "tell_owner"
    HOLD_CHANNEL = "hold_channel"


APP_EFFECTS = frozenset({Effect.REMOTE_WRITE, Effect.ASK_PERSON, Effect.TELL_OWNER, Effect.HOLD_CHANNEL})

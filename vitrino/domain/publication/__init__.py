"""The publishing protocol: never twice without your word, never lost in silence, never a false status.

Nobody can send exactly once to a platform that can't tell a repeat from a first time. What can be kept are
the promises in `INVARIANTS`. The protocol is a table (`TRANSITIONS`), its guards and effects are pure functions,
and the deciders only say which event to try first. The same objects are run by the product and judged by the
explicit-state model (`python -m tests.model`).

How the publishing app uses it
------------------------------
One row per publication (the fields of `Facts`), one row per attempt (the fields of `AttemptFacts`). Every move is

    moved = advance(event, Situation(facts=facts, policy=policy, now=now, evidence=..., seen=..., person=...))

in ONE transaction that reads `facts`, and stores `moved.facts` by a conditional UPDATE `WHERE id = ...` and all
fields of `facts.seen` as they were read, whose row count must be 1, together with the attempt rows. A count of 0
means that somebody else moved it: read again, decide again. `moved.app_effects` are done after the commit.
`seen` is what the actor knew when it began (a worker: the row it prepared; a person: the row on the page).

Planning       `approve`, `schedule` (content frozen: `content_hash == approved_hash`), `edit`, `cancel`.
A due row      `decide_send`: `Send` -> go on; `Wait(until)` -> sleep till then; `Move(event)` -> advance with it.
Before sending everything that may be repeated freely happens while the row is still `ready`, under the engine's
               lease: upload media, refresh the token, make the container and store its id in `staged_id`.
Persist first  `advance(begin_send)`: state `sending` and the new attempt with its deadline, COMMITTED (fsync)
               before the first byte of the write. Not committed (disk full, locked, row count 0) = not sent.
The write      as the very last thing: `may_write(now, deadline)` with a clock that counts suspended time, and a
               timeout of the connection no later than the deadline. False -> `advance(miss_deadline)`. The write
               is never retried inside the client. Its key (client id, idempotency key) comes from `write_key`,
               so that each attempt of a publication has the same one.
Persist after  turn the answer into an outcome (`Confirmed`, `Pending`, `Refused` only for refusals the platform
               lists as definite, `NotSent`, `RateLimited`, `AuthLost`, everything else `OutcomeUnknown`), then
               `after_send` -> event -> `advance`, with `seen` = the row as it was when the write began and
               `not_before` = `retry_at(...)`. None = the row has moved on and this answer is no evidence any more.
               A positive answer is evidence from any state, so re-read the facts before asking.
Sweep          every `sending` row: `after_lost_sender` (also right after a start). Every `unknown` row:
               `decide_unknown` -> `LookNow`: read the platform OUTSIDE a transaction, noting when the read began
               (`looked_at`), then `after_read_back` -> `advance`, again with `seen`. Timelines are judged by
               `read_timeline`; class A reads its own key, class C the status of its container.
Asking         `needs_decision` keeps the event that led there as its question (`QUESTIONS`). Answers: `it_is_there`,
               `publish_again` (opens only when nothing can appear by itself any more), `publish_late` and `edit`
               (only when nothing was ever sent in doubt), `cancel`. A person's move needs `person`.
Stopping       `hold` for channel, clock or crisis; `after_restore` for every row of a restored or copied database;
               `after_release` when a person lets go: what may be out is looked for first.
Alarms         `alarm_at`: from when a state is too old to be normal.

Refusals raise `NotAllowedNow` or `UndeclaredTransition`; both are `Problem`s with words for the person.

What must be true outside this package: what is written before the deadline is out and readable within the settle
window or never (`Policy.widened` when a longer lag was seen), and a worker can't fall asleep between `may_write`
and the write for longer than deadline and settle window together (an exclusive lock with one process, or a kernel
timer on the sender). The model shows that both are needed for classes B to E; class A never doubles.
"""

from __future__ import annotations

from .deciders import (
    LookNow,
    Move,
    Send,
    Wait,
    after_lost_sender,
    after_read_back,
    after_release,
    after_restore,
    after_send,
    alarm_at,
    decide_send,
    decide_unknown,
    next_look_at,
    retry_at,
)
from .evidence import (
    Absent,
    AuthLost,
    CannotLook,
    Confirmed,
    Found,
    Look,
    NotSent,
    Outcome,
    OutcomeUnknown,
    Pending,
    Processing,
    RateLimited,
    Refused,
)
from .facts import AttemptFacts, Facts, Looks, Seen, Situation
from .fingerprint import Fingerprint, RemotePost, is_fresh, matches, normalise, read_timeline, write_key
from .guards import may_write, settled_at
from .invariants import INVARIANTS, Invariant
from .names import TERMINAL, WITH_A_PERSON, AttemptOutcome, Effect, Event, Guard, PublicationState
from .policy import VIDEO_SETTLE_S, Policy, RetrySafety, backoff_s
from .protocol import PROTOCOL, Moved, NotAllowedNow, Protocol, UndeclaredTransition, advance, refusal, step
from .table import TRANSITIONS, Transition
from .words import QUESTIONS

__all__ = [
    "INVARIANTS",
    "PROTOCOL",
    "QUESTIONS",
    "TERMINAL",
    "TRANSITIONS",
    "VIDEO_SETTLE_S",
    "WITH_A_PERSON",
    "Absent",
    "AttemptFacts",
    "AttemptOutcome",
    "AuthLost",
    "CannotLook",
    "Confirmed",
    "Effect",
    "Event",
    "Facts",
    "Fingerprint",
    "Found",
    "Guard",
    "Invariant",
    "Look",
    "LookNow",
    "Looks",
    "Move",
    "Moved",
    "NotAllowedNow",
    "NotSent",
    "Outcome",
    "OutcomeUnknown",
    "Pending",
    "Policy",
    "Processing",
    "Protocol",
    "PublicationState",
    "RateLimited",
    "Refused",
    "RemotePost",
    "RetrySafety",
    "Seen",
    "Send",
    "Situation",
    "Transition",
    "UndeclaredTransition",
    "Wait",
    "advance",
    "after_lost_sender",
    "after_read_back",
    "after_release",
    "after_restore",
    "after_send",
    "alarm_at",
    "backoff_s",
    "decide_send",
    "decide_unknown",
    "is_fresh",
    "matches",
    "may_write",
    "next_look_at",
    "normalise",
    "read_timeline",
    "refusal",
    "retry_at",
    "settled_at",
    "step",
    "write_key",
]

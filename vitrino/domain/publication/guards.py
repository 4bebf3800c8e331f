"""What must hold before a publication moves, and the words for the person when it doesn't."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.domain.message import Message, say

from .evidence import Absent, Confirmed, Found
from .facts import Situation
from .names import Guard
from .policy import KEY_MARGIN_S, RetrySafety


@dataclass(frozen=True)
class Rule:
    """A guard: when it holds, and what to say when it doesn't."""

    holds: Callable[[Situation], bool]
    refusal: Message


def may_write(now: datetime, deadline: datetime) -> bool:
    """Whether the remote write may begin. Ask with a clock that also counts sleep, as the last thing before it."""
    return now < deadline


def settled_at(situation: Situation) -> datetime | None:
    """From when a negative look counts; None when nothing was ever sent."""
    deadlines = [attempt.deadline for attempt in situation.facts.attempts]
    return max(deadlines) + timedelta(seconds=situation.policy.settle_s) if deadlines else None


def _row_unchanged(s: Situation) -> bool:
    return s.seen is None or s.seen == s.facts.seen


def _attempts_left(s: Situation) -> bool:
    return len(s.facts.attempts) < s.policy.max_attempts * (1 + s.facts.rounds)


def _on_time(s: Situation) -> bool:
    return s.facts.late_accepted or s.now <= s.facts.due_at + timedelta(seconds=s.policy.grace_s)


def _before_deadline(s: Situation) -> bool:
    return bool(s.facts.attempts) and may_write(s.now, s.facts.attempts[-1].deadline)


def _deadline_passed(s: Situation) -> bool:
    return not any(may_write(s.now, attempt.deadline) for attempt in s.facts.attempts)


def _settled(s: Situation) -> bool:
    since = settled_at(s)
    return since is None or s.moment >= since


def _apart(s: Situation) -> bool:
    last = s.facts.looks.last_negative_at
    return last is None or s.moment >= last + timedelta(seconds=s.policy.confirm_gap_s)


def _looked_twice(s: Situation) -> bool:
    """This look is the one that completes the proof."""
    return s.facts.looks.negative + 1 >= s.policy.negative_looks_needed


def _fresh(s: Situation) -> bool:
    return isinstance(s.evidence, Absent) and s.evidence.fresh


def _remote_id_known(s: Situation) -> bool:
    return isinstance(s.evidence, Confirmed | Found) and bool(s.evidence.remote_id)


def _unambiguous(s: Situation) -> bool:
    return not isinstance(s.evidence, Found) or s.evidence.rivals == 0


def _key_alive(s: Situation) -> bool:
    if not s.facts.attempts:
        return False
    life = timedelta(seconds=s.policy.key_ttl_s - KEY_MARGIN_S)
    return s.now < s.facts.attempts[0].recorded_at + life


def _may_repeat(s: Situation) -> bool:
    match s.policy.safety:
        case RetrySafety.KEYED | RetrySafety.STAGED:
            return True
        case RetrySafety.IDEMPOTENCY_KEY:
            return _key_alive(s) or s.policy.auto_resend
        case RetrySafety.READ_BACK:
            return s.policy.auto_resend
        case RetrySafety.BLIND:
            return False


_MAY_STILL_APPEAR = say(
    "The post may still appear by itself. Please wait a few minutes, look at your profile again, then decide."
)
_LOOKING = say("Vitrino is still looking whether the post is out. It will tell you, or ask.")

RULES: Mapping[Guard, Rule] = {
    Guard.ROW_UNCHANGED: Rule(
        _row_unchanged, say("Meanwhile something happened to this post. Please look at it again and then decide.")
    ),
    Guard.BY_PERSON: Rule(lambda s: bool(s.person), say("Only a person can decide this.")),
    Guard.CONTENT_APPROVED: Rule(
        lambda s: bool(s.facts.content_hash) and s.facts.content_hash == s.facts.approved_hash,
        say("The post was changed after it was approved. Please approve it again."),
    ),
    Guard.NO_ATTEMPTS: Rule(
        lambda s: not s.facts.attempts,
        say("This post was already on its way, so its text stays as it was. Please make a copy and change that."),
    ),
    Guard.NOT_STOPPED: Rule(lambda s: not s.facts.stop_wished, say("You asked to stop this post.")),
    Guard.STOP_WISHED: Rule(lambda s: s.facts.stop_wished, say("Nobody asked to stop this post.")),
    Guard.CHANNEL_OPEN: Rule(
        lambda s: s.facts.channel_open,
        say("This channel can't publish now. Please connect it again, or end the pause."),
    ),
    Guard.DUE: Rule(lambda s: s.now >= s.facts.due_at, say("It isn't time for this post yet.")),
    Guard.RESTED: Rule(
        lambda s: s.facts.not_before is None or s.now >= s.facts.not_before,
        say("The platform asked for a pause. The post goes out when it is over."),
    ),
    Guard.ATTEMPTS_LEFT: Rule(_attempts_left, say("This post was tried often enough. Please decide how to go on.")),
    Guard.TRIED_ENOUGH: Rule(lambda s: not _attempts_left(s), say("There are tries left for this post.")),
    Guard.ON_TIME: Rule(
        _on_time, say("The time for this post is long past. Please decide whether it should still go out.")
    ),
    Guard.PARENT_OUT: Rule(lambda s: s.facts.parent_out, say("The part before this one isn't out yet.")),
    Guard.BEFORE_DEADLINE: Rule(_before_deadline, say("Sending took too long and was stopped in time.")),
    Guard.DEADLINE_PASSED: Rule(_deadline_passed, say("This post is being sent right now.")),
    Guard.UNTAINTED: Rule(
        lambda s: not s.facts.is_tainted,
        say("An earlier try may have gone through, so please look at your profile first."),
    ),
    Guard.REMOTE_ID_KNOWN: Rule(_remote_id_known, say("The platform didn't say which post this is.")),
    Guard.UNAMBIGUOUS: Rule(
        _unambiguous, say("Two of your posts look the same, so Vitrino can't tell which one is out.")
    ),
    Guard.SETTLED: Rule(_settled, _MAY_STILL_APPEAR),
    Guard.FRESH: Rule(_fresh, _LOOKING),
    Guard.APART: Rule(_apart, _LOOKING),
    Guard.LOOKED_TWICE: Rule(_looked_twice, _LOOKING),
    Guard.KEYED: Rule(lambda s: s.policy.safety is RetrySafety.KEYED, _LOOKING),
    Guard.MAY_REPEAT: Rule(_may_repeat, say("This platform can't be trusted to take the post only once.")),
}

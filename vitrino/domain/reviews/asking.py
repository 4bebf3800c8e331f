"""Who is asked for a review, and when. By construction nothing here can know whether a customer is happy.

`Candidate` is all that may decide. It holds no rating, no complaint, no conversation, no refund and no order state:
whoever wants to ask only the content has no place to put that knowledge. Asking selectively is forbidden by Google,
Trustpilot and the FTC (16 CFR 465), and Directive (EU) 2019/2161.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from vitrino.domain.machine import Machine, Row, Rule
from vitrino.domain.message import say

# An order that is heard of later than this after its day is left alone: the customer has forgotten it.
TOO_LATE = timedelta(days=30)


@dataclass(frozen=True)
class Candidate:
    """An order as far as asking is concerned. last_asked_at: when this person was (or will be) asked before."""

    delivered_at: datetime | None
    has_consent: bool
    was_asked_for_it: bool
    last_asked_at: datetime | None


@dataclass(frozen=True)
class Policy:
    """One policy for everybody. since: orders delivered earlier are left alone. Hours are wall time in `zone`.

    remind_days: 0 for no reminder.
    """

    since: datetime
    zone: ZoneInfo
    wait_days: int = 10
    remind_days: int = 7
    expire_days: int = 30
    cool_down_days: int = 60
    opens: time = time(9)
    closes: time = time(20)


class Why(StrEnum):
    """Why somebody is not asked."""

    NOT_DELIVERED = "not-delivered"
    ASKED_FOR_IT = "asked-for-it"
    BEFORE_START = "before-start"
    NO_CONSENT = "no-consent"
    COOL_DOWN = "cool-down"
    TOO_LATE = "too-late"


def decide(candidate: Candidate, policy: Policy, now: datetime) -> datetime | Why:
    """When to ask (aware, within the hours of the day), or why not."""
    delivered_at = candidate.delivered_at
    if delivered_at is None or delivered_at > now:
        return Why.NOT_DELIVERED
    if candidate.was_asked_for_it:
        return Why.ASKED_FOR_IT
    if delivered_at < policy.since:
        return Why.BEFORE_START
    if not candidate.has_consent:
        return Why.NO_CONSENT
    at = in_hours(delivered_at + timedelta(days=policy.wait_days), policy)
    if now > at + TOO_LATE:
        return Why.TOO_LATE
    last = candidate.last_asked_at
    if last is not None and at - last < timedelta(days=policy.cool_down_days):
        return Why.COOL_DOWN
    return in_hours(max(at, now), policy)


def in_hours(at: datetime, policy: Policy) -> datetime:
    """This moment, or the next at which nobody is disturbed."""
    wall = at.astimezone(policy.zone)
    if policy.opens <= wall.time() < policy.closes:
        return at
    day = wall.date() if wall.time() < policy.opens else wall.date() + timedelta(days=1)
    return datetime.combine(day, policy.opens, policy.zone).astimezone(at.tzinfo)


class State(StrEnum):
    """Where one request stands."""

    ELIGIBLE = "eligible"
    SCHEDULED = "scheduled"
    SENT = "sent"
    OPENED = "opened"
    REVIEWED = "reviewed"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    UNDELIVERED = "undelivered"


class Event(StrEnum):
    SCHEDULE = "schedule"
    SEND = "send"
    OPEN = "open"
    REMIND = "remind"
    REVIEW = "review"
    EXPIRE = "expire"
    WITHDRAW = "withdraw"
    GIVE_UP = "give-up"


class Guard(StrEnum):
    CONSENT = "consent"
    NEVER_REMINDED = "never-reminded"


class Effect(StrEnum):
    NOTE_REMINDER = "note-reminder"


@dataclass(frozen=True)
class Facts:
    """What is stored of a request."""

    state: State
    was_reminded: bool = False


@dataclass(frozen=True)
class Situation:
    facts: Facts
    has_consent: bool = True


_OUT = (State.SENT, State.OPENED)
_OPEN = (State.SCHEDULED, *_OUT)
TABLE = (
    Row(State.ELIGIBLE, Event.SCHEDULE, (Guard.CONSENT,), State.SCHEDULED),
    Row(State.SCHEDULED, Event.SEND, (Guard.CONSENT,), State.SENT),
    Row(State.SCHEDULED, Event.GIVE_UP, (), State.UNDELIVERED),
    Row(State.SENT, Event.OPEN, (), State.OPENED),
    Row(State.OPENED, Event.OPEN, (), State.OPENED),
    *(Row(one, Event.REMIND, (Guard.CONSENT, Guard.NEVER_REMINDED), one, (Effect.NOTE_REMINDER,)) for one in _OUT),
    *(Row(one, Event.REVIEW, (), State.REVIEWED) for one in _OUT),
    *(Row(one, Event.EXPIRE, (), State.EXPIRED) for one in _OPEN),
    *(Row(one, Event.WITHDRAW, (), State.WITHDRAWN) for one in _OPEN),
)
RULES: Mapping[Guard, Rule[Situation]] = {
    Guard.CONSENT: Rule(lambda it: it.has_consent, say("This person has not agreed to be asked.")),
    Guard.NEVER_REMINDED: Rule(lambda it: not it.facts.was_reminded, say("This person was reminded already.")),
}
MACHINE: Machine[Facts, Situation] = Machine(
    TABLE, RULES, {Effect.NOTE_REMINDER: lambda facts, _it: replace(facts, was_reminded=True)}
)

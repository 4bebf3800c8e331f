"""What happens in a conversation that its clocks care about, each at a moment (aware)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.domain import signals
from vitrino.domain.clocks.policy import Policy, Traits
from vitrino.domain.hours import Calendar


@dataclass(frozen=True, slots=True)
class MessageIn:
    """The customer wrote. window_until: till when the platform lets us answer, where it says so.

    A courtesy ("thanks", "ok", "dzięki", "dankon") asks for nothing: it starts, restarts and reopens no clock.
    """

    at: datetime
    id: str
    is_courtesy: bool = False
    window_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class MessageOut:
    """We answered, and the platform confirmed it. awaits_customer: False for "we look into it", our turn stays."""

    at: datetime
    awaits_customer: bool = True


@dataclass(frozen=True, slots=True)
class Snoozed:
    """Put aside until a moment, or (None) until it is woken; the customer's next message wakes it in any case."""

    at: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Woken:
    """Taken up again before the snooze was over."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Resolved:
    """Somebody decided that nothing more is to be done (spam as well)."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Reopened:
    """Somebody decided that it isn't done after all. A customer who writes again reopens by writing."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Judged:
    """What it is was decided anew: a complaint, more urgent, another rating."""

    at: datetime
    traits: Traits


@dataclass(frozen=True, slots=True)
class WindowChanged:
    """The platform's reply window is another one now."""

    at: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class RulesChanged:
    """The shop changed its targets or its opening hours; None: unchanged."""

    at: datetime
    policies: tuple[Policy, ...] | None = None
    calendar: Calendar | None = None


Happening = (
    MessageIn | MessageOut | Snoozed | Woken | Resolved | Reopened | Judged | WindowChanged | RulesChanged
)  # fmt: skip


def message_in(at: datetime, id: str, text: str, window_until: datetime | None = None) -> MessageIn:
    """An incoming message whose text says whether it is a courtesy."""
    return MessageIn(at, id, signals.is_courtesy(text), window_until)

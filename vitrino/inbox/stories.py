"""What happened in conversations, told from their rows as the answer clocks read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import cast

from vitrino.channels import queries as channels
from vitrino.domain import clocks
from vitrino.domain.clocks import (
    ClockKind,
    Happening,
    MessageIn,
    MessageOut,
    Reopened,
    Resolved,
    Snoozed,
    Traits,
    Woken,
)
from vitrino.domain.deadlines import Surface
from vitrino.inbox.models import Conversation, Message, Miss, Resolution, Snooze

# An answer that never went out answered nobody.
NEVER_OUT = ("failed", "cancelled")
MOST_JUDGEMENTS = 50
SHOWN_IN_LIST = 300


@dataclass(frozen=True, slots=True)
class Said:
    """A text of the conversation that counts: not taken back, and not an answer that never went out."""

    pk: int
    at: datetime
    is_ours: bool
    asks: bool


@dataclass(slots=True)
class Story:
    """Everything about one conversation that its clocks depend on. window: how long the platform lets us answer."""

    conversation: Conversation
    window: timedelta | None
    said: list[Said] = field(default_factory=list)
    resolutions: list[Resolution] = field(default_factory=list)
    snoozes: list[Snooze] = field(default_factory=list)
    misses: list[clocks.Miss] = field(default_factory=list)

    @property
    def first_answer_at(self) -> datetime | None:
        return min((one.at for one in self.said if one.is_ours), default=None)

    @property
    def window_until(self) -> datetime | None:
        """Till when the platform lets us answer: any word of the person opens the window anew."""
        heard = [one.at for one in self.said if not one.is_ours]
        return max(heard) + self.window if heard and self.window else None

    def snoozed_at(self, now: datetime) -> Snooze | None:
        """The snooze that holds at a moment."""
        last = max(self.snoozes, key=lambda one: one.at, default=None)
        if last is None or last.woken_at is not None or (last.until is not None and last.until <= now):
            return None
        wakers = [one.at for one in self.said if one.asks and not one.is_ours] + [one.at for one in self.resolutions]
        return None if any(at > last.at for at in wakers) else last

    def happenings(self) -> Iterator[Happening]:
        """In no order; the clocks sort them. Who asked and was answered in the same moment was answered."""
        for one in self.said:
            if not one.is_ours:
                until = one.at + self.window if self.window else None
                yield MessageIn(one.at, str(one.pk), not one.asks, until)
        yield from (MessageOut(one.at) for one in self.said if one.is_ours)
        for put_off in self.snoozes:
            yield Snoozed(put_off.at, put_off.until)
            if put_off.woken_at:
                yield Woken(put_off.woken_at)
        for done in self.resolutions:
            yield Resolved(done.at)
            if done.reopened_at:
                yield Reopened(done.reopened_at)
        yield from (clocks.Judged(at, traits) for at, traits in judgements(self.conversation))


def shortened(text: str) -> str:
    """A text as the list shows it."""
    return " ".join(text.split())[:SHOWN_IN_LIST]


def stories_of(conversations: Sequence[Conversation]) -> list[Story]:
    """One for each, in the same order. Four queries, however many they are."""
    found = {one.pk: Story(one, window_of(one)) for one in conversations}
    for conversation_id, said in _said(found):
        found[conversation_id].said.append(said)
    for resolution in Resolution.objects.filter(conversation__in=found).order_by("at", "pk"):
        found[resolution.conversation_id].resolutions.append(resolution)
    for snooze in Snooze.objects.filter(conversation__in=found).order_by("at", "pk"):
        found[snooze.conversation_id].snoozes.append(snooze)
    for conversation_id, misses in _misses(found).items():
        found[conversation_id].misses = misses
    return [found[one.pk] for one in conversations]


def window_of(conversation: Conversation) -> timedelta | None:
    """How long after the person's last word the platform lets us answer; None where it sets no end."""
    fact = channels.manifest_of(conversation.channel).reply_windows.get(conversation.surface)
    return fact.value if fact else None


def traits_of(conversation: Conversation) -> Traits:
    """What it is taken for now."""
    return Traits(
        cast(Surface, conversation.surface), conversation.is_complaint, conversation.urgency, conversation.rating
    )


def judgements(conversation: Conversation) -> list[tuple[datetime, Traits]]:
    """What it was taken for, and since when."""
    surface = cast(Surface, conversation.surface)
    return [
        (datetime.fromisoformat(at), Traits(surface, is_complaint, urgency, rating))
        for at, is_complaint, urgency, rating in conversation.judged
    ]


def note_judgement(conversation: Conversation, now: datetime) -> None:
    """Keep in mind since when it is taken for what it is. Sets, does not save."""
    known, traits = judgements(conversation), traits_of(conversation)
    if not known or known[-1][1] != traits:
        fresh = [now.isoformat(), traits.is_complaint, traits.urgency, traits.rating]
        conversation.judged = [*conversation.judged, fresh][-MOST_JUDGEMENTS:]


def _said(conversation_ids: Iterable[int]) -> Iterator[tuple[int, Said]]:
    talked = Message.objects.filter(conversation__in=conversation_ids, taken_back_at=None)
    out = Message.Direction.OUT
    rows = talked.exclude(direction=Message.Direction.NOTE).order_by("at", "pk").values_list(
        "conversation_id", "pk", "at", "direction", "asks", "publication__state"
    )  # fmt: skip
    for conversation_id, pk, at, direction, asks, state in rows:
        if state not in NEVER_OUT:
            yield conversation_id, Said(pk, at, direction == out, asks)


def _misses(conversation_ids: Iterable[int]) -> dict[int, list[clocks.Miss]]:
    misses: dict[int, list[clocks.Miss]] = defaultdict(list)
    for row in Miss.objects.filter(conversation__in=conversation_ids):
        known = clocks.Miss(ClockKind(row.kind), str(row.message_id), row.due_at, row.recorded_at)
        misses[row.conversation_id].append(known)
    return misses

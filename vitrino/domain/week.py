"""Filling the free slots of a week: which post goes where, and why; a proposal, never a decision.

Slots are filled in the order of time. What is written comes before what is only noted, and that before what was out
already. A post that sells is only proposed where the balance of its channel allows one more, and never after two of its
kind; where nothing fits, the slot stays free and the kind of content that was seen least is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from vitrino.domain.balance import DEFAULT_WINDOW, Balance, BalancedPost, balance
from vitrino.domain.message import Message, say

MOST_SELLING_IN_A_ROW = 2
# A note of a few words is no post yet; neither is a line that nobody has brought to an end.
WRITTEN_FROM, SURELY_FROM = 40, 160
_ENDS = (".", "!", "?", "…", ")", "”", '"')


class Kind(StrEnum):
    """Where a post comes from, the most finished first."""

    DRAFT = "draft"
    IDEA = "idea"
    EVERGREEN = "evergreen"


_ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Pillar:
    """A kind of content."""

    name: str
    is_promotional: bool


@dataclass(frozen=True, slots=True)
class FreeSlot:
    """A time on a channel in which nothing is planned. pillar: wanted there, "" for any. liked: why readers like it."""

    channel: int
    at: datetime
    wall: datetime
    pillar: str = ""
    liked: Message | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that could go out. channels: where it can. is_promotional: None when its kind isn't known.

    because: what speaks for it by itself, such as how long an evergreen post has rested.
    """

    key: str
    kind: Kind
    channels: frozenset[int]
    pillar: str = ""
    is_promotional: bool | None = None
    because: Message | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a slot could hold, and why. candidate: None when nothing fits; pillar: the kind of content to write then."""

    slot: FreeSlot
    candidate: Candidate | None
    reasons: tuple[Message, ...]
    pillar: str = ""


def is_written(text: str) -> bool:
    """True when a note reads like a post as it stands: sentences, not key words."""
    text = text.strip()
    return len(text) >= SURELY_FROM or (len(text) >= WRITTEN_FROM and text.endswith(_ENDS))


def fill(
    slots: Iterable[FreeSlot], candidates: Sequence[Candidate], posts: Mapping[int, Sequence[BalancedPost]],
    pillars: Sequence[Pillar],
) -> list[Proposal]:  # fmt: skip
    """One proposal for each slot. posts: channel -> what is out and planned there, of the last four weeks at least.

    A draft may fill one slot on each of its channels; an idea and an evergreen post fill one slot in all, so that no
    two channels say the same.
    """
    history = {channel: list(found) for channel, found in posts.items()}
    used: set[tuple[str, int]] = set()
    out = []
    for slot in sorted(slots, key=lambda one: (one.at, one.channel)):
        seen = history.setdefault(slot.channel, [])
        free = [one for one in candidates if slot.channel in one.channels and _once(one, slot) not in used]
        made = _propose(slot, free, seen, pillars)
        out.append(made)
        if made.candidate is not None:
            used.add(_once(made.candidate, slot))
            if made.candidate.is_promotional is not None:
                seen.append(BalancedPost(slot.at, made.candidate.is_promotional, made.candidate.pillar))
    return out


def _once(candidate: Candidate, slot: FreeSlot) -> tuple[str, int]:
    return candidate.key, slot.channel if candidate.kind is Kind.DRAFT else 0


def _propose(slot: FreeSlot, free: list[Candidate], seen: list[BalancedPost], pillars: Sequence[Pillar]) -> Proposal:
    state, run = _state(slot, seen), selling_in_a_row(seen, slot.at)
    may_sell = state.next_should_be == "any" and run < MOST_SELLING_IN_A_ROW
    fitting = [one for one in free if may_sell or not one.is_promotional]
    time = slot.liked or say("It is one of your weekly times.")
    rule = _balance(run, may_sell, is_passed_over=len(fitting) < len(free))
    if not fitting:
        wanted, why = _wanted(slot, state, pillars, may_sell)
        return Proposal(slot, None, (time, *why, *rule), wanted)
    best = min(fitting, key=lambda one: _rank(one, slot, state))
    return Proposal(slot, best, (time, *_for(best, slot, state), *rule), best.pillar)


def _state(slot: FreeSlot, seen: list[BalancedPost]) -> Balance:
    return balance([one for one in seen if abs(slot.at - one.at) <= DEFAULT_WINDOW], slot.at)


def _rank(one: Candidate, slot: FreeSlot, state: Balance) -> tuple[bool, int, int]:
    """The slot's own kind of content first, then what is finished, then what was seen least."""
    is_other = bool(slot.pillar) and one.pillar != slot.pillar
    return is_other, _ORDER[one.kind], state.pillars.get(one.pillar, 0)


def selling_in_a_row(seen: Iterable[BalancedPost], before: datetime) -> int:
    """How many of the posts just before a time promote something, without one in between that doesn't."""
    count = 0
    for post in sorted((one for one in seen if one.at < before), key=lambda one: one.at, reverse=True):
        if not post.is_promotional:
            break
        count += 1
    return count


def _for(best: Candidate, slot: FreeSlot, state: Balance) -> list[Message]:
    """What speaks for this post."""
    found = [best.because or _KINDS[best.kind]]
    if slot.pillar and best.pillar == slot.pillar:
        found.append(say("This time is kept for “{pillar}”.", pillar=slot.pillar))
    elif best.pillar and not state.pillars.get(best.pillar):
        found.append(say("“{pillar}” has not been seen there for four weeks.", pillar=best.pillar))
    return found


def _balance(run: int, may_sell: bool, *, is_passed_over: bool) -> list[Message]:
    """What the balance asks for, said when it made a difference. is_passed_over: something that sells has to wait."""
    if may_sell:
        return []
    if run >= MOST_SELLING_IN_A_ROW:
        return [say("The last {n} posts there sold something, so this one gives something.", n=run)]
    if not is_passed_over:
        return []
    return [say("One more post that sells would be too many there, so this one gives something.")]


def _wanted(slot: FreeSlot, state: Balance, pillars: Sequence[Pillar], may_sell: bool) -> tuple[str, list[Message]]:
    """The kind of content to write for a slot that nothing fits."""
    allowed = [one for one in pillars if may_sell or not one.is_promotional]
    named = [one for one in allowed if one.name == slot.pillar]
    if named:
        return slot.pillar, [say("This time is kept for “{pillar}”.", pillar=slot.pillar)]
    if not allowed:
        return "", []
    least = min(allowed, key=lambda one: state.pillars.get(one.name, 0))
    if not state.pillars.get(least.name):
        return least.name, [say("“{pillar}” has not been seen there for four weeks.", pillar=least.name)]
    return least.name, [say("“{pillar}” was seen least there in the last four weeks.", pillar=least.name)]


_KINDS: Mapping[Kind, Message] = {
    Kind.DRAFT: say("You have written it, and it is not planned yet."),
    Kind.IDEA: say("You noted it as an idea."),
    Kind.EVERGREEN: say("It is evergreen and has rested longest."),
}

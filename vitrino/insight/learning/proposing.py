"""Suggestions for the plan that follow from a run; those that no longer follow are withdrawn while they are open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.domain.message import Message, say
from vitrino.insight import wording
from vitrino.insight.learning.deciding import Cells, cells_of, sure_slots
from vitrino.plan import actions as plan
from vitrino.plan import queries as plans
from vitrino.strategy import queries as strategy

if TYPE_CHECKING:
    from vitrino.domain.insight.effects import Analysis, Finding
    from vitrino.insight.models import LearningRun
    from vitrino.plan.models import Slot

# A weekly time this close to the advised one is the same time.
NEAR_H = 2
MOST_SLOTS = 2


@dataclass(frozen=True)
class Proposal:
    """about: the finding it follows from, "when" or "factor:level". key: unique in the shop."""

    about: str
    key: str
    kind: str
    message: Message
    change: dict[str, Any]


def propose(channel: Channel, analysis: Analysis, before: LearningRun | None, now: datetime) -> dict[str, str]:
    """What the finding is about -> the key of its suggestion."""
    made = [*_slots(channel, analysis), *_contents(channel, analysis)]
    # Those still open are made anew, so that their figures are today's; those decided stay decided.
    plan.withdraw_suggestions(workspace=channel.workspace, keys=before.decision.get("suggested", ()) if before else ())
    for one in made:
        plan.suggest(workspace=channel.workspace, key=one.key, kind=one.kind, message=one.message, change=one.change,
                     now=now)  # fmt: skip
    return {one.about: one.key for one in reversed(made)}


def _slots(channel: Channel, analysis: Analysis) -> Iterator[Proposal]:
    """A weekly time for what is well founded: a new one, or instead of the one that promises least."""
    cells = cells_of(analysis)
    kept = [one for one in plans.slots_of(channel.workspace) if one.channel_id == channel.pk]
    target = plans.cadences_of(channel.workspace).get(channel.pk)
    is_full = target is not None and len(kept) >= target.high_per_week
    free = [place for place in sure_slots(analysis) if not any(_is_near(one, place) for one in kept)]
    best = dict(reversed(free))  # of each day the best time
    for weekday, hour in [place for place in free if best[place[0]] == place[1]][:MOST_SLOTS]:
        worst = min(kept, key=lambda one: _worth(one, cells), default=None) if is_full else None
        key = f"slot:{channel.pk}:{weekday}:{hour}"
        if worst is None:
            yield Proposal("when", key, "slot", _add_words(channel, (weekday, hour), cells),
                           {"channel": channel.pk, "weekday": weekday, "time": f"{hour:02}:00"})  # fmt: skip
        elif _worth(worst, cells) < cells[weekday, hour][0]:
            yield Proposal("when", key, "slot-move", _move_words(channel, worst, (weekday, hour), cells),
                           {"channel": channel.pk, "from_weekday": worst.weekday, "from_time": str(worst.wall_time),
                            "weekday": weekday, "time": f"{hour:02}:00"})  # fmt: skip
            kept.remove(worst)


def _is_near(one: Slot, place: tuple[int, int]) -> bool:
    weekday, hour = place
    return one.weekday == weekday and abs(one.wall_time.hour + one.wall_time.minute / 60 - hour - 0.5) <= NEAR_H


def _worth(one: Slot, cells: Cells) -> float:
    return cells.get((one.weekday, one.wall_time.hour), (1.0, 1.0, 1.0))[1]


def _add_words(channel: Channel, place: tuple[int, int], cells: Cells) -> Message:
    low, mid, high = (round(value, 1) for value in cells[place])
    return say(
        "Keep a weekly time on {platform}: {slot}. Posts then got about {mid} times the usual answers "
        "({low} to {high}).",
        platform=channels.manifest_of(channel).name, slot=wording.slot(*place), mid=mid, low=low, high=high,
    )  # fmt: skip


def _move_words(channel: Channel, worst: Slot, place: tuple[int, int], cells: Cells) -> Message:
    low, mid, high = (round(value, 1) for value in cells[place])
    return say(
        "Move a weekly time on {platform} from {old} to {slot}. Posts then got about {mid} times the usual answers "
        "({low} to {high}).",
        platform=channels.manifest_of(channel).name, old=wording.slot(worst.weekday, worst.wall_time.hour),
        slot=wording.slot(*place), mid=mid, low=low, high=high,
    )  # fmt: skip


def _contents(channel: Channel, analysis: Analysis) -> Iterator[Proposal]:
    """More of what is answered more, less of what is answered less, where the plan knows such a thing."""
    pillars = {one.name: one.pk for one in strategy.pillars(channel.workspace)}
    for found in analysis.findings:
        way = "more" if found.direction == "up" else "less"
        about = f"{found.factor}:{found.level}"
        key = f"{way}:{channel.pk}:{about}"[:120]
        if found.factor == "topic" and str(found.level) in pillars:
            change: dict[str, Any] = {"channel": channel.pk, "pillar": pillars[str(found.level)]}
            yield Proposal(about, key, f"pillar-{way}", _content_words(channel, found), change)
        elif found.factor == "format" and str(found.level) in wording.FORMATS:
            change = {"channel": channel.pk, "format": str(found.level)}
            yield Proposal(about, key, f"format-{way}", _content_words(channel, found), change)


def _content_words(channel: Channel, found: Finding) -> Message:
    values: dict[str, Any] = {
        "platform": channels.manifest_of(channel).name, "posts": wording.posts_with(found.factor, found.level),
        "mid": round(found.mid, 1), "low": round(found.low, 1), "high": round(found.high, 1),
    }  # fmt: skip
    if found.direction == "up":
        return say("Once a week more of this on {platform}: {posts}. They got about {mid} times the answers of the "
                   "others ({low} to {high}).", **values)  # fmt: skip
    return say("Once a week less of this on {platform}: {posts}. They got about {mid} times the answers of the "
               "others ({low} to {high}).", **values)  # fmt: skip

"""What a report tells, gathered once and frozen: figures, channels, days, goals, findings, experiments, posts.

Nothing of it is about single people; posts are public, and everything else is a count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from vitrino.channels import queries as channels
from vitrino.domain.message import Message, say
from vitrino.insight import series
from vitrino.lookback import figures, queries, seeing, wording
from vitrino.lookback.periods import Period, bounds
from vitrino.lookback.seeing import Seen
from vitrino.lookback.telling import Figure, Line, keep, message, sentence
from vitrino.plan import queries as plan
from vitrino.workspace.models import Workspace

MOST_TRIED = 8


@dataclass(frozen=True)
class ChannelLine:
    """One channel. None is unknown, never 0."""

    platform: str
    name: str
    posts: int
    answers: int | None
    typical: float | None
    followers: int | None


@dataclass(frozen=True)
class DayLine:
    on: date
    answers: int | None
    posts: int


@dataclass(frozen=True)
class Told:
    """A report. tried: experiments with their results, as they stood then."""

    shop: str
    seen: Seen
    channels: Sequence[ChannelLine]
    days: Sequence[DayLine]
    tried: Sequence[Line]
    first: Message

    def kept(self) -> dict[str, Any]:
        return {
            "shop": self.shop,
            "seen": self.seen.kept(),
            "channels": [[one.platform, one.name, one.posts, one.answers, one.typical, one.followers]
                         for one in self.channels],
            "days": [[one.on.isoformat(), one.answers, one.posts] for one in self.days],
            "tried": [one.kept() for one in self.tried],
            "first": keep(self.first),
        }  # fmt: skip


def gather(workspace: Workspace, period: Period, now: datetime) -> Told:
    """Everything a report of this time tells. Reads a bounded number of rows."""
    seen = seeing.look(workspace, period, now)
    lines = [ChannelLine(one.channel.platform, one.platform, one.posts, one.answers, one.typical, one.followers)
             for one in figures.by_channel(workspace, period, now)]  # fmt: skip
    shown = list(channels.channels_of(workspace))
    days = [DayLine(one.on, one.value, one.posts)
            for one in series.daily(shown, "engagement", period.from_on, period.to_on)]  # fmt: skip
    return Told(workspace.name, seen, lines, days, _tried(workspace, period), _first(seen.figures))


def read(kept: Mapping[str, Any]) -> Told:
    """What was frozen."""
    from vitrino.lookback import telling

    return Told(
        str(kept.get("shop", "")),
        seeing.read(kept.get("seen", {})),
        [ChannelLine(*one) for one in kept.get("channels", ())],
        [DayLine(date.fromisoformat(on), answers, posts) for on, answers, posts in kept.get("days", ())],
        [telling.line(one) for one in kept.get("tried", ())],
        sentence(kept.get("first")),
    )


def _tried(workspace: Workspace, period: Period) -> list[Line]:
    """Experiments that ran in this time."""
    begin, end = bounds(workspace, period)
    ran = queries.experiments_of(workspace).filter(starts_at__lt=end).exclude(decided_at__lt=begin)
    return [
        Line(message(keep(plan.message_of(one.suggestion))), wording.result_words(one), wording.tone(one))
        for one in ran[:MOST_TRIED]
    ]


def _first(found: Sequence[Figure]) -> Message:
    """The report in one sentence."""
    by_key = {one.key: one for one in found}
    posts, typical = by_key["posts"], by_key["typical"]
    if not posts.value:
        return say("No post went out in this time.")
    if typical.value is None:
        return say("Posts out: {n}. How they were answered is not known yet.", n=int(posts.value))
    if typical.change is None or abs(typical.change) < 0.05:
        return say("Posts out: {n}. A typical post got {answers} answers.", n=int(posts.value), answers=typical.value)
    share = round(abs(typical.change) * 100)
    said = (
        say("Posts out: {n}. A typical post got {answers} answers, {share} % more than the time before.")
        if typical.change > 0
        else say("Posts out: {n}. A typical post got {answers} answers, {share} % less than the time before.")
    )
    return Message(said.template, {"n": int(posts.value), "answers": typical.value, "share": share})

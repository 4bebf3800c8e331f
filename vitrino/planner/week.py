"""One week over all channels: what is planned, what went out, which slots are free, and how the week stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.domain.message import Message, say
from vitrino.domain.publication import PublicationState
from vitrino.plan import queries as plan
from vitrino.planner.entries import Found, days_of

S = PublicationState


@dataclass(frozen=True)
class Meter:
    """How one channel stands in a week."""

    channel: Channel
    platform: str
    sentence: Message
    done: int
    planned: int
    low: float
    high: float
    tone: str


@dataclass(frozen=True)
class Week:
    """The page. days: as `ui.week_calendar` takes them."""

    monday: date
    days: list[dict[str, Any]]
    meters: list[Meter]
    sentence: Message
    is_empty: bool


def week_of(found: Found) -> Week:
    """The week that `look` has found."""
    meters = _meters(found, Counter(one.channel_id for one in found.elsewhere))
    return Week(
        monday=found.span.first,
        days=days_of(found),
        meters=meters,
        sentence=_sentence(meters),
        is_empty=not found.shown,
    )


def _meters(found: Found, elsewhere: Mapping[int, int]) -> list[Meter]:
    targets = plan.cadences_of(found.workspace)
    out = []
    for channel in found.shown:
        mine = [one for one in found.planned if one.channel_id == channel.pk and one.state != S.FAILED]
        published = sum(one.state == S.PUBLISHED for one in mine)
        target = targets.get(channel.pk)
        low, high = (target.low_per_week, target.high_per_week) if target else (0.0, 0.0)
        done = published + elsewhere.get(channel.pk, 0)
        out.append(_meter(channel, done, len(mine) - published, low, high))
    return out


def _meter(channel: Channel, done: int, planned: int, low: float, high: float) -> Meter:
    platform = channels.manifest_of(channel).name
    if not high:
        sentence = say("{done} out, {planned} planned", done=done, planned=planned)
    elif low == high:
        sentence = say("{done} out, {planned} planned, goal {low}", done=done, planned=planned, low=round(low))
    else:
        sentence = say("{done} out, {planned} planned, goal {low} to {high}",
                       done=done, planned=planned, low=round(low), high=round(high))  # fmt: skip
    tone = "good" if high and done + planned >= low else "warn" if high else ""
    return Meter(channel, platform, sentence, done, planned, low, high, tone)


def _sentence(meters: list[Meter]) -> Message:
    short = [meter for meter in meters if meter.high and meter.done + meter.planned < meter.low]
    if not meters:
        return say("Connect or rehearse a channel, then plan your week.")
    if not short:
        return say("This week is full enough on every channel.")
    names = ", ".join(meter.platform for meter in short[:3])
    missing = sum(round(meter.low) - meter.done - meter.planned for meter in short)
    return say("{n} more posts would make this week complete: {channels}.", n=missing, channels=names)

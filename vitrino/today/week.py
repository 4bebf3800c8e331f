"""One week over all channels: what is planned, what went out, which slots are free, and how the week stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.domain import slots
from vitrino.domain.message import Message, say
from vitrino.domain.publication import PublicationState
from vitrino.insight import queries as insight
from vitrino.plan import queries as plan
from vitrino.publishing import queries as publishing
from vitrino.publishing.queries import Publication
from vitrino.workspace.models import Workspace

if TYPE_CHECKING:
    from vitrino.insight.models import KnownPost

S = PublicationState
LOOKS = {S.PUBLISHED: "published", S.FAILED: "failed", S.UNKNOWN: "unknown", S.NEEDS_DECISION: "unknown"}
TITLE = 60
MOST_ELSEWHERE = 300
WEEK = timedelta(days=7)


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
    """The page. days: as `ui.week_calendar` takes them; gap: a sentence about empty days, None when there are none."""

    monday: date
    days: list[dict[str, Any]]
    meters: list[Meter]
    sentence: Message
    is_empty: bool


def week_of(workspace: Workspace, monday: date, now: datetime) -> Week:
    """The week that begins on `monday` in the shop's own time. A handful of queries, whatever there is."""
    zone = slots.zone(workspace.time_zone)
    begins, ends = _midnight(monday, zone), _midnight(monday + WEEK, zone)
    found = list(publishing.between(workspace, begins, ends))
    usable = list(channels.channels_of(workspace))
    elsewhere = list(insight.posted_elsewhere(workspace, begins, ends)[:MOST_ELSEWHERE])
    chips = _chips(workspace, found, zone)
    _add_elsewhere(chips, elsewhere, zone)
    _add_free_slots(workspace, chips, found, usable, (begins, ends), now)
    meters = _meters(workspace, usable, found, Counter(one.channel_id for one in elsewhere))
    return Week(
        monday=monday,
        days=[_day(workspace, monday + timedelta(days=n), chips, now.astimezone(zone).date()) for n in range(7)],
        meters=meters,
        sentence=_sentence(found, meters),
        is_empty=not usable,
    )


def monday_of(text: str, today: date) -> date:
    """The Monday of "2026-W47"; this week's for anything else."""
    try:
        year, _mark, number = text.partition("-W")
        return date.fromisocalendar(int(year), int(number), 1)
    except ValueError:
        return today - timedelta(days=today.weekday())


def week_name(monday: date) -> str:
    """ "2026-W47", as the address has it."""
    year, number, _day = monday.isocalendar()
    return f"{year}-W{number:02d}"


def _chips(workspace: Workspace, found: Iterable[Publication], zone: ZoneInfo) -> dict[date, list[dict[str, Any]]]:
    chips: dict[date, list[dict[str, Any]]] = defaultdict(list)
    for one in found:
        local = one.publish_at.astimezone(zone)
        chips[local.date()].append(
            {
                "state": LOOKS.get(S(one.state), "planned"),
                "time": f"{local:%H:%M}",
                "title": " ".join(str(one.content.get("text", "")).split())[:TITLE],
                "platform": one.channel.platform,
                "platform_name": channels.manifest_of(one.channel).name,
                "href": reverse("publishing:publication", kwargs={"slug": workspace.slug, "pk": one.pk}),
            }
        )
    return chips


def _add_free_slots(
    workspace: Workspace,
    chips: dict[date, list[dict[str, Any]]],
    found: list[Publication],
    usable: list[Channel],
    span: tuple[datetime, datetime],
    now: datetime,
) -> None:
    """Weekly slots still to come in which nothing is planned, dashed."""
    (begins, ends), zone = span, slots.zone(workspace.time_zone)
    taken = {(one.channel_id, one.publish_at.replace(second=0, microsecond=0)) for one in found}
    open_ids = {channel.pk for channel in usable}
    for slot in plan.slots_of(workspace):
        if slot.channel_id not in open_ids:
            continue
        weekly = slots.WeeklySlot(slot.weekday, slot.wall_time)
        moment = next(slots.occurrences([weekly], zone, max(begins - timedelta(seconds=1), now)), None)
        if moment is None or moment.utc >= ends or (slot.channel_id, moment.utc) in taken:
            continue
        chips[moment.wall.date()].append(
            {
                "state": "suggested",
                "time": f"{moment.wall:%H:%M}",
                "title": slot.pillar.name if slot.pillar else _("Free slot"),
                "platform": slot.channel.platform,
                "platform_name": channels.manifest_of(slot.channel).name,
                "href": reverse("posts:new", kwargs={"slug": workspace.slug}),
            }
        )


def _day(workspace: Workspace, day: date, chips: dict[date, list[dict[str, Any]]], today: date) -> dict[str, Any]:
    return {
        "name": formats.date_format(day, "D"),
        "date": str(day.day),
        "full": formats.date_format(day, "l j E"),
        "is_today": day == today,
        "is_past": day < today,
        "slots": sorted(chips.get(day, []), key=lambda chip: chip["time"]),
        "add": "" if day < today else reverse("posts:new", kwargs={"slug": workspace.slug}),
    }


def _add_elsewhere(chips: dict[date, list[dict[str, Any]]], elsewhere: list[KnownPost], zone: ZoneInfo) -> None:
    """What went out without Vitrino is out all the same."""
    for one in elsewhere:
        local = one.at.astimezone(zone)
        chips[local.date()].append(
            {
                "state": "published",
                "time": f"{local:%H:%M}",
                "title": " ".join(one.text.split())[:TITLE],
                "platform": one.channel.platform,
                "platform_name": channels.manifest_of(one.channel).name,
                "href": one.url if one.url.startswith("https://") else "",
            }
        )


def _meters(
    workspace: Workspace, usable: list[Channel], found: list[Publication], elsewhere: Mapping[int, int]
) -> list[Meter]:
    targets = plan.cadences_of(workspace)
    out = []
    for channel in usable:
        mine = [one for one in found if one.channel_id == channel.pk and one.state != S.FAILED]
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


def _sentence(found: list[Publication], meters: list[Meter]) -> Message:
    short = [meter for meter in meters if meter.high and meter.done + meter.planned < meter.low]
    if not meters:
        return say("Connect or rehearse a channel, then plan your week.")
    if not short:
        return say("This week is full enough on every channel.")
    names = ", ".join(meter.platform for meter in short[:3])
    missing = sum(round(meter.low) - meter.done - meter.planned for meter in short)
    return say("{n} more posts would make this week complete: {channels}.", n=missing, channels=names)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return slots.instant(datetime.combine(day, time()), zone).utc

"""What stands in the calendar: posts planned and out, posts made elsewhere, repeats to come, and free slots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.domain import slots
from vitrino.domain.publication import PublicationState
from vitrino.insight import queries as insight
from vitrino.plan import queries as plan
from vitrino.planner.queries import can_move, seen_of, wall_of
from vitrino.planner.spans import Span
from vitrino.planner.wishes import wish_of
from vitrino.publishing import queries as publishing
from vitrino.publishing.queries import Publication
from vitrino.recurring import queries as recurring
from vitrino.ui.formats import weekday
from vitrino.ui.words import words
from vitrino.workspace.models import Workspace

if TYPE_CHECKING:
    from vitrino.insight.models import KnownPost
    from vitrino.recurring.queries import Occurrence

S = PublicationState
LOOKS = {S.PUBLISHED: "published", S.FAILED: "failed", S.UNKNOWN: "unknown", S.NEEDS_DECISION: "unknown"}
TITLE = 60
MOST_ELSEWHERE = 300

Chip = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """Everything in a span. shown: channels of the filter; planned: publications; elsewhere: posts made by hand.

    back: the address a move returns to, "" for somebody who may not move anything.
    """

    workspace: Workspace
    span: Span
    now: datetime
    shown: list[Channel]
    planned: list[Publication]
    elsewhere: list[KnownPost]
    repeats: list[Occurrence] = field(default_factory=list)
    back: str = ""

    @property
    def today(self) -> date:
        return self.now.astimezone(self.span.zone).date()


def look(workspace: Workspace, span: Span, now: datetime, only: Collection[int] = (), back: str = "") -> Found:
    """A handful of queries, whatever there is. only: ids of channels, none for all; back: see `Found`."""
    every = list(channels.channels_of(workspace))
    shown = [one for one in every if one.pk in only] if only else every
    planned = publishing.between(workspace, span.begins, span.ends).filter(parent=None)
    elsewhere = insight.posted_elsewhere(workspace, span.begins, span.ends)
    repeats = recurring.ahead(workspace, span.begins, span.ends)
    if only:
        planned, elsewhere = planned.filter(channel_id__in=only), elsewhere.filter(channel_id__in=only)
        repeats = repeats.filter(recurrence__post__variants__channel_id__in=only).distinct()
    return Found(workspace, span, now, shown, list(planned), list(elsewhere[:MOST_ELSEWHERE]), list(repeats), back)


def days_of(found: Found, most: int = 0) -> list[dict[str, Any]]:
    """The days as `ui.week_calendar` takes them. most: chips shown of a day, 0 for all; the rest become `more`."""
    chips = _chips(found)
    return [_day(found, day, sorted(chips.get(day, []), key=lambda chip: str(chip["time"])), most)
            for day in found.span.days]  # fmt: skip


def free_slots(found: Found) -> Iterator[tuple[Any, slots.Instant]]:
    """Weekly slots still to come without a post less than 15 minutes away."""
    taken: dict[int, list[datetime]] = defaultdict(list)
    for one in found.planned:
        taken[one.channel_id].append(one.publish_at)
    open_ids = {one.pk for one in found.shown if one.is_usable}
    after = max(found.span.begins - timedelta(seconds=1), found.now)
    for slot in plan.slots_of(found.workspace):
        if slot.channel_id not in open_ids:
            continue
        weekly = slots.WeeklySlot(slot.weekday, slot.wall_time)
        coming = slots.occurrences([weekly], found.span.zone, after)
        for moment in takewhile(lambda one: one.utc < found.span.ends, coming):
            if all(abs(moment.utc - at) >= slots.SHORTEST_GAP for at in taken[slot.channel_id]):
                yield slot, moment


def quote(text: str) -> str:
    """The beginning of a text on one line, whole words."""
    line = " ".join(text.split())
    return line if len(line) <= TITLE else line[:TITLE].rpartition(" ")[0].rstrip(" .,;:–-") + "…"


def _chips(found: Found) -> dict[date, list[Chip]]:
    chips: dict[date, list[Chip]] = defaultdict(list)
    for day, chip in (*_of_planned(found), *_of_elsewhere(found), *_of_repeats(found), *_of_free(found)):
        chips[day].append(chip)
    return chips


def _of_planned(found: Found) -> Iterable[tuple[date, Chip]]:
    for one in found.planned:
        local = one.publish_at.astimezone(found.span.zone)
        yield (
            local.date(),
            {
                **_channel(one.channel),
                "state": LOOKS.get(S(one.state), "planned"),
                "time": f"{local:%H:%M}",
                "title": quote(str(one.content.get("text", ""))),
                "note": _("Held back") if one.state == S.HELD else "",
                "href": _url("publishing:publication", found.workspace, pk=one.pk),
                **(_movable(found, one) if found.back and can_move(one) else {}),
            },
        )


def _movable(found: Found, one: Publication) -> Chip:
    """What the keyboard, the pointer and the link beside it need to move it."""
    address = _url("planner:time", found.workspace, pk=one.pk)
    return {
        "attrs": {"id": f"entry-{one.pk}", "data-move": address, "data-seen": seen_of(one),
                  "data-wall": f"{wall_of(one, found.span.zone):%Y-%m-%dT%H:%M}"},
        "move": f"{address}?{urlencode({'back': found.back})}",
    }  # fmt: skip


def _of_elsewhere(found: Found) -> Iterable[tuple[date, Chip]]:
    """What went out without Vitrino is out all the same."""
    for one in found.elsewhere:
        local = one.at.astimezone(found.span.zone)
        href = one.url if one.url.startswith("https://") else ""
        yield local.date(), {**_channel(one.channel), "state": "published", "time": f"{local:%H:%M}",
                             "title": quote(one.text), "href": href}  # fmt: skip


def _of_repeats(found: Found) -> Iterable[tuple[date, Chip]]:
    """Occurrences that become publications when their week comes."""
    for one in found.repeats:
        local = one.publish_at.astimezone(found.span.zone)
        yield local.date(), {"state": "planned", "time": f"{local:%H:%M}", "title": quote(one.recurrence.post.idea),
                             "note": _("Repeats"),
                             "href": _url("recurring:recurrence", found.workspace, pk=one.recurrence_id)}  # fmt: skip


def _of_free(found: Found) -> Iterable[tuple[date, Chip]]:
    for slot, moment in free_slots(found):
        wall = f"{moment.wall:%Y-%m-%dT%H:%M}"
        yield (
            moment.wall.date(),
            {
                **_channel(slot.channel),
                "state": "suggested",
                "time": f"{moment.wall:%H:%M}",
                "title": slot.pillar.name if slot.pillar else _("Free slot"),
                "note": _("Test") if slot.is_test else words(wish_of(slot)),
                "href": _url("posts:new", found.workspace),
                "attrs": {"data-free": wall},
            },
        )


def _day(found: Found, day: date, chips: list[Chip], most: int) -> dict[str, Any]:
    left = len(chips) - most if most and len(chips) > most + 1 else 0
    return {
        "name": formats.date_format(day, "D"),
        "date": str(day.day),
        "full": weekday(day),
        "iso": day.isoformat(),
        "is_today": day == found.today,
        "is_past": day < found.today,
        "slots": chips[: len(chips) - left],
        "more": left,
        "more_href": f"{_url('planner:week', found.workspace)}?week={day:%G-W%V}" if left else "",
        "add": "" if day < found.today else _url("posts:new", found.workspace),
    }


def _channel(channel: Channel) -> Chip:
    return {"platform": channel.platform, "platform_name": channels.manifest_of(channel).name}


def _url(name: str, workspace: Workspace, **kwargs: Any) -> str:
    return reverse(name, kwargs={"slug": workspace.slug, **kwargs})

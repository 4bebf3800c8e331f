"""Wall time and instants: weekly slots, the two days a year on which clocks change, and time zones by name.

A schedule is kept as wall time and zone, so that Monday 9:00 stays Monday 9:00 when the clocks change and when
a country changes its rules; the instants are computed anew from both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from difflib import get_close_matches
from functools import cache
from itertools import islice, pairwise
from zoneinfo import ZoneInfo, available_timezones

from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.domain.zone_names import OBSOLETE

MOST_IN_VIEW = 500
SHORTEST_GAP = timedelta(minutes=15)
_WEEK = timedelta(days=7)
_LONGEST_NAME = 60
_NOT_PLACES = frozenset({"Factory", "localtime"})


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment. `wall` is what the clock in the zone shows then; `notice` says how a changed clock was understood."""

    utc: datetime
    wall: datetime
    notice: Message | None = None


@dataclass(frozen=True, order=True, slots=True)
class WeeklySlot:
    """A time that comes back every week. weekday: 0 is Monday."""

    weekday: int
    at: time


def zone(name: str) -> ZoneInfo:
    """The time zone of that name; a given-up name gives its successor (Europe/Kiev: Europe/Kyiv).

    Raises one Problem, with a suggestion where there is one, for everything else.
    """
    canonical = OBSOLETE.get(name, name)
    if canonical in _zones():
        return ZoneInfo(canonical)
    nearest = _nearest(name)
    if nearest:
        message = say(
            "There is no time zone “{name}”. Did you mean {nearest}?", name=name[:_LONGEST_NAME], nearest=nearest
        )
    else:
        message = say(
            "There is no time zone “{name}”. Write a continent and a city, for example Europe/Warsaw.",
            name=name[:_LONGEST_NAME],
        )
    raise Problem(message, "time_zone")


@cache
def _zones() -> frozenset[str]:
    """The zones of the installed database: the only names ever looked up, so that none is taken for a path."""
    return frozenset(available_timezones() - _NOT_PLACES - OBSOLETE.keys()) | {"UTC"}


@cache
def _spoken_names() -> dict[str, str]:
    """How people write zones: the full name and the city, in small letters, old names too."""
    names = OBSOLETE | {name: name for name in _zones()}
    cities = {name.rpartition("/")[2]: zone_name for name, zone_name in names.items()}
    return {_spoken(name): zone_name for name, zone_name in (cities | names).items()}


def _spoken(name: str) -> str:
    return name.lower().replace("_", " ").strip()


def _nearest(name: str) -> str:
    """The zone somebody may have meant, or ""."""
    spoken = _spoken(name[:_LONGEST_NAME])
    found = get_close_matches(spoken, _spoken_names(), n=1, cutoff=0.75)
    return _spoken_names()[found[0]] if found else ""


def instant(wall: datetime, zone: ZoneInfo) -> Instant:
    """The moment at which clocks in `zone` show `wall` (naive).

    A time the clocks skip is moved forward by what they skip; of a time they show twice the first is meant; both with
    a notice. Raises Problem for an aware `wall` and for years no clock reaches.
    """
    if wall.tzinfo is not None:
        raise Problem(say("Please give the time as the clock on the wall shows it, without a time zone."))
    try:
        utc = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
        shown = utc.astimezone(zone).replace(tzinfo=None, fold=0)
        second = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    except OverflowError as error:
        raise Problem(say("That date is too far away.")) from error
    if shown != wall.replace(fold=0):
        return Instant(utc, shown, _skipped(wall, shown))
    return Instant(utc, shown, _twice(wall) if second > utc else None)


def _skipped(wall: datetime, shown: datetime) -> Message:
    return say(
        "On {day} the clocks go forward and skip {asked}, so it becomes {shown}.",
        day=f"{wall:%Y-%m-%d}",
        asked=f"{wall:%H:%M}",
        shown=f"{shown:%H:%M}",
    )


def _twice(wall: datetime) -> Message:
    return say(
        "On {day} the clocks go back and show {asked} twice; the first time is meant.",
        day=f"{wall:%Y-%m-%d}",
        asked=f"{wall:%H:%M}",
    )


def check_slots(slots: Collection[WeeklySlot]) -> None:
    """Raises Problem when two slots of one channel are less than 15 minutes apart, over Sunday midnight too."""
    times = sorted(timedelta(days=slot.weekday, hours=slot.at.hour, minutes=slot.at.minute) for slot in slots)
    if any(later - earlier < SHORTEST_GAP for earlier, later in pairwise([*times, *(t + _WEEK for t in times[:1])])):
        raise Problem(say("Leave at least 15 minutes between two posts on the same channel."))


def occurrences(slots: Collection[WeeklySlot], zone: ZoneInfo, after: datetime) -> Iterator[Instant]:
    """Every moment of the slots later than `after` (aware), in order, lazily and without end."""
    if not slots:
        return
    by_day: list[list[time]] = [sorted(slot.at for slot in slots if slot.weekday == day) for day in range(7)]
    day = after.astimezone(zone).date() - timedelta(days=1)
    last = after
    while True:
        for at in by_day[day.weekday()]:
            moment = instant(datetime.combine(day, at), zone)
            if moment.utc > last:  # two slots may fall on one moment when clocks skip the first
                last = moment.utc
                yield moment
        day += timedelta(days=1)


def next_instants(slots: Collection[WeeklySlot], zone: ZoneInfo, after: datetime, count: int) -> list[Instant]:
    """The next `count` moments (at most 500) of the slots."""
    return list(islice(occurrences(slots, zone, after), min(count, MOST_IN_VIEW)))


@dataclass(frozen=True, slots=True)
class Company:
    """Who else is about at a moment.

    near: posts on the same channel less than 15 minutes away. together: other channels with a post in the same minute.
    """

    near: int
    together: frozenset[int]


def company(at: datetime, channel: int, planned: Iterable[tuple[int, datetime]]) -> Company:
    """What a post at `at` on `channel` would meet. planned: channel and instant of every other post."""
    met = list(planned)
    minute = at.replace(second=0, microsecond=0)
    return Company(
        near=sum(one == channel and abs(when - at) < SHORTEST_GAP for one, when in met),
        together=frozenset(
            one for one, when in met if one != channel and when.replace(second=0, microsecond=0) == minute
        ),
    )


def spread(count: int, times: Sequence[time]) -> list[WeeklySlot]:
    """So many weekly times, as even over the days as can be, taking turns through `times` (none twice on one day).

    Raises ValueError without times. At most one slot for each day and time.
    """
    if not times:
        raise ValueError("Give at least one time of day.")
    count = max(0, min(count, 7 * len(times)))
    whole, rest = divmod(count, 7)
    days = [day for day in range(7) for _n in range(whole)] + [(2 * n * 7 // (2 * rest)) for n in range(rest)]
    used: dict[int, int] = {}
    out = []
    for turn, day in enumerate(sorted(days)):
        first = (turn if whole == 0 else 0) + used.get(day, 0)
        used[day] = used.get(day, 0) + 1
        out.append(WeeklySlot(day, times[first % len(times)]))
    return sorted(out)

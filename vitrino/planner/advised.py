"""What the newest learning run adds to a week: reasons, the declared test, and times where a channel has none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta

from vitrino.domain import slots
from vitrino.domain.message import Message
from vitrino.domain.week import FreeSlot
from vitrino.insight import queries as insight
from vitrino.insight.queries import Advised
from vitrino.plan import queries as plan
from vitrino.planner.entries import Found

# A post this near already tells about that time, and two would take from each other.
NEAR = timedelta(hours=3)
DAYS = timedelta(days=7)

Advice = dict[int, list[Advised]]


def advice_for(found: Found) -> Advice:
    """Channel id -> the times its newest learning run chose."""
    return insight.advised_week(found.workspace, found.today)


def reasons(advice: Advice) -> dict[tuple[int, int, int], Message]:
    """Channel, weekday and hour -> why this time was chosen."""
    return {(pk, one.weekday, one.hour): one.reason for pk, week in advice.items() for one in week}


def more_times(found: Found, advice: Advice, coming: Iterable[FreeSlot]) -> Iterator[FreeSlot]:
    """The test of each channel; on a channel without weekly times all that is advised there."""
    taken = [(one.channel_id, one.publish_at) for one in found.planned]
    taken += [(one.channel, one.at) for one in coming]
    fixed = {one.channel_id for one in plan.slots_of(found.workspace)}
    for channel in found.shown:
        wanted = [one for one in advice.get(channel.pk, ()) if one.is_test or channel.pk not in fixed]
        for one in wanted if channel.is_usable else ():
            at = _next(one, found)
            if at.utc <= found.now + DAYS and not _is_near(channel.pk, at.utc, taken):
                yield FreeSlot(channel.pk, at.utc, at.wall, "", one.reason)


def _next(one: Advised, found: Found) -> slots.Instant:
    weekly = slots.WeeklySlot(one.weekday, time(one.hour))
    return next(slots.occurrences([weekly], found.span.zone, found.now))


def _is_near(channel: int, at: datetime, taken: Iterable[tuple[int, datetime]]) -> bool:
    return any(other == channel and abs(at - when) < NEAR for other, when in taken)

"""Shops whose channels run dry, and shops whose week is full."""

from __future__ import annotations

from datetime import datetime, timedelta

from vitrino.channels.models import Channel
from vitrino.checkup.rhythm import Facts, Rhythm
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.domain.cadence import Cadence
from vitrino.plan.models import CadenceTarget
from vitrino.publishing.models import Publication
from vitrino.workspace.tests.cast import NOW, Cast

WEEKLY = Cadence(3, 5)  # a gap is longer than four days and two thirds


def days(*ago: float) -> tuple[datetime, ...]:
    return tuple(NOW - timedelta(days=one) for one in ago)


def facts(
    ago: tuple[float, ...], ahead: tuple[float, ...], cadence: Cadence = WEEKLY, *, since_days: float = 90
) -> Facts:
    one = Rhythm(7, "Mastodon", "zorza", cadence, days(*ago), days(*(-day for day in ahead)), days(since_days)[0])
    return Facts((one,), NOW)


SHOPS = (
    Shop("three posts a week until now, nothing planned", facts((6, 5, 3), ()), ("channel:7",)),
    Shop("one more tomorrow and then nothing", facts((6, 4, 2.9), ()), ("channel:7",)),
    Shop("twice a day on a busy network, and from tomorrow on nothing", facts(
        tuple(number / 2 - 0.4 for number in range(1, 15)), (0.5,), Cadence.per_day(2, 3)), ("channel:7",)),
    Shop("once a week, and the next one is missing", facts((6.5, 13), (), Cadence(0.5, 1)), ()),
    Shop("the week is planned", facts((6, 5, 3), (1, 3, 5))),
    Shop("nothing planned, but there are days left to do it", facts((6, 4, 0.5), ())),
    Shop("just inside the line: the last post leaves two days and an hour", facts((6, 4, 2.62), ())),
    Shop("just outside the line", facts((6, 4, 2.7), ()), ("channel:7",)),
    Shop("the last week was short already, which is said elsewhere", facts((6,), ())),
    Shop("connected today, nothing yet", facts((), (), since_days=0)),
    Shop("nothing is wanted there", facts((6, 5, 3), (), Cadence(0, 5))),
)  # fmt: skip


def make_ill(cast: Cast) -> None:
    channel = sick.channel(cast.bakery, "mastodon")
    CadenceTarget.objects.create(workspace=cast.bakery, channel=channel, low_per_week=3, high_per_week=5)
    for ago in (6, 5, 3):
        sick.publish(channel, f"Bread of day {ago}", NOW - timedelta(days=ago))


def make_well(cast: Cast) -> None:
    channel = Channel.objects.get(workspace=cast.bakery)
    for ahead in (1, 3, 5):
        row = sick.publish(channel, f"Bread in {ahead} days", NOW + timedelta(days=ahead))
        Publication.objects.filter(pk=row.pk).update(state="ready", published_at=None)

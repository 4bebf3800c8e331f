"""Channels that only tell of themselves, that let others speak, and that nobody can judge yet."""

from __future__ import annotations

from vitrino.channels.models import Channel as Channel_
from vitrino.checkup.rules.balance_all_about_us import Channel, Facts
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_aims import days
from vitrino.domain.balance import Kind, Mix
from vitrino.insight.models import KnownPost
from vitrino.workspace.tests.cast import NOW, Cast


def channel(sells: int = 0, news: int = 0, teaches: int = 0, *, unclear: int = 0, pk: int = 7) -> Channel:
    mix = Mix({Kind.SELLS: sells, Kind.NEWS: news, Kind.TEACHES: teaches}, unclear)
    return Channel(pk, "Mastodon", mix, ((NOW, "Our new oven"),))


SHOPS = (
    Shop("eight times news", Facts((channel(news=8),)), ("channel:7",)),
    Shop("nine of ten about themselves, two offers among them", Facts((channel(2, 7, 1),)), ("channel:7",)),
    Shop("one of two channels", Facts((channel(news=12), channel(news=4, teaches=6, pk=8))), ("channel:7",)),
    Shop("twelve plain ones beside six unclear ones", Facts((channel(news=12, unclear=6),)), ("channel:7",)),
    Shop("two of ten give something", Facts((channel(2, 6, 2),))),
    Shop("seven posts are too few", Facts((channel(news=7),))),
    Shop("half of them nobody can place", Facts((channel(news=8, unclear=8),))),
    Shop("it sells too much, which is said elsewhere", Facts((channel(sells=9, news=1),))),
    Shop("nothing was posted", Facts((channel(),))),
    Shop("no channel", Facts(())),
)


def make_ill(cast: Cast) -> None:
    """Ten times the shop itself."""
    one = sick.channel(cast.bakery, "mastodon")
    for number in range(10):
        sick.publish(one, f"Behind the scenes: our new oven, day {number}", NOW - days(1 + 2 * number))


def make_well(cast: Cast) -> None:
    """A neighbour and a question come up."""
    one = Channel_.objects.get(workspace=cast.bakery)
    for number, text in enumerate(("Quiz: how old is our oven?", "A loaf, photo: @lucy", "How to slice bread")):
        KnownPost.objects.create(workspace=cast.bakery, channel=one, remote_id=f"well{number}", text=text,
                                 at=NOW - days(1))  # fmt: skip

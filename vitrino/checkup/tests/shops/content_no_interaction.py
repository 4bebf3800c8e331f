"""Shops that only tell, that ask once, that are young, and those just beside the lines."""

from __future__ import annotations

from datetime import timedelta

from vitrino.checkup.rules.content_no_interaction import WINDOW, Facts, Post, asks
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.checkup.tests.sick_aims import days
from vitrino.workspace.tests.cast import NOW, Cast

TOLD = "Rye bread from seven o'clock tomorrow."
LONG_AGO = NOW - timedelta(days=90)


def facts(*texts: str, since_days: int = 90, has_contest: bool = False, polls: int = 0) -> Facts:
    posts = [Post(number, NOW - days(number), text, asks(text)) for number, text in enumerate(texts, 1)]
    posts += [Post(100, NOW - days(3), "Which one", True)] * polls
    return Facts(tuple(posts), has_contest, NOW - days(since_days), NOW)


SHOPS = (
    Shop("twelve posts that tell", facts(*[TOLD] * 12), ("",)),
    Shop("four posts that tell", facts(*[TOLD] * 4), ("",)),
    Shop("a question mark in an address only", facts(*[TOLD] * 5, "See https://zorza.example/?q=1 today."), ("",)),
    Shop("a lone question mark is no question", facts(*[TOLD] * 5, "?! What a morning !"), ("",)),
    Shop("in business for exactly four weeks", facts(*[TOLD] * 6, since_days=WINDOW.days), ("",)),
    Shop("one question", facts(*[TOLD] * 12, "Which bread do you love most? Tell us.")),
    Shop("a question in quotes at the end", facts(*[TOLD] * 12, "She asked: “with seeds?”")),
    Shop("a poll", facts(*[TOLD] * 12, polls=1)),
    Shop("a contest", facts(*[TOLD] * 12, has_contest=True)),
    Shop("three posts", facts(*[TOLD] * 3)),
    Shop("began 27 days ago", facts(*[TOLD] * 12, since_days=27)),
    Shop("never posted", Facts((), False, None, NOW)),
)


def make_ill(cast: Cast) -> None:
    """A question two months ago, and since then five posts that only tell."""
    one = sick.channel(cast.bakery, "mastodon")
    sick.publish(one, "Which bread do you love?", NOW - days(60))
    for number in range(5):
        sick.publish(one, TOLD, NOW - days(2 + 5 * number))


def make_well(cast: Cast) -> None:
    """They are asked."""
    sick.publish(sick.channel(cast.bakery, "bluesky"), "Ĉu sekala aŭ tritika?", NOW - days(1))

"""Posts written for each channel, and posts copied from one to the other."""

from __future__ import annotations

from datetime import timedelta

from vitrino.checkup.rules.variants_duplicate import Facts, Form
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.publishing.models import Publication
from vitrino.workspace.tests.cast import NOW, Cast

TEXT = sick.TEXT
OTHER = "Who remembers the smell of a bakery at dawn? Tell us where yours was, and what you bought."


def facts(*texts: tuple[str, str], is_out: bool = True) -> Facts:
    return Facts(tuple(Form(11, channel, text, is_out) for channel, text in texts))


SHOPS = (
    Shop("word by word", facts(("Mastodon", TEXT), ("Bluesky", TEXT)), ("",)),
    Shop("a hashtag more", facts(("Mastodon", TEXT), ("Bluesky", TEXT + " #bread")), ("",)),
    Shop("still to go out", facts(("Mastodon", TEXT), ("Bluesky", TEXT), is_out=False), ("",)),
    Shop("two of three", facts(("Mastodon", TEXT), ("Bluesky", TEXT), ("X", OTHER)), ("",)),
    Shop("another text for each", facts(("Mastodon", TEXT), ("Bluesky", OTHER))),
    Shop("twice on the same channel", facts(("Mastodon", TEXT), ("Mastodon", TEXT))),
    Shop("one channel", facts(("Mastodon", TEXT))),
    Shop("nothing was posted", facts()),
)


def make_ill(cast: Cast) -> None:
    """One text on two channels."""
    at, one, two = NOW - timedelta(days=9), *(sick.channel(cast.bakery, key) for key in ("mastodon", "bluesky"))
    post = sick.publish(one, TEXT, at).variant.post  # type: ignore[union-attr]
    sick.publish(two, TEXT, at, post=post)


def make_well(cast: Cast) -> None:
    """The second got its own words."""
    Publication.objects.filter(channel__platform="bluesky").update(content={"text": OTHER})

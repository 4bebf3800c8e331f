"""Shops that copy from one network to the next, and shops that write for each."""

from __future__ import annotations

from datetime import timedelta

from vitrino.checkup.rules.variants_off_format import Facts, Form
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.connect.manners import manner_of
from vitrino.posts.models import Post
from vitrino.publishing.models import Publication
from vitrino.workspace.tests.cast import NOW, Cast

BIO = "New rye bread, link in bio!"


def facts(*texts: tuple[str, str], is_out: bool = False) -> Facts:
    return Facts(tuple(Form(number, key, text, manner_of(key), is_out) for number, (key, text) in enumerate(texts, 1)))


SHOPS = (
    Shop("a link in a bio, where links work in the text", facts(("mastodon", BIO)), ("manner",)),
    Shop("a name of another network", facts(("bluesky", "Thanks @ola for the photo")), ("manner",)),
    Shop("hashtags inside the sentences of a formal network", facts(
        ("linkedin", "Our #sourdough and our #rye come from one oven")), ("manner",)),
    Shop("swipe up, on a post", facts(("facebook", "Swipe up for the menu")), ("manner",)),
    Shop("out already, and a habit", facts(*[("mastodon", BIO)] * 3, is_out=True), ("manner",)),
    Shop("out already, twice: too late and no habit", facts(*[("mastodon", BIO)] * 2, is_out=True)),
    Shop("each in its manner", facts(
        ("instagram", "New rye bread, link in bio! #rye #bread"), ("mastodon", "New #rye, https://zorza.pl/rye"),
        ("bluesky", "Rye is back, says @ola.bsky.social"))),
    Shop("one hashtag in the place of a word", facts(("linkedin", "Our #sourdough rests for two days"))),
    Shop("nothing written yet", facts()),
)  # fmt: skip


def make_ill(cast: Cast) -> None:
    row = sick.publish(sick.channel(cast.bakery, "mastodon"), BIO, NOW + timedelta(days=2))
    Publication.objects.filter(pk=row.pk).update(state="ready", published_at=None)


def make_well(cast: Cast) -> None:
    Publication.objects.filter(workspace=cast.bakery).update(content={"text": "New rye bread: https://zorza.pl/rye"})
    Post.objects.filter(workspace=cast.bakery).update(idea="New rye bread: https://zorza.pl/rye")

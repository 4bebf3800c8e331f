"""Shops that show nothing but words, and shops that show enough."""

from __future__ import annotations

from datetime import timedelta

from vitrino.channels.models import Channel as Connected
from vitrino.checkup.rules.media_share_low import Channel, Facts, Post
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.insight.models import KnownPost
from vitrino.workspace.tests.cast import NOW, Cast


def facts(posts: int, shown: int, *, lives_on_words: bool = False) -> Facts:
    bare = tuple(Post(f"Bread {number}", "publishing:publication", number) for number in range(posts - shown))
    return Facts((Channel(7, "Facebook", posts, bare, lives_on_words),))


SHOPS = (
    Shop("twelve posts, not one picture", facts(12, 0), ("channel:7",)),
    Shop("two of eight, on a platform of pictures", facts(8, 2), ("channel:7",)),
    Shop("none of ten, even on a platform of words", facts(10, 0, lives_on_words=True), ("channel:7",)),
    Shop("one of thirty on a platform of words", facts(30, 1, lives_on_words=True), ("channel:7",)),
    Shop("four of thirteen: just below a third", facts(13, 4), ("channel:7",)),
    Shop("a third", facts(12, 4)),
    Shop("one of twenty on a platform of words", facts(20, 1, lives_on_words=True)),
    Shop("too few posts to tell", facts(7, 0)),
    Shop("a picture with every post", facts(20, 20)),
    Shop("no posts yet", Facts(())),
)


def make_ill(cast: Cast) -> None:
    channel = sick.channel(cast.bakery, "facebook")
    for number in range(9):
        sick.publish(channel, f"Bread number {number}", NOW - timedelta(days=3 * number + 1))


def make_well(cast: Cast) -> None:
    """Pictures that somebody puts there by hand count as well."""
    channel = Connected.objects.get(workspace=cast.bakery)
    for number in range(5):
        KnownPost.objects.create(workspace=cast.bakery, channel=channel, remote_id=f"hand-{number}", format="image",
                                 text="The counter this morning", at=NOW - timedelta(days=number + 1))  # fmt: skip

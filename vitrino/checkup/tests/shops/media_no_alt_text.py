"""Shops whose pictures are silent, and shops that describe them."""

from __future__ import annotations

from datetime import timedelta

from vitrino.checkup.rules.media_no_alt_text import Facts
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.fit.media import Bare
from vitrino.media.models import Asset
from vitrino.posts.models import PostAsset
from vitrino.publishing.models import Publication
from vitrino.workspace.tests.cast import NOW, Cast


def facts(waiting: int = 0, out: int = 0, *, of_one: bool = False) -> Facts:
    """of_one: the same picture every time."""
    rows = [Bare(0 if of_one else number, "rye.jpg", number, "Rye bread", is_out=number >= waiting)
            for number in range(waiting + out)]  # fmt: skip
    return Facts(tuple(rows))


SHOPS = (
    Shop("one picture that waits", facts(waiting=1), ("pictures",)),
    Shop("three that went out", facts(out=3), ("pictures",)),
    Shop("some of both", facts(waiting=2, out=5), ("pictures",)),
    Shop("two that went out: no habit", facts(out=2)),
    Shop("one picture that went out three times", facts(out=3, of_one=True)),
    Shop("all described", facts()),
)


def make_ill(cast: Cast) -> None:
    channel = sick.channel(cast.bakery, "mastodon")
    row = sick.publish(channel, "Rye bread", NOW + timedelta(days=2))
    asset = Asset.objects.create(workspace=cast.bakery, sha256="1", mime_type="image/jpeg", created_at=NOW)
    PostAsset.objects.create(post=row.variant.post, asset=asset)  # type: ignore[union-attr]
    Publication.objects.filter(pk=row.pk).update(
        state="ready", published_at=None, content={"text": "Rye bread", "media": [{"asset": asset.pk, "alt_text": ""}]}
    )


def make_well(cast: Cast) -> None:
    PostAsset.objects.filter(post__workspace=cast.bakery).update(alt_text="A loaf of rye bread on a wooden counter")

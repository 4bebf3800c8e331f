"""The pictures of a post as the composer shows them: whole, and as each platform cuts them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from vitrino.channels.queries import Channel
from vitrino.media import queries as library
from vitrino.media.queries import Asset
from vitrino.posts import queries
from vitrino.posts.models import Post


def picture_of(post: Post, asset: Asset, channel: Channel) -> str:
    """The address of the part that this channel's platform shows. The focus is in it, so that no old cut is shown."""
    seen = reverse("media:seen", args=[post.workspace.slug, asset.pk, channel.platform])
    return f"{seen}?at={asset.focus_x}-{asset.focus_y}"


def pictures_shown(post: Post, usable: Iterable[Channel]) -> dict[str, Any]:
    """pictures: in order; crops: per asset what each platform shows; films: per film how far it is."""
    pictures = list(queries.pictures_of(post))
    channels = list(usable)
    return {
        "pictures": pictures,
        "crops": {one.asset_id: library.seen_on(one.asset, channels) for one in pictures},
        "films": {one.asset_id: library.film_state(one.asset) for one in pictures if one.asset.is_film},
    }

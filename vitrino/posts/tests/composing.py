"""A post in the making, and the composer's form as the page sends it."""

from __future__ import annotations

from typing import Any

from vitrino.channels.models import Channel
from vitrino.posts import actions, queries
from vitrino.posts.models import Post
from vitrino.workspace.tests.cast import NOW, Cast


def channel(cast: Cast, platform: str) -> Channel:
    made, _is_new = Channel.objects.get_or_create(
        workspace=cast.bakery, platform=platform, remote_id=platform,
        defaults={"handle": "zorza", "connected_at": NOW, "is_rehearsal": True},
    )  # fmt: skip
    return made


def a_post(cast: Cast, idea: str = "Fresh rye bread from seven", platforms: tuple[str, ...] = ("bluesky", "x")) -> Post:
    wanted = [channel(cast, platform) for platform in platforms]
    return actions.create_post(workspace=cast.bakery, by=cast.anna, now=NOW, idea=idea, channels_wanted=wanted)


def form(post: Post, **changes: Any) -> dict[str, Any]:
    """What the composer's form holds when the page is fresh, with changes."""
    data: dict[str, Any] = {"version": post.version, "idea": post.idea, "channel": []}
    for variant in queries.variants_of(post):
        data["channel"].append(variant.channel_id)
        data[f"text-{variant.channel_id}"] = queries.text_of(variant)
        if not variant.is_own:
            data[f"shown-{variant.channel_id}"] = queries.text_of(variant)
    return data | changes

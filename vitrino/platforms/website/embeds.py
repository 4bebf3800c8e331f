"""Posts and timelines of anybody, embedded: their links lead to their authors, not to the shop."""

from __future__ import annotations

from typing import Any

_EMBEDS = frozenset({
    "twitter-tweet", "instagram-media", "fb-post", "fb-video", "fb-comment-embed", "tiktok-embed", "text-post-media",
    "bluesky-embed", "mastodon-embed", "reddit-embed", "reddit-embed-bq", "reddit-card", "fb-share-button", "fb-like",
    "fb-comments",
})  # fmt: skip


def is_embedded(element: Any) -> bool:
    """Does it stand inside such a post?"""
    around = (element, *element.iterancestors("blockquote", "div"))
    return any(_EMBEDS & words_of(one, "class") for one in around)


def words_of(element: Any, name: str) -> set[str]:
    """The words of an attribute such as class or rel, in lower case."""
    return set((element.get(name) or "").lower().split())

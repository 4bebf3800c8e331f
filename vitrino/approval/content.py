"""What people agree to: everything that would be published on a channel, and its hash."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vitrino.domain.content_hash import hash_of
from vitrino.posts import actions as writing
from vitrino.posts import queries as posts

if TYPE_CHECKING:
    from vitrino.posts.models import Post


@dataclass(frozen=True)
class Written:
    """A post as it is saved now. contents and hashes: channel id as text -> content, its SHA-256."""

    contents: dict[str, dict[str, Any]]
    hashes: dict[str, str]
    content_hash: str


def written(post: Post) -> Written:
    """Everything the post would publish. Costs a few queries for each channel."""
    contents = {str(one.channel_id): writing.content_of(one) for one in posts.variants_of(post)}
    hashes = {key: hash_of(content) for key, content in contents.items()}
    return Written(contents, hashes, hash_of(hashes))

"""What happened on the rehearsal networks before anybody looked: the shop's own posts, and what others wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import cast

from vitrino.channels import gateway
from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.connect.rehearsal import Rehearsal
from vitrino.connect.twin import SqliteTwinStore
from vitrino.demo.book import Book
from vitrino.demo.rhythm import PLATFORMS, PastPost
from vitrino.demo.scenes import SCENES, Scene

# Every second of the newest posts got a kind word, but for those of the last days. Comments under older posts are not
# read when an account is connected, so there are none.
_PRAISED = ("instagram", "facebook", "bluesky")
_PRAISE_EVERY, _NEWEST = 2, 20
_QUIET_FOR = timedelta(days=3)


@dataclass
class Town:
    """Who is who among the remote ids. posts: own ones, oldest first; scenes: name -> id; praise: kind words."""

    posts: list[tuple[PastPost, str]] = field(default_factory=list)
    scenes: dict[str, str] = field(default_factory=dict)
    praise: list[str] = field(default_factory=list)


def build(shop: Mapping[str, Channel], book: Book, posts: list[PastPost], now: datetime) -> Town:
    """Fill the six worlds, each in one transaction. shop: the channel by platform."""
    town = Town()
    for platform in PLATFORMS:
        twin = gateway.twin_of(shop[platform])
        with channels.running_from(now), cast(SqliteTwinStore, twin.store).batch():
            _fill(platform, cast(Rehearsal, twin), book, [one for one in posts if one.platform == platform], now, town)
    return town


def _fill(platform: str, twin: Rehearsal, book: Book, posts: list[PastPost], now: datetime, town: Town) -> None:
    ids = [twin.publish_past(one.text, one.at, one.has_picture) for one in posts]
    town.posts += zip(posts, ids, strict=True)
    for name, scene in SCENES.items():
        if scene.platform == platform:
            town.scenes[name] = _act(twin, book, name, scene, posts, ids, now)
    if platform in _PRAISED:
        for number, (post, remote_id) in enumerate(list(zip(posts, ids, strict=True))[-_NEWEST:]):
            if number % _PRAISE_EVERY == 1 and now - post.at > _QUIET_FOR:
                town.praise.append(_praise(twin, book, number, post, remote_id))
    for post, remote_id in zip(posts, ids, strict=True):  # last, for a comment counts itself
        twin.react(remote_id, post.likes, post.comments, post.shares, post.views)


def _act(twin: Rehearsal, book: Book, name: str, scene: Scene, posts: list[PastPost], ids: list[str],
         now: datetime) -> str:  # fmt: skip
    """One scene; a comment goes under the newest post that was there by then."""
    who, at = book.neighbours[scene.who], now - timedelta(hours=scene.hours_ago)
    above = [remote_id for post, remote_id in zip(posts, ids, strict=True) if post.at < at]
    parent_id = above[-1] if scene.kind == "comment" else ""
    return twin.write_as(who.handle, who.name, book.talks[name].text, at, parent_id, scene.kind, scene.rating)


def _praise(twin: Rehearsal, book: Book, number: int, post: PastPost, remote_id: str) -> str:
    who = book.neighbours[(number * 5) % len(book.neighbours)]
    text = book.praise[number % len(book.praise)]
    return twin.write_as(who.handle, who.name, text, post.at + timedelta(minutes=47), remote_id)

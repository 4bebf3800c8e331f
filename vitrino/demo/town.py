"""What happened on the rehearsal networks before anybody looked: the shop's own posts, and what others wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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

# Every third post with room for it got a kind word, but for those of the last days.
_PRAISED = ("instagram", "facebook", "bluesky")
_PRAISE_EVERY = 3
_QUIET_FOR = timedelta(days=3)
_PRAISED_AFTER = timedelta(minutes=47)


@dataclass
class Town:
    """Six worlds in which time goes on. shop: the channel by platform. posts: all own posts, oldest first.

    ids: the remote id of each post that is out, by platform; scenes: name -> remote id; praise: ids of kind words.
    """

    shop: Mapping[str, Channel]
    book: Book
    posts: list[PastPost]
    now: datetime
    ids: dict[str, list[tuple[PastPost, str]]] = field(default_factory=lambda: {one: [] for one in PLATFORMS})
    scenes: dict[str, str] = field(default_factory=dict)
    praise: list[str] = field(default_factory=list)

    def live(self, since: datetime, until: datetime) -> None:
        """Whatever happened from `since` to just before `until`, each world in one transaction."""
        for platform in PLATFORMS:
            twin = gateway.twin_of(self.shop[platform])
            with channels.running_from(until), cast(SqliteTwinStore, twin.store).batch():
                self._live_on(platform, cast(Rehearsal, twin), since, until)

    def _live_on(self, platform: str, twin: Rehearsal, since: datetime, until: datetime) -> None:
        fresh = [one for one in self.posts if one.platform == platform and since <= one.at < until]
        published = [(one, twin.publish_past(one.text, one.at, one.has_picture)) for one in fresh]
        self.ids[platform] += published
        for name, scene in SCENES.items():
            if scene.platform == platform and since <= self.now - timedelta(hours=scene.hours_ago) < until:
                self.scenes[name] = self._act(twin, name, scene)
        self.praise += self._praises(platform, twin, published)
        for post, remote_id in published:  # last, for a comment counts itself
            twin.react(remote_id, post.likes, post.comments, post.shares, post.views)

    def _act(self, twin: Rehearsal, name: str, scene: Scene) -> str:
        """One scene; a comment goes under the newest post that was there by then."""
        who, at = self.book.neighbours[scene.who], self.now - timedelta(hours=scene.hours_ago)
        above = [remote_id for post, remote_id in self.ids[scene.platform] if post.at < at]
        parent_id = above[-1] if scene.kind == "comment" else ""
        return twin.write_as(who.handle, who.name, self.book.talks[name].text, at, parent_id, scene.kind, scene.rating)

    def _praises(self, platform: str, twin: Rehearsal, published: list[tuple[PastPost, str]]) -> Iterator[str]:
        people, words = self.book.neighbours, self.book.praise
        for number, (post, remote_id) in enumerate(published if platform in _PRAISED else ()):
            if number % _PRAISE_EVERY == 1 and self.now - post.at > _QUIET_FOR:
                turn = number + len(self.praise)
                who, at = people[turn * 5 % len(people)], post.at + _PRAISED_AFTER
                yield twin.write_as(who.handle, who.name, words[turn % len(words)], at, remote_id)

"""What is sent: a single post, a thread of three, a post with a first comment. Each text carries its number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.grid.points import Point
from vitrino.publishing import actions
from vitrino.publishing.models import Publication
from vitrino.publishing.tests.stage import Stage

TEXT = "Fresh rye bread «1» from seven o'clock."
_MORE = ("Second of the story «2».", "The end of it «3».")
# Where each twin keeps the shop's posts.
BUCKETS = {
    "bluesky": "record", "mastodon": "status", "instagram": "media", "facebook": "post", "x": "tweet",
    "google_business": "post",
}  # fmt: skip


@dataclass(frozen=True)
class Walk:
    """labels: what the steps of each text are called. comment: the texts after the first stand in this bucket."""

    name: str
    labels: tuple[str, ...]
    comment: str = ""

    def plan(self, stage: Stage) -> list[Publication]:
        """Every text's row, each below the one before."""
        rows = [stage.plan(TEXT)]
        for number, text in enumerate(_MORE[: len(self.labels) - 1], start=2):
            kind, part = ("comment", 0) if self.comment else ("post", number)
            rows.append(actions.plan(channel=stage.channel, kind=kind, content={"text": text, "language": ""},
                                     publish_at=stage.now, by=stage.cast.anna, now=stage.now, parent=rows[-1],
                                     head=rows[0], part=part))  # fmt: skip
        return rows

    def bucket(self, platform: str, number: int) -> str:
        return self.comment if self.comment and number else BUCKETS[platform]

    def is_met(self, point: Point) -> bool:
        """Is this the write that a prelude strikes: that of the second text, of the only one where there is one."""
        return point.kind == "write" and point.name.startswith(self.labels[:2][-1])


POST = Walk("post", ("",))
THREAD = Walk("thread of three", ("", "part 2: ", "part 3: "))
BELOW = Walk("post with a first comment", ("", "comment: "), "comment")
WALKS: Mapping[str, Walk] = {walk.name: walk for walk in (POST, THREAD, BELOW)}
# Where a first comment is no part of a thread it is a thing of its own.
WITH_PARTS: Mapping[str, Walk] = {
    "bluesky": THREAD, "mastodon": THREAD, "x": THREAD, "facebook": BELOW, "instagram": BELOW,
}  # fmt: skip


def walks_of(platform: str) -> list[Walk]:
    return [POST, *([WITH_PARTS[platform]] if platform in WITH_PARTS else [])]

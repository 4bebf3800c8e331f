"""Numbers out of files: they go the same way as those that were read, so that every page counts them alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction

from vitrino.connect.records import Metrics
from vitrino.insight import storing
from vitrino.insight.models import KnownPost

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel

MOST_MATCHED = 50_000


@dataclass(frozen=True)
class Exported:
    """A post's row in a file. post_id: of the known post it is about, None for one nobody knows yet."""

    remote_id: str
    values: Mapping[str, int]
    post_id: int | None = None
    at: datetime | None = None
    url: str = ""
    text: str = ""
    format: str = ""


class Recognised(NamedTuple):
    """What a row of a file can be recognised by, and what is known already."""

    pk: int
    remote_id: str
    url: str
    text: str
    at: datetime
    latest: Mapping[str, int]
    measured_at: datetime | None


def recognisable(channel: Channel) -> list[Recognised]:
    """The channel's posts, newest first; at most 50,000."""
    mine = KnownPost.objects.filter(channel=channel).order_by("-at")
    return [Recognised(*row) for row in mine.values_list(*Recognised._fields)[:MOST_MATCHED]]


@transaction.atomic
def keep_exported(channel: Channel, rows: Sequence[Exported], as_of: datetime) -> int:
    """Store rows of posts, as of the time of the export; how many posts are new."""
    numbers = {row.remote_id: Metrics(row.remote_id, as_of, row.values) for row in rows}
    fresh = [
        KnownPost(workspace_id=channel.workspace_id, channel=channel, remote_id=row.remote_id, url=row.url,
                  text=row.text, at=row.at, format=row.format)
        for row in rows if row.post_id is None and row.at is not None
    ]  # fmt: skip
    made = storing.introduce(channel, fresh, numbers)
    known = {row.post_id: numbers[row.remote_id] for row in rows if row.post_id is not None}
    storing.keep(channel, known)
    return len(made)


@transaction.atomic
def fill_followers(channel: Channel) -> int:
    """Give posts the followers of their day, where a file has told them afterwards; how many were filled."""
    levels, here = storing.follower_levels(channel), storing.zone_of(channel)
    bare = list(KnownPost.objects.filter(channel=channel, followers=None).only("pk", "at"))
    for post in bare:
        post.followers = levels.at(storing.day_of(post.at, here))
    filled = [post for post in bare if post.followers is not None]
    KnownPost.objects.bulk_update(filled, ["followers"], batch_size=200)
    return len(filled)

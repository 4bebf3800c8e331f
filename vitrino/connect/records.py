"""What crosses the border between Vitrino and a platform: neutral, frozen, without behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from vitrino.connect.secret import Secret

Json = dict[str, Any]
# "find": a text somebody wrote for everybody, found by looking through an open source.
ArrivalKind = Literal["mention", "comment", "message", "review", "like", "share", "follow", "find"]
# What a post is made of; "" when nobody can tell.
PostFormat = Literal["text", "image", "carousel", "video", "poll", "link", "story", ""]
# "comment": an own one below an own post.
PostKind = Literal["post", "reply", "message", "review-reply", "comment"]


@dataclass(frozen=True)
class Credentials:
    """What proves to the platform who we are.

    secrets: stored encrypted. public: addresses and names that may be seen (server, did, handle).
    """

    secrets: Mapping[str, Secret]
    public: Mapping[str, str]
    expires_at: datetime | None = None
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Profile:
    """The account behind a set of credentials, as the platform tells it.

    limits override the manifest's numbers: "text", "url" (what a link counts), "media" (how many), "alt_text",
    "image_bytes", "video_bytes", "poll_options", "poll_option", "poll_least_s", "poll_most_s"; absent where
    the platform does not say.
    """

    remote_id: str
    handle: str
    name: str
    url: str
    avatar_url: str = ""
    followers: int | None = None
    limits: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class OutgoingMedia:
    """A picture or film ready to send: its bytes, already in a form the platform takes."""

    kind: Literal["image", "gif", "video"]
    mime_type: str
    content: bytes
    alt_text: str
    width: int
    height: int
    public_url: str = ""


@dataclass(frozen=True)
class Reference:
    """A remote text one can answer: its id, and what else the platform needs to find it (`extra`, JSON)."""

    remote_id: str
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Poll:
    """A question with its answers, open for `duration_s`. is_multiple: several answers may be chosen."""

    options: tuple[str, ...]
    duration_s: int
    is_multiple: bool = False


@dataclass(frozen=True)
class OutgoingPost:
    """One remote write to be made. `key` is the same for every attempt of the same part (idempotency).

    created_at: fixed when the first attempt is prepared, so that a repeated write is byte for byte the same.
    link_title: how the page behind the link calls itself; "" when nobody knows.
    keyed_at: when it was planned. Ids of our own are made of it: a restored backup still knows it, and finds the post.
    reply_to / root: set for answers, parts of a thread and own comments; kind says which door it takes.
    """

    key: str
    text: str
    created_at: datetime
    media: tuple[OutgoingMedia, ...] = ()
    language: str = ""
    link: str = ""
    link_title: str = ""
    kind: PostKind = "post"
    reply_to: Reference | None = None
    root: Reference | None = None
    poll: Poll | None = None
    keyed_at: datetime | None = None


@dataclass(frozen=True)
class Published:
    """It is there: the platform's own id and address. extra: what a later answer to it needs."""

    remote_id: str
    url: str
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Pending:
    """Accepted, not visible yet. `look` gets the token as `kept["pending"]`, not before `look_again_at`."""

    token: str
    look_again_at: datetime


@dataclass(frozen=True)
class SeenPost:
    """An own post read back from the platform."""

    remote_id: str
    url: str
    text: str
    at: datetime
    media_count: int = 0
    client_key: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sighting:
    """What a look at the platform showed after an unknown outcome.

    found: posts that may be ours (usually 0 or 1). by_key: True when the look went by our own key or container, so a
    match is exact. fresh: the answer proves it is not an old copy (it holds a known older post, or goes by id).
    stage: for staged platforms, the state of the container ("ready", "published", "error", "expired").
    """

    found: tuple[SeenPost, ...]
    fresh: bool
    by_key: bool = False
    stage: str = ""


@dataclass(frozen=True)
class Author:
    """Who wrote something; everything but the id may be missing or hostile."""

    remote_id: str
    handle: str
    name: str = ""
    url: str = ""
    avatar_url: str = ""
    followers: int | None = None


@dataclass(frozen=True)
class Arrival:
    """Something a source delivered, before anybody understood it.

    remote_id is unique within (channel, kind). thread_id joins what belongs to one conversation. parent_id: the own
    post or the message it answers. rating: 1..5 for reviews. reply: what an answer needs. edited_at: when its author
    changed it, where the platform says so. is_deleted: its author took it back; then only kind and remote_id count.
    """

    kind: ArrivalKind
    remote_id: str
    author: Author
    text: str
    at: datetime
    url: str = ""
    parent_id: str = ""
    thread_id: str = ""
    rating: int | None = None
    language: str = ""
    reply: Reference | None = None
    raw: Json = field(default_factory=dict)
    edited_at: datetime | None = None
    is_deleted: bool = False


@dataclass(frozen=True)
class Page:
    """One read of a source. `cursor` is what to hand in next time; `complete` False means there is more right now.

    reached_overlap: the read went back to something already known (or to the beginning), so nothing lies between.
    """

    arrivals: tuple[Arrival, ...]
    cursor: str
    complete: bool = True
    reached_overlap: bool = True


@dataclass(frozen=True)
class Metrics:
    """Numbers of one post or account at one time. A name that is absent is unknown, never 0.

    days: of an account, what the platform says about single days; they may change until it has counted them up.
    """

    remote_id: str
    at: datetime
    values: Mapping[str, int]
    lag_h: float = 0.0
    scope: Literal["organic", "total"] = "total"
    days: Mapping[date, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class PostOverview:
    """One of the account's own posts with its numbers, for channels that existed before Vitrino."""

    remote_id: str
    url: str
    text: str
    at: datetime
    metrics: Metrics
    format: PostFormat = ""


@dataclass(frozen=True)
class PastPage:
    """A piece of an account's history, newest first. cursor: what to hand in for the next, "" when there is none."""

    posts: tuple[PostOverview, ...]
    cursor: str = ""


@dataclass(frozen=True)
class Redirect:
    """Send the person to `url`; keep `state` and `keep` (secrets allowed) until they are back."""

    url: str
    state: str
    keep: Mapping[str, Secret]

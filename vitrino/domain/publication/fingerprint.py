"""Recognising our own post on a platform, and knowing when we can't."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .evidence import Absent, Found

CLOCK_SKEW = timedelta(minutes=5)
"""A platform's clock may differ from ours by this much."""

_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\ufe0f]")


@dataclass(frozen=True)
class Fingerprint:
    """How one publication would look on the platform.

    client_id, staged_id: handles chosen before the write, "" when there is none.
    link: the tracked link of this variant in full, "" when it has none. Its last part is its code.
    not_before, not_after: when its attempts could have taken effect.
    """

    text: str
    media_count: int
    not_before: datetime
    not_after: datetime
    client_id: str = ""
    staged_id: str = ""
    link: str = ""


@dataclass(frozen=True)
class RemotePost:
    """A post as the platform shows it. media_count None: it doesn't say. links: expanded where the platform does."""

    remote_id: str
    text: str
    created_at: datetime
    url: str = ""
    media_count: int | None = None
    client_id: str = ""
    staged_id: str = ""
    links: tuple[str, ...] = ()


def normalise(text: str) -> str:
    """Text as compared: NFC, links and invisible signs taken out, white space as single blanks."""
    plain = _INVISIBLE.sub("", _URL.sub(" ", unicodedata.normalize("NFC", text)))
    return " ".join(plain.split())


def matches(own: Fingerprint, seen: RemotePost) -> bool:
    """Whether `seen` is this publication. The strongest handle both sides know decides alone.

    Order: client id, staged id, tracked link, then text with media count and time.
    """
    if own.client_id and seen.client_id:
        return own.client_id == seen.client_id
    if own.staged_id and seen.staged_id:
        return own.staged_id == seen.staged_id
    by_link = _by_link(own.link, seen)
    return _by_looks(own, seen) if by_link is None else by_link


def _by_link(link: str, seen: RemotePost) -> bool | None:
    """True: it carries our code. False: it carries another code of ours. None: it carries none."""
    if not link:
        return None
    base = link.rpartition("/")[0] + "/"
    codes = {url[len(base) :].rstrip("/.,;:!?)") for url in _links(seen) if url.startswith(base)}
    return link[len(base) :] in codes if codes else None


def _links(seen: RemotePost) -> Iterable[str]:
    return (*seen.links, *_URL.findall(seen.text))


def _by_looks(own: Fingerprint, seen: RemotePost) -> bool:
    same_media = seen.media_count is None or seen.media_count == own.media_count
    in_time = own.not_before - CLOCK_SKEW <= seen.created_at <= own.not_after + CLOCK_SKEW
    return same_media and in_time and normalise(own.text) == normalise(seen.text)


def read_timeline(
    own: Fingerprint,
    posts: Sequence[RemotePost],
    *,
    rivals: Collection[Fingerprint],
    known_ids: Collection[str],
    looked_at: datetime,
    proven_fresh: bool = False,
) -> Found | Absent:
    """What a read of our own timeline says about one publication.

    rivals: our other publications on this channel whose outcome is open. known_ids: posts that already
    belong to a publication; they can't be this one, and seeing one of them proves that the answer isn't empty.
    proven_fresh: the connector has its own proof (the read went by id, or its cursor is newer).
    """
    ours = sorted(
        (post for post in posts if post.remote_id not in known_ids and matches(own, post)),
        key=lambda post: post.created_at,
    )
    if not ours:
        return Absent(looked_at, proven_fresh or is_fresh(posts, known_ids, own.not_before))
    first = ours[0]
    return Found(first.remote_id, looked_at, first.url, sum(matches(rival, first) for rival in rivals))


def is_fresh(posts: Iterable[RemotePost], known_ids: Collection[str], sent_at: datetime) -> bool:
    """Whether an answer without our post proves anything: it has a post we know, or one newer than ours would be."""
    return any(post.remote_id in known_ids or post.created_at > sent_at + CLOCK_SKEW for post in posts)


def write_key(*identity: str) -> str:
    """The key of every write of one publication: 32 hex digits, the same for each attempt and after a restart.

    identity: the installation's id, the publication's id and its content hash.
    """
    return hashlib.sha256("\x1f".join(identity).encode()).hexdigest()[:32]

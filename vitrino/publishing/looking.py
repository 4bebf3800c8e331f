"""Reading the platform to learn what became of a publication."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from vitrino.channels import gateway
from vitrino.channels.clock import moment
from vitrino.connect.errors import ConnectError
from vitrino.connect.records import SeenPost, Sighting
from vitrino.domain.publication import (
    CannotLook,
    Fingerprint,
    Found,
    Look,
    Processing,
    PublicationState,
    RemotePost,
    matches,
    read_timeline,
)
from vitrino.publishing.content import outgoing
from vitrino.publishing.models import Publication

# Own writes whose outcome is open: one of theirs may be what we see.
_OPEN = (PublicationState.SENDING, PublicationState.UNKNOWN, PublicationState.NEEDS_DECISION, PublicationState.HELD)
# A staged platform's word for "not yet"; its other words are states in which nothing is out.
_WORKING = frozenset({"processing", "in_progress"})


@dataclass(frozen=True)
class Seen:
    """A look as evidence, and the post it showed."""

    evidence: Look
    post: SeenPost | None = None
    others: tuple[SeenPost, ...] = ()


def look(row: Publication) -> Seen:
    """Read the platform once. Never raises for what the platform does; a failed look says nothing."""
    looked_at = moment()
    since = _since(row)
    try:
        sighting = gateway.look(row.channel, outgoing(row), row.kept, since)
    except ConnectError as error:
        return Seen(CannotLook(looked_at, type(error).__name__))
    return judge(row, sighting, looked_at)


def _since(row: Publication) -> datetime:
    """The earliest time at which it can be out. What a restored database only suspects may be as old as the row."""
    attempts = list(row.attempts.order_by("number"))
    if not attempts or any(attempt.is_suspected for attempt in attempts):
        return row.created_at
    return attempts[0].started_at


def find(row: Publication, text: str) -> SeenPost | None:
    """Our post as it stands there now, if it says `text`. Raises ConnectError."""
    sighting = gateway.look(row.channel, replace(outgoing(row), text=text), row.kept, _since(row))
    return next((post for post in sighting.found if post.remote_id == row.remote_id), None)


def judge(row: Publication, sighting: Sighting, looked_at: datetime) -> Seen:
    """What a sighting says about this row. Posts that already belong to another row can't be this one."""
    own = _fingerprint(row, looked_at)
    taken = _taken_ids(row, [post.remote_id for post in sighting.found])
    posts = [post for post in sighting.found if post.remote_id not in taken]
    remote = [_remote(row, post, is_ours=sighting.by_key) for post in posts]
    judged = read_timeline(own, remote, rivals=_rivals(row, looked_at) if posts else (), known_ids=(),
                           looked_at=looked_at, proven_fresh=sighting.fresh)  # fmt: skip
    if isinstance(judged, Found):
        ours = [post for post, seen in zip(posts, remote, strict=True) if matches(own, seen)]
        first = next(post for post in ours if post.remote_id == judged.remote_id)
        return Seen(judged, first, tuple(post for post in ours if post is not first))
    if sighting.stage in _WORKING:
        return Seen(Processing(looked_at))
    if sighting.stage == "published":  # out, but not shown yet: neither found nor absent
        return Seen(CannotLook(looked_at, "published, not shown yet"))
    return Seen(judged)


def _taken_ids(row: Publication, ids: list[str]) -> set[str]:
    others = Publication.objects.filter(channel_id=row.channel_id, remote_id__in=ids).exclude(pk=row.pk)
    return set(others.values_list("remote_id", flat=True)) if ids else set()


def _remote(row: Publication, post: SeenPost, *, is_ours: bool) -> RemotePost:
    """The post as the shared rules judge it.

    The words are those we sent: the connector has compared them already, and only it knows how its platform shows
    them. is_ours: it was found by our own key or container, which decides alone.
    """
    has_pictures = row.kind == Publication.Kind.POST
    return RemotePost(
        remote_id=post.remote_id,
        text=str(row.content.get("text", "")),
        created_at=post.at,
        url=post.url,
        media_count=post.media_count if has_pictures else None,
        client_id=row.key if is_ours else "",
    )


def _rivals(row: Publication, looked_at: datetime) -> list[Fingerprint]:
    """Our other publications there with an open outcome: what we see may be one of theirs."""
    others = Publication.objects.filter(channel_id=row.channel_id, state__in=_OPEN, attempt_count__gt=0)
    return [_fingerprint(other, looked_at) for other in others.exclude(pk=row.pk)]


def _fingerprint(row: Publication, looked_at: datetime) -> Fingerprint:
    """How a row would look there: out since its first attempt at the earliest, and now at the latest."""
    first = _since(row)
    text, media_count = str(row.content.get("text", "")), len(row.content.get("media", []))
    return Fingerprint(text, media_count, first, max(first, looked_at), client_id=row.key)

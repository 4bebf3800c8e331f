"""Reading the platform to learn what became of a publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.channels import gateway
from vitrino.channels.clock import moment
from vitrino.connect.errors import ConnectError
from vitrino.connect.records import SeenPost, Sighting
from vitrino.domain.publication import (
    Absent,
    CannotLook,
    Fingerprint,
    Found,
    Look,
    Processing,
    PublicationState,
    RemotePost,
    matches,
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


def judge(row: Publication, sighting: Sighting, looked_at: datetime) -> Seen:
    """What a sighting says about this row. Posts that already belong to another row can't be this one."""
    taken = _taken_ids(row, [post.remote_id for post in sighting.found])
    ours = sorted((post for post in sighting.found if post.remote_id not in taken), key=lambda post: post.at)
    if ours:
        rivals = 0 if sighting.by_key else _rivals(row, ours[0])
        return Seen(Found(ours[0].remote_id, looked_at, ours[0].url, rivals), ours[0], tuple(ours[1:]))
    if sighting.stage in _WORKING:
        return Seen(Processing(looked_at))
    if sighting.stage == "published":  # out, but not shown yet: neither found nor absent
        return Seen(CannotLook(looked_at, "published, not shown yet"))
    return Seen(Absent(looked_at, sighting.fresh))


def _taken_ids(row: Publication, ids: list[str]) -> set[str]:
    others = Publication.objects.filter(channel_id=row.channel_id, remote_id__in=ids).exclude(pk=row.pk)
    return set(others.values_list("remote_id", flat=True)) if ids else set()


def _rivals(row: Publication, post: SeenPost) -> int:
    """How many of our other publications with an open outcome the post could be just as well."""
    seen = RemotePost(post.remote_id, post.text, post.at, post.url)
    others = Publication.objects.filter(channel_id=row.channel_id, state__in=_OPEN, attempt_count__gt=0)
    return sum(matches(_fingerprint(other, post.at), seen) for other in others.exclude(pk=row.pk))


def _fingerprint(row: Publication, at: datetime) -> Fingerprint:
    """How a rival would look. Its first attempt is the earliest it can have taken effect; an end is not known."""
    first = _since(row)
    not_after = max(at, first) + timedelta(minutes=1)
    return Fingerprint(str(row.content.get("text", "")), len(row.content.get("media", [])), first, not_after)

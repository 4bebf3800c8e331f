"""Reading what planning needs of a publication."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from vitrino.domain.publication import PublicationState
from vitrino.publishing.queries import Publication

S = PublicationState
_MOVABLE = frozenset({S.DRAFT, S.APPROVED, S.READY, S.HELD})


def can_move(publication: Publication) -> bool:
    """True while nothing of it was sent and it waits for its time."""
    is_post = publication.kind == Publication.Kind.POST and publication.parent_id is None
    return is_post and publication.attempt_count == 0 and publication.state in _MOVABLE


def seen_of(publication: Publication) -> str:
    """What a page remembers of the row, so that nobody moves what somebody else has changed meanwhile."""
    return f"{publication.state} {publication.content_hash[:16]} {publication.publish_at.isoformat()}"


def pair_seen(first: Publication, second: Publication) -> str:
    """What a page remembers of two rows that may change places."""
    return f"{seen_of(first)}|{seen_of(second)}"


def wall_of(publication: Publication, zone: ZoneInfo) -> datetime:
    """Its time as the clock in the shop shows it (naive, to the minute)."""
    return publication.publish_at.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)

"""What the shop says in its posts: the last two weeks and what is planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.publishing import queries as publishing
from vitrino.workspace.models import Workspace

LOOKED_BACK = timedelta(days=14)
LOOKED_AHEAD = timedelta(days=28)
_MOST_LOOKED_AT = 200


@dataclass(frozen=True)
class Said:
    """The text of one post on one channel. is_out: it can't be changed any more."""

    publication_id: int
    post_id: int
    text: str
    language: str
    is_out: bool


def said_lately(workspace: Workspace, now: datetime) -> tuple[Said, ...]:
    """Planned texts first, the same words once. One query."""
    rows = publishing.between(workspace, now - LOOKED_BACK, now + LOOKED_AHEAD).exclude(state="failed")
    rows = rows.filter(variant__isnull=False, variant__post__deleted_at=None).select_related("variant")
    found: dict[str, Said] = {}
    for row in rows.order_by("-publish_at", "pk")[:_MOST_LOOKED_AT]:
        text, language = str(row.content.get("text", "")), str(row.content.get("language", ""))
        assert row.variant is not None
        found.setdefault(text, Said(row.pk, row.variant.post_id, text, language, row.state == "published"))
    return tuple(sorted(found.values(), key=lambda one: one.is_out))

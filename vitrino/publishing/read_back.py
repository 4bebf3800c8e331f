"""Reading a published post back: is it there, does it say what we sent, is it there only once?"""

from __future__ import annotations

from datetime import datetime, timedelta

from vitrino.domain.publication import RetrySafety, normalise
from vitrino.publishing.models import Publication

# Platforms show a post at once or a little later; after an hour a missing one is worth no more questions.
AFTER = (timedelta(seconds=15), timedelta(minutes=2), timedelta(minutes=15), timedelta(hours=1))


def next_at(row: Publication, safety: RetrySafety) -> datetime | None:
    """When to read it back; None when that is done, was tried often enough, or can't be done."""
    is_done = row.read_back_at is not None or row.read_back_count >= len(AFTER)
    if is_done or safety is RetrySafety.BLIND or row.published_at is None or not row.remote_id:
        return None
    return row.published_at + AFTER[row.read_back_count]


def differs(sent: str, seen: str) -> bool:
    """Did the platform change the text? Links and white space may look different."""
    return normalise(sent) != normalise(seen)

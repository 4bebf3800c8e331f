"""Sending in the past: the same work the engine does, at the time it would have done it."""

from __future__ import annotations

from datetime import datetime

from vitrino.engine.work import WORKS, discover
from vitrino.publishing.models import Publication

WORK = "publishing.publication"
_ROUNDS = 12


def work_off(publication: Publication, at: datetime, until: datetime) -> None:
    """Send, look and read back when these are due, from `at` on; what comes after `until` is left to the engine."""
    discover()
    due: datetime | None = at
    for _round in range(_ROUNDS):
        if due is None or due > until:
            break
        row = WORKS[WORK].rows().get(pk=publication.pk)
        due = WORKS[WORK].run(row, due)
    Publication.objects.filter(pk=publication.pk).update(due_at=due)

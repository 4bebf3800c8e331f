"""Keeping what was said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from vitrino.domain.similarity import keys
from vitrino.likeness.models import Mark, Said

BATCH = 500


@dataclass(frozen=True)
class Spoken:
    """A text as it went out. publication, post: ids."""

    workspace: int
    channel: int
    publication: int
    post: int | None
    text: str
    at: datetime


@transaction.atomic
def keep(spoken: Iterable[Spoken]) -> int:
    """Remember these texts; how many of them were new. One that is known already stays as it is."""
    wanted = {one.publication: one for one in spoken if one.text.strip()}
    known = Said.objects.filter(publication__in=wanted).values_list("publication", flat=True)
    fresh = [wanted[pk] for pk in wanted.keys() - set(known)]
    kept = Said.objects.bulk_create([_row(one) for one in fresh], BATCH)
    Mark.objects.bulk_create([mark for one in kept for mark in _marks(one)], BATCH)
    return len(kept)


def _row(one: Spoken) -> Said:
    return Said(workspace_id=one.workspace, channel_id=one.channel, publication=one.publication, post=one.post,
                text=one.text, at=one.at)  # fmt: skip


def _marks(said: Said) -> list[Mark]:
    return [Mark(workspace_id=said.workspace_id, number=number, said=said.pk) for number in keys(said.text)]

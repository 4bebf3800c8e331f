"""Pictures that scheduled posts will need: a content keeps them by number, whatever the post looks like meanwhile."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from vitrino.domain.message import say
from vitrino.domain.publication import TERMINAL
from vitrino.media.queries import Use
from vitrino.publishing.models import Publication

MOST_MEDIA = 20


def uses(asset_ids: Collection[int]) -> list[Use]:
    """Which unfinished publications will send these assets. Reads all of them: for before a deletion."""
    named = Q()
    for place in range(MOST_MEDIA):
        named |= Q(**{f"content__media__{place}__asset__in": list(asset_ids)})
    rows = Publication.objects.exclude(state__in=[state.value for state in TERMINAL]).filter(named)
    return [
        Use(int(one["asset"]), say("A scheduled post"), "publishing:publication", row.pk)
        for row in rows
        for one in row.content.get("media", [])
        if int(one["asset"]) in asset_ids
    ]

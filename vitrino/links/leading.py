"""Where a short link leads: to its stored target and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.encoding import iri_to_uri

from vitrino.domain.slots import zone
from vitrino.links.models import ShortLink

HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
SAFE = ("https://", "http://")


@dataclass(frozen=True)
class Target:
    """An open link. location: its target as a header holds it. zone: of the shop, whose days are counted."""

    link_id: int
    location: str
    zone: ZoneInfo


def target_of(code: str) -> Target | None:
    """None for a code that is not ours, or a link that was closed, or one whose target no browser should open."""
    fields = ("pk", "target", "workspace__time_zone")
    found = ShortLink.objects.filter(code=code, closed_at=None).values_list(*fields).first()
    if found is None or not is_safe(found[1]):
        return None
    return Target(found[0], iri_to_uri(found[1]), zone(found[2]))


def is_safe(target: str) -> bool:
    """A web address without anything that could end a header."""
    return target.lower().startswith(SAFE) and target.isprintable() and " " not in target

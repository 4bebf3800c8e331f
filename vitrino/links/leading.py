"""Where a short link leads: to its stored target and nowhere else."""

from __future__ import annotations

from collections.abc import Collection
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
    return targets_of([code]).get(code)


def targets_of(codes: Collection[str]) -> dict[str, Target]:
    """The open links among these codes, by code."""
    fields = ("code", "pk", "target", "workspace__time_zone")
    found = ShortLink.objects.filter(code__in=list(codes), closed_at=None).values_list(*fields)
    return {code: Target(pk, iri_to_uri(target), zone(there)) for code, pk, target, there in found if is_safe(target)}


def is_safe(target: str) -> bool:
    """A web address without anything that could end a header."""
    return target.lower().startswith(SAFE) and target.isprintable() and " " not in target

"""The answers a post got, from what a platform tells; what it doesn't tell is unknown, not 0."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

# Things people did. Views and reach are things that happened to them, and are not added.
ACTS = ("likes", "comments", "shares", "saves", "clicks")


@dataclass(frozen=True)
class Engagement:
    """total: acts counted, None when none is known. counted, missing: which the total holds, and which it lacks."""

    total: int | None
    counted: tuple[str, ...]
    missing: tuple[str, ...]


def engagement(values: Mapping[str, int | float | None], offered: Collection[str] = ACTS) -> Engagement:
    """Add up what people did with a post. offered: the metrics its platform can tell at all."""
    acts = [name for name in ACTS if name in offered]
    known = [name for name in acts if values.get(name) is not None]
    total = sum(int(values[name] or 0) for name in known) if known else None
    return Engagement(total, tuple(known), tuple(name for name in acts if name not in known))

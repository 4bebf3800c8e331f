"""Whether notices may leave the house at all. The stages above say so: a copied database must call nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

HeldSince = Callable[[datetime], datetime | None]
_asked: list[HeldSince] = []


def ask(held_since: HeldSince) -> None:
    """From now on this is asked before anything is sent; None from all: it may leave."""
    if held_since not in _asked:
        _asked.append(held_since)


def is_held(now: datetime) -> bool:
    return any(held_since(now) is not None for held_since in _asked)

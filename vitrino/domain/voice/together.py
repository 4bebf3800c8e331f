"""Whether many texts speak with one voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vitrino.domain.voice.manners import Manner

# Fewer may be a slip, or one customer who wanted it so.
FEWEST = 3
SHARE = 0.2


@dataclass(frozen=True)
class Mix:
    """formal, informal: places in the list of those that speak so."""

    formal: tuple[int, ...]
    informal: tuple[int, ...]

    @property
    def odd(self) -> tuple[int, ...]:
        """The smaller of the two."""
        return min(self.formal, self.informal, key=len)


def mix(manners: Sequence[Manner | None]) -> Mix | None:
    """Both ways, each at least three times and in a fifth of the texts that tell; None for one voice."""
    formal = tuple(place for place, one in enumerate(manners) if one == "formal")
    informal = tuple(place for place, one in enumerate(manners) if one == "informal")
    fewer = min(len(formal), len(informal))
    if fewer < FEWEST or fewer < SHARE * (len(formal) + len(informal)):
        return None
    return Mix(formal, informal)

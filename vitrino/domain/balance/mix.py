"""What a shop's posts are together, and what is surely not among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from vitrino.domain.balance.kinds import Kind

# Of so many posts that nobody can place, something may be hidden among them.
_MOST_UNCLEAR = 1 / 3


@dataclass(frozen=True)
class Mix:
    """counts: posts of a plain kind. unclear: posts that may be anything. perhaps: what posts look
    like that were not told by their words.
    """

    counts: Mapping[Kind, int] = field(default_factory=dict)
    unclear: int = 0
    perhaps: Mapping[Kind, int] = field(default_factory=dict)

    @property
    def known(self) -> int:
        return sum(self.counts.values())

    def share(self, kinds: Collection[Kind]) -> float:
        """Of the known posts, 0..1; 0 without any."""
        return sum(self.counts.get(kind, 0) for kind in kinds) / self.known if self.known else 0.0

    def tells(self, fewest: int) -> bool:
        """Enough is known to say something of what is there and what is not."""
        return self.known >= fewest and self.unclear <= _MOST_UNCLEAR * (self.known + self.unclear)

    def lacks(self, kinds: Collection[Kind]) -> bool:
        """None of these is there, and nothing looks like it."""
        return not any(self.counts.get(kind, 0) or self.perhaps.get(kind, 0) for kind in kinds)


def mix_of(posts: Iterable[tuple[Kind | None, Kind | None]]) -> Mix:
    """posts: what each is, and where nobody knows what it looks like. Answers to people are no posts."""
    told = [(kind, guess) for kind, guess in posts if kind is not Kind.ANSWERS]
    plain: Counter[Kind] = Counter(kind for kind, _guess in told if kind is not None and kind is not Kind.OTHER)
    unclear = sum(kind is None or kind is Kind.OTHER for kind, _guess in told)
    return Mix(plain, unclear, Counter(guess for _kind, guess in told if guess is not None))

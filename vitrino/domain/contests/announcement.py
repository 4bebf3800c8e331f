"""What the shop fixes and publishes before anybody can take part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.domain.contests.marks import HASH, hash_of, moment_of, stamp
from vitrino.domain.contests.randomness import Beacon, beacon

HEAD = "vitrino-contest/1"
MOST_PLACES = 1_000
_KEYS = ("contest", "rules", "opens", "closes", "winners", "reserves", "entries-per-person", "randomness",
         "seed-sha256")  # fmt: skip


@dataclass(frozen=True)
class Announcement:
    """contest: its public number. rules: hash of their text. limit: entries of one person; 0 for any number.

    seed_mark: hash of the seed. Only whole seconds of the times count.
    """

    contest: str
    rules: str
    opens_at: datetime
    closes_at: datetime
    winners: int
    reserves: int
    limit: int
    beacon: Beacon
    seed_mark: str

    @property
    def text(self) -> str:
        """Ten lines, each ended by a line feed."""
        told = (self.contest, self.rules, stamp(self.opens_at), stamp(self.closes_at), self.winners, self.reserves,
                self.limit, self.beacon.line, self.seed_mark)  # fmt: skip
        return "\n".join([HEAD, *(f"{key}: {value}" for key, value in zip(_KEYS, told, strict=True))]) + "\n"

    @property
    def hash(self) -> str:
        """What the shop publishes with its first post."""
        return hash_of(self.text)


def announced_in(text: str) -> Announcement:
    """Read an announcement. Raises ValueError for anything that is not word for word in its form."""
    head, *lines = text.split("\n")
    pairs = [line.partition(": ") for line in lines[:-1]]
    if head != HEAD or lines[-1:] != [""] or tuple(key for key, _mark, _value in pairs) != _KEYS:
        raise ValueError("not an announcement")
    contest, rules, opens, closes, winners, reserves, limit, chance, seed_mark = (value for _k, _m, value in pairs)
    if not (HASH.fullmatch(rules) and HASH.fullmatch(seed_mark)):
        raise ValueError("a hash has another form")
    found = Announcement(contest, rules, moment_of(opens), moment_of(closes), _count(winners, 1), _count(reserves, 0),
                         _count(limit, 0), beacon(chance), seed_mark)  # fmt: skip
    if found.text != text or found.opens_at >= found.closes_at:
        raise ValueError("not an announcement")
    return found


def _count(text: str, least: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and least <= int(text) <= MOST_PLACES):
        raise ValueError(f"no number: {text[:20]!r}")
    return int(text)

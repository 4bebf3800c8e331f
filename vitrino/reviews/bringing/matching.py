"""Which row is a review that is known already, which is one that was changed, and which is new. Pure.

With an id it is the id. Without one, author and day say who it is: the same words are the same review, and when exactly
one review and one row of a person's day are left over, the words were changed. Everything else is a new review, so
that nothing is lost to a namesake.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from vitrino.reviews.bringing.meaning import Written

Fate = Literal["new", "changed", "known", "twice"]


@dataclass(frozen=True)
class Stored:
    """What is kept of a review under an id: its words and its stars."""

    text: str
    rating: int | None


@dataclass(frozen=True)
class Matched:
    """A row, the id it goes by, and what becomes of it. before: what it said until now, where it was changed."""

    written: Written
    remote_id: str
    fate: Fate
    before: Stored | None = None


def match(rows: Sequence[Written], known: Mapping[str, Stored]) -> list[Matched]:
    """Every row with its fate, in order. known: all reviews of this site by their remote id."""
    found: dict[int, Matched] = {}
    groups: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        groups[base_of(row)].append(number)
    by_base: dict[str, dict[str, Stored]] = defaultdict(dict)
    for remote_id, stored in known.items():
        by_base[remote_id.partition("#")[0]][remote_id] = stored
    for base, numbers in groups.items():
        by_id = bool(rows[numbers[0]].key)
        decide = _with_id if by_id else _without_id
        found |= decide(base, {n: rows[n] for n in numbers}, by_base[base])
    return [found[number] for number in range(len(rows))]


def base_of(row: Written) -> str:
    """The id of the site, or a digest of who wrote it on which day."""
    if row.key:
        return "id-" + hashlib.sha256(row.key.encode()).hexdigest()[:32]
    who = f"{row.author.casefold()}\n{row.at:%Y-%m-%d}"
    return "who-" + hashlib.sha256(who.encode()).hexdigest()[:32]


def _with_id(base: str, rows: Mapping[int, Written], known: Mapping[str, Stored]) -> dict[int, Matched]:
    """The last row of an id is what the site says now; the ones above it are older states of the same review."""
    last = max(rows)
    stored = known.get(base)
    fate: Fate = "new" if stored is None else "known" if stored == _stored(rows[last]) else "changed"
    found = {n: Matched(row, base, "twice") for n, row in rows.items()}
    found[last] = Matched(rows[last], base, fate, stored if fate == "changed" else None)
    return found


def _without_id(base: str, rows: Mapping[int, Written], known: Mapping[str, Stored]) -> dict[int, Matched]:
    found, free, seen = {}, dict(known), set()
    left: dict[int, Written] = {}
    for number, row in rows.items():
        same = next((one for one, stored in free.items() if stored == _stored(row)), None)
        if _stored(row) in seen:
            found[number] = Matched(row, "", "twice")
        elif same is not None:
            del free[same]
            found[number] = Matched(row, same, "known")
        else:
            left[number] = row
        seen.add(_stored(row))
    if len(left) == len(free) == 1 and next(iter(left.values())).author:
        ((number, row),), ((remote_id, before),) = left.items(), free.items()
        return found | {number: Matched(row, remote_id, "changed", before)}
    return found | _numbered(base, left, known)


def _numbered(base: str, left: Mapping[int, Written], known: Mapping[str, Stored]) -> dict[int, Matched]:
    """New ones of the same person and day get the next free numbers."""
    taken = [int(one.partition("#")[2] or 0) for one in known]
    first = max(taken, default=-1) + 1
    return {
        number: Matched(row, f"{base}#{place}", "new")
        for place, (number, row) in enumerate(left.items(), first)
    }  # fmt: skip


def _stored(row: Written) -> Stored:
    return Stored(row.text, row.rating.stars if row.rating else None)

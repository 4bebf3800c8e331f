"""Is a shop called the same everywhere? What looks different only because a platform wants it so does not count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from vitrino.config.sitecheck.report import Looked

_MARKS = re.compile(r"[^\w]|_")
# Numbers and ids are given out by platforms; nobody chose them.
_GIVEN = re.compile(r"\d{5,}|.*/.*\d.*")
SHORTEST_PART = 5


def plain(handle: str) -> str:
    """Its letters and figures: "@Zorza.Bread" and "company/zorza-bread" are both "zorzabread"; "" for ids."""
    name = handle.partition("@")[0] or handle.removeprefix("@")
    name = name.rpartition("/")[2]
    return "" if _GIVEN.fullmatch(handle) or handle.startswith("channel/") else _MARKS.sub("", name).casefold()


def usual_handle(profiles: Sequence[Looked]) -> str:
    """What at least two profiles and more than any other name have in common, "" without such a name."""
    names = Counter(name for one in _for_everybody(profiles) if (name := plain(one.link.handle)))
    (best, most), (_second, next_most) = (*names.most_common(2), ("", 0), ("", 0))[:2]
    return best if most >= 2 and most > next_most else ""


def odd_ones(profiles: Sequence[Looked]) -> list[Looked]:
    """Profiles called otherwise than most. A name cut short by a platform's limit is the same name."""
    usual = usual_handle(profiles)
    named = [one for one in _for_everybody(profiles) if plain(one.link.handle)]
    return [one for one in named if usual and not _is_alike(plain(one.link.handle), usual)]


def _is_alike(name: str, usual: str) -> bool:
    """The same, or one within the other: "zorza" and "zorzabread" are recognised by people."""
    short, long = sorted((name, usual), key=len)
    return short == long or (len(short) >= SHORTEST_PART and short in long)


def _for_everybody(profiles: Sequence[Looked]) -> list[Looked]:
    """Without those of one language version, which may well be called otherwise, and those that are gone."""
    return [one for one in profiles if not one.link.languages and not one.activity.is_gone]

"""The script of a drill: what is said to the shop, when, and what each of it calls for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

# Minutes a drill takes; what is done later does not count any more.
LENGTH_S = 15 * 60

# public: answer where it was asked. private: only in a message, because it is about one person's affairs. speaker:
# hand it on to the one who speaks for the shop. leave: no answer helps. note: news from inside, for the log.
Calls = Literal["public", "private", "speaker", "leave", "note"]
CALLS: tuple[Calls, ...] = get_args(Calls)
Where = Literal["comment", "message", "review", "telephone", "inside"]


@dataclass(frozen=True)
class Said:
    """Something that comes in, `at_s` seconds after the start."""

    number: int
    at_s: int
    author: str
    where: Where
    text: str
    calls: Calls


@dataclass(frozen=True)
class Scenario:
    """One crisis on paper. kind: a `CrisisKind`; severity: as bad as it should be judged."""

    key: str
    kind: str
    severity: int
    title: str
    intro: str
    said: tuple[Said, ...]

    def heard(self, at_s: float) -> Sequence[Said]:
        """What has come in by then, oldest first."""
        return [one for one in self.said if one.at_s <= at_s]


def scenario_of(told: Mapping[str, Any]) -> Scenario:
    """From the data file. Raises ValueError for a call nobody knows."""
    said = tuple(_said(number, one) for number, one in enumerate(told["said"], 1))
    return Scenario(told["key"], told["kind"], int(told["severity"]), told["title"], told["intro"].strip(), said)


def _said(number: int, one: Mapping[str, Any]) -> Said:
    if one["calls"] not in CALLS:
        raise ValueError(f"unknown call {one['calls']!r}")
    return Said(number, int(one["at_s"]), one["author"], one["where"], one["text"], one["calls"])

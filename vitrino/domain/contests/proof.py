"""The proof file: everything that is needed to repeat a draw, as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from vitrino.domain.message import say
from vitrino.domain.problem import Problem

FORMAT = "vitrino-contest-proof/1"
LARGEST = 64 * 1024 * 1024
_UNREADABLE = say("This is no proof file of a contest: {why}.")


@dataclass(frozen=True)
class Passed:
    """A winner who was passed over, so that the next reserve moved up. place: 1 is the first one drawn."""

    place: int
    reason: str
    at: str


@dataclass(frozen=True)
class Winner:
    """A winner who may be named: with the salt anybody can repeat the hash in the list."""

    place: int
    platform: str
    account: str
    salt: str


@dataclass(frozen=True)
class Proof:
    """As far as the contest has come: lines None before entries closed, seed "" before the draw.

    announcement: its text, not its hash. places: numbers of lines, winners first. value: the public chance.
    """

    announcement: str
    rules: str
    lines: tuple[str, ...] | None = None
    list_hash: str = ""
    seed: str = ""
    value: str = ""
    signature: str = ""
    source: str = ""
    places: tuple[int, ...] = ()
    passed: tuple[Passed, ...] = ()
    winners: tuple[Winner, ...] = ()

    @property
    def json(self) -> dict[str, Any]:
        """What stands in the file."""
        return {
            "format": FORMAT, "announcement": self.announcement, "rules": self.rules,
            "list": None if self.lines is None else list(self.lines), "list_sha256": self.list_hash,
            "seed": self.seed, "value": self.value, "signature": self.signature, "source": self.source,
            "places": list(self.places), "passed": [asdict(one) for one in self.passed],
            "winners": [asdict(one) for one in self.winners],
        }  # fmt: skip


def proof_in(content: bytes) -> Proof:
    """Read a proof file. Raises Problem, with what is wrong with it."""
    if len(content) > LARGEST:
        raise _problem("it is too large")
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise _problem("it is not JSON") from None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise _problem(f"its format is not {FORMAT}")
    try:
        return _read(told)
    except (KeyError, TypeError):
        raise _problem("something in it is missing or has another form") from None


def _read(told: Mapping[str, Any]) -> Proof:
    lines = told["list"]
    return Proof(
        _text(told["announcement"]), _text(told["rules"]),
        None if lines is None else tuple(_text(one) for one in _many(lines)), _text(told["list_sha256"]),
        _text(told["seed"]), _text(told["value"]), _text(told["signature"]), _text(told["source"]),
        tuple(_number(one) for one in _many(told["places"])),
        tuple(Passed(_number(one["place"]), _text(one["reason"]), _text(one["at"])) for one in _many(told["passed"])),
        tuple(Winner(_number(one["place"]), _text(one["platform"]), _text(one["account"]), _text(one["salt"]))
              for one in _many(told["winners"])),
    )  # fmt: skip


def _many(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _problem(why: str) -> Problem:
    return Problem(say(_UNREADABLE.template, why=why))

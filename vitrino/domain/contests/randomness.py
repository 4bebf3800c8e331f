"""Public chance that is named before entries close and that nobody can know before it comes out."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal

from vitrino.domain.contests.marks import HASH
from vitrino.domain.message import say
from vitrino.domain.problem import Problem

Kind = Literal["none", "drand", "bitcoin", "other"]
KINDS: tuple[Kind, ...] = ("none", "drand", "bitcoin", "other")

# The League of Entropy's network "quicknet": a round every 3 s. Source: https://api.drand.sh/v2/beacons/quicknet/info,
# looked up 2026-11-22.
QUICKNET = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
_GENESIS_S, _PERIOD_S = 1_692_803_367, 3
LONGEST_NAME, LONGEST_VALUE = 120, 200
_SIGNATURE = re.compile(r"[0-9a-f]{96,192}")


@dataclass(frozen=True)
class Beacon:
    """Which public value is taken. name: the round, the height of the block, or words ("Lotto 2026-12-01")."""

    kind: Kind
    name: str = ""

    @property
    def line(self) -> str:
        """As it stands in the announcement."""
        told = {"none": "none", "drand": f"drand {QUICKNET} round {self.name}", "bitcoin": f"bitcoin block {self.name}"}
        return told.get(self.kind, f"other {self.name}")

    @property
    def source(self) -> str:
        """Where anybody can read the value; "" when the name says it."""
        return {
            "drand": f"https://api.drand.sh/{QUICKNET}/public/{self.name}",
            "bitcoin": f"https://mempool.space/api/block-height/{self.name}",
        }.get(self.kind, "")


def round_at(at: datetime) -> int:
    """The first round of the network that comes out at this moment or later."""
    return max(1, -(-(int(at.timestamp()) - _GENESIS_S) // _PERIOD_S) + 1)


def beacon(line: str) -> Beacon:
    """What a line of an announcement names. Raises ValueError for anything else."""
    if line == "none":
        return Beacon("none")
    if found := re.fullmatch(rf"drand {QUICKNET} round ([1-9]\d{{0,14}})", line):
        return Beacon("drand", found[1])
    if found := re.fullmatch(r"bitcoin block ([1-9]\d{0,9})", line):
        return Beacon("bitcoin", found[1])
    if (found := re.fullmatch(r"other (\S.*)", line)) and len(found[1]) <= LONGEST_NAME:
        return Beacon("other", found[1])
    raise ValueError(f"unknown source of chance: {line[:60]!r}")


def clean_value(typed: str) -> str:
    """A value in the form in which it enters the draw: "3, 17 and 22" becomes "3-17-and-22"."""
    return "-".join(re.findall(r"[a-z0-9]+", typed.lower()[:LONGEST_VALUE]))


def look_at_value(wanted: Beacon, typed: str) -> tuple[str, str]:
    """The value and, where the source signs it, the signature, out of what somebody typed or pasted.

    The whole answer of the drand network may be pasted. Raises Problem when it can't be the value that was announced.
    """
    if wanted.kind == "none":
        return "", ""
    if wanted.kind == "drand" and typed.lstrip().startswith("{"):
        return _drand_answer(wanted, typed)
    value = clean_value(typed)
    if wanted.kind in ("drand", "bitcoin") and not HASH.fullmatch(value):
        raise Problem(say("That is not the value: it has 64 characters, digits and the letters a to f."), "value")
    if not value:
        raise Problem(say("Type in the value that came out."), "value")
    return value, ""


def fits_signature(value: str, signature: str) -> bool:
    """The value of a round is the hash of its signature."""
    return bool(_SIGNATURE.fullmatch(signature)) and sha256(bytes.fromhex(signature)).hexdigest() == value


def _drand_answer(wanted: Beacon, typed: str) -> tuple[str, str]:
    try:
        answer = json.loads(typed[:5_000])
        number, value, signature = str(answer["round"]), str(answer["randomness"]), str(answer["signature"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Problem(say("This answer can't be read. Copy all of it, from { to }."), "value") from None
    if number != wanted.name:
        raise Problem(say("This is round {given}; round {wanted} was announced.", given=number[:20],
                          wanted=wanted.name), "value")  # fmt: skip
    if not fits_signature(value, signature):
        raise Problem(say("This value does not belong to its signature. Copy the answer again."), "value")
    return value, signature

"""The contract of platforms that knock: a line that only says that there is something new. Reading stays what counts.

A folder offers one as `KNOCK` in its `knock.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from vitrino.connect.records import ArrivalKind, Credentials
from vitrino.connect.wire import Door


@dataclass(frozen=True)
class Knock:
    """url: where the line of an account is. headers: its sign-in. kinds: what a message says to read, nothing for
    whatever it is else."""

    url: Callable[[Door, Credentials], str]
    headers: Callable[[Credentials], Mapping[str, str]]
    kinds: Callable[[str], frozenset[ArrivalKind]]

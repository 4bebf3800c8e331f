"""The contract of platforms that knock: a line that only says that there is something new. Reading stays what counts.

A folder offers one as `KNOCK` in its `knock.py`. Where a platform has no such line but one cheap question answers the
same, a folder offers a `GLANCE` in its `glance.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from vitrino.connect.connector import Clock
from vitrino.connect.records import ArrivalKind, Credentials
from vitrino.connect.wire import Door


@dataclass(frozen=True)
class Knock:
    """url: where the line of an account is. headers: its sign-in. kinds: what a message says to read, nothing for
    whatever it is else."""

    url: Callable[[Door, Credentials], str]
    headers: Callable[[Credentials], Mapping[str, str]]
    kinds: Callable[[str], frozenset[ArrivalKind]]


@dataclass(frozen=True)
class Glance:
    """newest: the newest things of an account by kind and id, in one call. What was not there the last time is new."""

    newest: Callable[[Door, Credentials, Clock], frozenset[tuple[ArrivalKind, str]]]

"""The contract of looking around: what an account that isn't ours shows to everybody.

A folder offers it as `AROUND` in its `around.py`, and claims "read.others".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vitrino.connect.connector import Clock
from vitrino.connect.errors import Refused
from vitrino.connect.records import Credentials, PostOverview, Profile
from vitrino.connect.wire import Door


class NobodyThere(Refused):
    """There is no public account of this name. Look at how it is spelled on the platform itself."""


@dataclass(frozen=True)
class PublicAccount:
    """An account of others: its profile and its newest posts with the numbers that everybody sees, newest first."""

    profile: Profile
    posts: tuple[PostOverview, ...]


@dataclass(frozen=True)
class Around:
    """read: the account of that handle with at most so many posts, signed in as ours. Raises NobodyThere.

    example: how a handle looks here.
    """

    read: Callable[[Door, Credentials, Clock, str, int], PublicAccount]
    example: str

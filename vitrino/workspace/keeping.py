"""What the apps keep of one person outside the shop: to hand out a copy, and to forget it.

By convention: an app that keeps such things has a `personal.py` with `held(subject) -> list[Holding]` and
`erase(subject, now) -> int` (how many things it made empty). What somebody wrote is emptied, not removed, so that
counts stay right; what only repeats it (facts, notices, search) goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings

from vitrino.domain.message import Message
from vitrino.workspace.models import Workspace

# Shorter texts ("OK") stand everywhere and point at nobody.
SHORTEST_TRACE = 12


@dataclass(frozen=True)
class Subject:
    """The person whose things are looked for, by every name the apps may know them. Ids are those of rows.

    accounts: pairs of platform and the account's id there. handles: pairs of platform and user name. texts: what they
    wrote, and what was written to them.
    """

    workspace: Workspace
    contacts: frozenset[int] = frozenset()
    identities: frozenset[int] = frozenset()
    conversations: frozenset[int] = frozenset()
    messages: frozenset[int] = frozenset()
    arrivals: frozenset[int] = frozenset()
    publications: frozenset[int] = frozenset()
    accounts: frozenset[tuple[str, str]] = frozenset()
    handles: frozenset[tuple[str, str]] = frozenset()
    names: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()

    @property
    def handles_by_platform(self) -> dict[str, list[str]]:
        """Platform -> user names there."""
        found: dict[str, list[str]] = {}
        for platform, handle in sorted(self.handles):
            found.setdefault(platform, []).append(handle)
        return found

    @property
    def traces(self) -> frozenset[str]:
        """What points at this person alone wherever it stands: addresses, numbers, long texts; not a first name."""
        texts = {" ".join(text.split())[:60] for text in self.texts if len(text.strip()) >= SHORTEST_TRACE}
        accounts = {remote_id for _platform, remote_id in self.accounts if len(remote_id) >= SHORTEST_TRACE}
        return frozenset(texts | accounts | self.emails | self.phones)

    def is_told_in(self, value: object) -> bool:
        """Whether a stored value (JSON as Python reads it) names this person or says what they wrote."""
        if isinstance(value, str):
            plain, handles = " ".join(value.split()), {handle for _platform, handle in self.handles}
            return plain in self.names or plain.lstrip("@") in handles or any(one in plain for one in self.traces)
        if isinstance(value, Mapping):
            return any(self.is_told_in(one) for one in value.values())
        return isinstance(value, Iterable) and any(self.is_told_in(one) for one in value)


@dataclass(frozen=True)
class Holding:
    """One kind of thing that an app keeps of a person. rows: each thing as pairs of plain words and values."""

    title: Message
    rows: list[dict[str, object]] = field(default_factory=list)


@dataclass(frozen=True)
class Keeper:
    """What one app offers in its `personal.py`."""

    app: str
    held: Callable[[Subject], list[Holding]]
    erase: Callable[[Subject, datetime], int]


@cache
def keepers() -> tuple[Keeper, ...]:
    """All apps that keep something of people."""
    return tuple(_found())


def held(subject: Subject) -> list[Holding]:
    """Everything that is kept of a person, app by app; kinds of which there is nothing are left out."""
    return [holding for keeper in keepers() for holding in keeper.held(subject) if holding.rows]


def _found() -> Iterator[Keeper]:
    for app in settings.OUR_APPS:
        if find_spec(f"{app}.personal") is not None:
            module = import_module(f"{app}.personal")
            yield Keeper(app.rpartition(".")[2], module.held, module.erase)

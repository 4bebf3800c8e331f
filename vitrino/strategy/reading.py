"""Who has read which part of the strategy in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from vitrino.strategy.models import Acknowledgement, Strategy
from vitrino.strategy.parts import PARTS, Part, concerns, is_written
from vitrino.workspace.models import Membership, Workspace


@dataclass(frozen=True)
class Reader:
    """A helper and the parts of the strategy in force that concern them. since: when the oldest unread one came."""

    member: Membership
    parts: tuple[Part, ...]
    unread: tuple[Part, ...]
    since: datetime | None


def readers(workspace: Workspace, members: Iterable[Membership]) -> list[Reader]:
    """Each helper whom the strategy in force concerns. Four queries, however many there are."""
    versions = list(Strategy.objects.filter(workspace=workspace).prefetch_related("voices").order_by("-version"))
    if not versions:
        return []
    in_force = versions[0]
    written = [part for part in PARTS if is_written(in_force, part)]
    began = {one.version: one.in_force_from for one in versions}
    read = _read(workspace)
    found = []
    for member in members:
        mine = tuple(part for part in written if concerns(part, member))
        open_ = tuple(part for part in mine if read.get((member.person_id, part.key), 0) < _since(in_force, part))
        times = [began.get(_since(in_force, part), in_force.in_force_from) for part in open_]
        if mine:
            begins = max(min(times), member.since) if times else None
            found.append(Reader(member, mine, open_, begins))
    return found


def unread_parts(member: Membership) -> tuple[Part, ...]:
    """The parts this helper has yet to read, in the order of the page."""
    found = readers(member.workspace, [member])
    return found[0].unread if found else ()


def _since(in_force: Strategy, part: Part) -> int:
    return int(in_force.since.get(part.key, in_force.version))


def _read(workspace: Workspace) -> dict[tuple[int, str], int]:
    """(person, part) -> the newest version in which they read it."""
    found: dict[tuple[int, str], int] = {}
    mine = Acknowledgement.objects.filter(strategy__workspace=workspace).order_by("strategy__version")
    for person, version, parts in mine.values_list("person", "strategy__version", "parts"):
        for key in parts or [part.key for part in PARTS]:
            found[person, key] = version
    return found

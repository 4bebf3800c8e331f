"""Finished words for the page on which a person says how to be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.domain.message import Message
from vitrino.notify import addresses
from vitrino.notify.models import Way
from vitrino.notify.ways import WAYS, push
from vitrino.notify.ways.mail import MAIL, has_server
from vitrino.ui.words import words
from vitrino.workspace.models import Membership


@dataclass(frozen=True)
class ShownWay:
    """One way. state: works, failing, new, ended, no-server. why: what went wrong, if anything did."""

    pk: int
    label: str
    name: str
    state: str
    since: datetime | None
    why: Message | None
    can_be_removed: bool


def choices(member: Membership, ways: list[Way]) -> dict[str, object]:
    """What the page shows besides its forms."""
    offered = [(key, words(kind.label), kind.how) for key, kind in WAYS.items() if kind.asked]
    columns = [words(WAYS[key].label) for key in dict.fromkeys(way.kind for way in ways)]
    return {
        "ways": [shown(way) for way in ways], "offered": offered, "push_how": push.PUSH.how,
        "push_key": push.public_key(), "columns": columns,
        "may_own": member.role == Membership.Role.OWNER,
    }  # fmt: skip


def shown(way: Way) -> ShownWay:
    name = way.person.email if way.kind == MAIL.key else way.name
    return ShownWay(
        way.pk, words(WAYS[way.kind].label), name, _state(way), way.failing_since or way.proven_at, trouble_of(way),
        way.kind != MAIL.key,
    )  # fmt: skip


def trouble_of(way: Way) -> Message | None:
    """Why it fails, None while it does not."""
    if way.failing_since is None or not way.trouble:
        return None
    return Message(str(way.trouble.get("template", "")), way.trouble.get("values") or {})


def _state(way: Way) -> str:
    if way.kind == MAIL.key and not has_server():
        return "no-server"
    if not addresses.is_live(way):
        return "ended"
    if way.failing_since is not None:
        return "failing"
    return "works" if way.proven_at else "new"

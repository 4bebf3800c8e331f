"""The kinds of alert, who gets them, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass

from vitrino.domain.message import Message, say
from vitrino.workspace.access import Permission


@dataclass(frozen=True)
class Kind:
    """One kind. Everybody whose role has `permission` gets it; by e-mail too unless they switch that off."""

    key: str
    label: Message
    permission: Permission
    by_email: bool = True


KINDS = {
    kind.key: kind
    for kind in (
        Kind("mention", say("Somebody uses the shop's name"), "answer"),
        Kind("message", say("Somebody writes to us"), "answer"),
        Kind("review", say("Somebody reviews us"), "answer"),
        Kind("promise", say("A promise to a customer runs out"), "answer"),
        Kind("case", say("A step of a complaint is due"), "answer"),
        Kind("question", say("A post needs your decision"), "compose"),
        Kind("approval", say("A post waits for agreement, or somebody answers"), "see"),
        Kind("failed", say("A post could not be published"), "compose"),
        Kind("gap", say("Nothing is planned on a channel for too long"), "compose"),
        Kind("channel", say("A channel needs to be connected again"), "manage"),
        Kind("checkup", say("The checkup noticed something important"), "manage", by_email=False),
    )
}

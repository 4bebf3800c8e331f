"""The kinds of alert, who gets them, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vitrino.domain.message import Message, say
from vitrino.workspace.access import Permission

Urgency = Literal["low", "normal", "high"]
# Whether a way is used for a kind of alert: for all, for urgent ones, or for none.
Reach = Literal["always", "urgent", "never"]
REACHES: tuple[Reach, ...] = ("always", "urgent", "never")


@dataclass(frozen=True)
class Kind:
    """One kind. Everybody whose role has `permission` gets it; outside of the page by all ways, unless `is_quiet`,
    then only when it is urgent. waits_for_people: if nobody reacts, others are told."""

    key: str
    label: Message
    permission: Permission
    is_quiet: bool = False
    waits_for_people: bool = True


KINDS = {
    kind.key: kind
    for kind in (
        Kind("mention", say("Somebody uses the shop's name"), "answer"),
        Kind("message", say("Somebody writes to us"), "answer"),
        Kind("review", say("Somebody reviews us"), "answer"),
        Kind("surge", say("Many complain at once, or much is said of the shop"), "answer"),
        Kind("crisis", say("A crisis needs somebody"), "answer"),
        Kind("late", say("An answer is due soon, or late"), "answer"),
        Kind("promise", say("A promise to a customer runs out"), "answer"),
        Kind("public-promise", say("A promise made in public runs out"), "compose", waits_for_people=False),
        Kind("case", say("A step of a complaint is due"), "answer"),
        Kind("question", say("A post needs your decision"), "compose"),
        Kind("approval", say("A post waits for agreement, or somebody answers"), "see"),
        Kind("failed", say("A post could not be published"), "compose"),
        Kind("gap", say("Nothing is planned on a channel for too long"), "compose"),
        Kind("campaign", say("A campaign falls short of its plan"), "compose", waits_for_people=False),
        Kind("goal", say("A goal is reached, or over"), "see", waits_for_people=False),
        Kind("contest", say("A contest needs its next step"), "compose", waits_for_people=False),
        Kind("channel", say("A channel needs to be connected again"), "manage"),
        Kind("shop", say("A shop of yours needs you"), "manage"),
        Kind("checkup", say("The checkup noticed something important"), "manage", is_quiet=True),
        Kind("lookback", say("It is time to look back, or an experiment is over"), "compose", waits_for_people=False),
        Kind("strategy", say("The strategy has news for you, or wants another look"), "see", waits_for_people=False),
        Kind("way", say("A way to tell you does not work"), "see", waits_for_people=False),
        Kind("unreachable", say("Somebody can't be reached any more"), "own", waits_for_people=False),
    )
}


def usual_reach(kind: str) -> Reach:
    """What holds for every way until the person chooses."""
    return "urgent" if KINDS[kind].is_quiet else "always"

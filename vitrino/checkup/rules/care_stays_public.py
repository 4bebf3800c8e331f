"""A complaint is talked over where everybody reads along, and the customer was shown no private way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import about, day
from vitrino.complaints import queries as complaints
from vitrino.domain.message import say
from vitrino.workspace.models import Workspace

SHOWN = 5
LATELY = timedelta(days=30)
MOVED_WITHIN = timedelta(days=1)


@dataclass(frozen=True)
class Open:
    """A public complaint that was answered, but not led to a private talk."""

    case_id: int
    name: str
    opened_at: datetime


@dataclass(frozen=True)
class Facts:
    """Such complaints of the last month. has_contact: the shop has a confirmed address to offer."""

    cases: tuple[Open, ...]
    has_contact: bool
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    """One notice for all; without an address to offer, that comes first."""
    left = sorted(
        (one for one in facts.cases if facts.now - one.opened_at >= MOVED_WITHIN), key=lambda one: one.opened_at
    )
    if not left:
        return []
    ways = [Way(say("Open the first case"), "complaints:case", {"pk": left[0].case_id})]
    if not facts.has_contact:
        ways.insert(0, Way(say("Say how customers reach you"), "complaints:contacts"))
    return [
        Noticed(
            say("Complaints go on in public, and the customer knows no private way to you: {n}.", n=len(left)),
            tuple(
                Evidence(say("{name}, since {day}.", name=one.name or "?", day=day(one.opened_at)),
                         "complaints:case", {"pk": one.case_id})
                for one in left[:SHOWN]
            ),
            tuple(ways),
            about=about([one.case_id for one in left]),
        )
    ]  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    """A complaint that is over stays where it was said; only open ones can still be moved."""
    found = [one for one in complaints.stay_public(workspace, now - LATELY) if one.closed_at is None]
    return Facts(
        tuple(Open(one.pk, one.conversation.contact.name, one.opened_at) for one in found),
        complaints.contacts_of(workspace).exists(),
        now,
    )


RULE = Rule(
    id="care.stays-public",
    mistake="M8",
    severity="medium",
    notices=say("A day after a public complaint was answered, the customer was given no private way."),
    load=load,
    judge=judge,
)

"""Helpers who have not read the parts of the strategy that concern them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import about, day
from vitrino.domain.message import say
from vitrino.strategy import queries as strategy
from vitrino.workspace import queries as workspaces
from vitrino.workspace.models import Workspace

PATIENCE = timedelta(days=7)
SHOWN = 8


@dataclass(frozen=True)
class Reader:
    """parts: keys of those that are new to the person, the oldest of them there since `since`."""

    person_id: int
    name: str
    parts: tuple[str, ...]
    since: datetime


@dataclass(frozen=True)
class Facts:
    """Everybody with something left to read."""

    readers: tuple[Reader, ...]
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    """One notice for all of them."""
    late = [one for one in facts.readers if one.parts and facts.now - one.since >= PATIENCE]
    if not late:
        return []
    return [
        Noticed(
            say("Helpers who have not read the parts of the strategy that concern them: {n}.", n=len(late)),
            tuple(
                Evidence(say("{name}, since {day}: {part}", name=one.name, day=day(one.since),
                             part=strategy.BY_KEY[part].asks), "strategy:home")
                for one in late for part in one.parts
            )[:SHOWN],
            (Way(say("Ask them to read it"), action="ask-to-read"), Way(say("See who has read what"), "strategy:home")),
            about=about([one.person_id for one in late]),
        )
    ]  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    found = strategy.readers(workspace, workspaces.members(workspace))
    return Facts(
        tuple(
            Reader(one.member.person_id, one.member.person.get_full_name(),
                   tuple(part.key for part in one.unread), one.since)
            for one in found if one.unread and one.since
        ),
        now,
    )  # fmt: skip


RULE = Rule(
    id="strategy.unread",
    mistake="M2",
    severity="low",
    notices=say("A helper has not read a part of the strategy that concerns them for a week."),
    load=load,
    judge=judge,
)

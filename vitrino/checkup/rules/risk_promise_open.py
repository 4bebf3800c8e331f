"""Something was promised in public, its time passed, and nobody said what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import about, day, quote
from vitrino.domain.message import say
from vitrino.ledger import queries as ledger
from vitrino.workspace.models import Workspace

GRACE = timedelta(hours=12)
SERIOUS = timedelta(days=3)
SHOWN = 5
_MOST_LOOKED_AT = 200


@dataclass(frozen=True)
class Open:
    """A promise that nobody has settled."""

    promise_id: int
    text: str
    due_at: datetime


@dataclass(frozen=True)
class Facts:
    """Open promises, the one due first on top."""

    promises: tuple[Open, ...]
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    """One notice for all whose time passed half a day ago; serious after three days."""
    late = [one for one in facts.promises if facts.now - one.due_at > GRACE]
    if not late:
        return []
    return [
        Noticed(
            say("You promised something in public, its time passed, and it is still open: {n}.", n=len(late)),
            tuple(_proof(one) for one in late[:SHOWN]),
            (Way(say("Say what became of it"), "ledger:home"),),
            about=about([one.promise_id for one in late]),
            severity="high" if facts.now - late[0].due_at > SERIOUS else "medium",
        )
    ]


def _proof(one: Open) -> Evidence:
    message = say("“{text}”: due {day}.", text=quote(one.text), day=day(one.due_at))
    return Evidence(message, "ledger:home")


def load(workspace: Workspace, now: datetime) -> Facts:
    found = ledger.open_promises(workspace).filter(due_at__lte=now)[:_MOST_LOOKED_AT]
    return Facts(tuple(Open(one.pk, one.text, one.due_at) for one in found), now)


RULE = Rule(
    id="risk.promise-open",
    mistake="M13",
    severity="medium",
    notices=say("The time of a promise made in public passed half a day ago and nobody said what became of it."),
    load=load,
    judge=judge,
)

"""Something boils over, and nobody is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.crisis import queries as crisis
from vitrino.crisis.wording import WANTED
from vitrino.domain.crisis import Due, dues
from vitrino.domain.crisis.deadlines import Wanted
from vitrino.domain.message import Message, say
from vitrino.workspace.models import Workspace

# The reminders come first; what nobody reacted to within a quarter of an hour is a mistake.
GRACE = timedelta(minutes=15)
_SAID: dict[Wanted, Message] = {
    "look": say("Many complain at once, and nobody has looked whether it is a crisis."),
    "take": say("A crisis runs, and nobody has taken it in hand."),
    "statement": say("A crisis was declared, and the public still knows nothing."),
    "update": say("The public waits for a word on the crisis."),
}


@dataclass(frozen=True)
class Facts:
    """An open incident, if there is one, and what it wants of people."""

    pk: int
    title: str
    dues: tuple[Due, ...]
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    late = [due for due in facts.dues if facts.now - due.at >= GRACE]
    return [_noticed(facts, late[0])] if late else []


def _noticed(facts: Facts, due: Due) -> Noticed:
    page = "crisis:incident", {"pk": facts.pk}
    hours = round((facts.now - due.at).total_seconds() / 3600, 1)
    return Noticed(
        _SAID[due.wanted],
        (Evidence(say("“{title}”: {wanted}", title=facts.title, wanted=WANTED[due.wanted]), *page),
         Evidence(say("Late by {hours} hours.", hours=hours))),
        (Way(say("Go to it"), *page),),
        key=f"incident:{facts.pk}:{due.wanted}",
    )  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    found = crisis.open_incident(workspace)
    if found is None:
        return Facts(0, "", (), now)
    return Facts(found.pk, found.title, tuple(dues(crisis.facts_of(found))), now)


RULE = Rule(
    id="crisis.unattended",
    mistake="M19",
    severity="high",
    notices=say(
        "A wave of complaints nobody looked at, or a crisis without a keeper, a first word or an update in time."
    ),
    load=load,
    judge=judge,
)

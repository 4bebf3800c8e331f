"""A customer was promised something by a time, and the time passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import about
from vitrino.complaints import queries as complaints
from vitrino.domain.message import say
from vitrino.workspace.models import Workspace

SHOWN = 5
LATELY = timedelta(days=30)
_MOST_LOOKED_AT = 200


@dataclass(frozen=True)
class Broken:
    """A promise whose time passed. is_open: the customer still waits."""

    step_id: int
    case_id: int
    name: str
    passed_at: datetime
    is_open: bool


@dataclass(frozen=True)
class Facts:
    """Broken promises, the newest first."""

    broken: tuple[Broken, ...]
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    """One notice for all of a month; serious while somebody still waits. Those who wait stand first."""
    lately = [one for one in facts.broken if facts.now - one.passed_at < LATELY]
    if not lately:
        return []
    shown = sorted(lately, key=lambda one: not one.is_open)
    return [
        Noticed(
            say("You promised customers something by a time and did not keep it: {n}.", n=len(shown)),
            tuple(_proof(one) for one in shown[:SHOWN]),
            (Way(say("Open the first case"), "complaints:case", {"pk": shown[0].case_id}),
             Way(say("See all complaints"), "complaints:list")),
            about=about([one.step_id for one in shown]),
            severity="high" if shown[0].is_open else "medium",
        )
    ]  # fmt: skip


def _proof(one: Broken) -> Evidence:
    values = {"name": one.name or "?", "at": f"{one.passed_at:%Y-%m-%d %H:%M}"}
    message = say("{name}: the time passed on {at} (UTC).", **values)
    if one.is_open:
        message = say("{name} still waits: the time passed on {at} (UTC).", **values)
    return Evidence(message, "complaints:case", {"pk": one.case_id})


def load(workspace: Workspace, now: datetime) -> Facts:
    steps = complaints.broken_promises(workspace, now - LATELY).exclude(case__is_mistake=True)
    return Facts(
        tuple(
            Broken(step.pk, step.case_id, step.case.conversation.contact.name, step.at, step.case.closed_at is None)
            for step in steps[:_MOST_LOOKED_AT]
        ),
        now,
    )


RULE = Rule(
    id="care.promise-broken",
    mistake="M8",
    severity="medium",
    notices=say("The time of a promise to a customer passed in the last 30 days; serious while the case is open."),
    load=load,
    judge=judge,
)

"""A campaign falls short, and there is still time to change something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.attribution import queries as attribution
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.message import say
from vitrino.workspace.models import Workspace


@dataclass(frozen=True)
class Short:
    """A running campaign whose alarm has rung. expected, seen: until `day`."""

    pk: int
    title: str
    is_about_orders: bool
    expected: float
    seen: int
    day: str
    days_left: int


@dataclass(frozen=True)
class Facts:
    campaigns: tuple[Short, ...]


def judge(facts: Facts) -> list[Noticed]:
    """The alarm itself is honest however often one looks; once there is no day left, nothing helps any more."""
    return [_noticed(one) for one in facts.campaigns if one.days_left > 0]


def _noticed(one: Short) -> Noticed:
    given: dict[str, str | int] = {"expected": round(one.expected), "seen": one.seen, "day": one.day}
    proof = say("Clicks until {day}: {seen}. Planned until then: {expected}.", **given)
    if one.is_about_orders:
        proof = say("Orders until {day}: {seen}. Planned until then: {expected}.", **given)
    page = "attribution:campaign", {"pk": one.pk}
    return Noticed(
        say("The campaign “{title}” falls short, and this is not chance.", title=one.title),
        (Evidence(proof, *page), Evidence(say("Days left to change something: {n}.", n=one.days_left))),
        (Way(say("See what could help"), *page), Way(say("Write a post for it"), "posts:new")),
        key=f"campaign:{one.pk}",
    )


def load(workspace: Workspace, now: datetime) -> Facts:
    return Facts(
        tuple(
            Short(one.campaign.pk, one.campaign.title, one.campaign.metric == "orders", one.alarm.expected,
                  one.alarm.seen, one.alarm.day.isoformat(), (one.campaign.ends_on - one.today).days)
            for one in attribution.underperforming(workspace, now) if one.alarm is not None and not one.is_over
        )
    )  # fmt: skip


RULE = Rule(
    id="campaigns.underperforming",
    mistake="M24",
    severity="high",
    notices=say("The alarm of a running campaign has rung: clicks or orders fall short of the plan by more than luck."),
    load=load,
    judge=judge,
)

"""Money is spent on a campaign, and nothing comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.attribution import queries as attribution
from vitrino.attribution.results import Result, days_done
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.message import say
from vitrino.domain.money import decimals
from vitrino.links import queries as links
from vitrino.workspace.models import Workspace

PATIENCE_DAYS = 7


@dataclass(frozen=True)
class Spent:
    """A running campaign that cost something and brought neither a click nor an order. cost: (amount, currency).
    is_counted: there are links of it, so that clicks would be seen."""

    pk: int
    title: str
    days_done: int
    cost: tuple[tuple[float, str], ...]
    is_counted: bool


@dataclass(frozen=True)
class Facts:
    campaigns: tuple[Spent, ...]


def judge(facts: Facts) -> list[Noticed]:
    """Silent where nothing is counted: that is another mistake, and no proof of this one."""
    return [_noticed(one) for one in facts.campaigns if one.is_counted and one.days_done >= PATIENCE_DAYS]


def _noticed(one: Spent) -> Noticed:
    page = "attribution:campaign", {"pk": one.pk}
    cost = [Evidence(say("Spent so far: {amount} {currency}.", amount=amount, currency=currency), *page)
            for amount, currency in one.cost]  # fmt: skip
    counted = Evidence(say("Clicks on its links in {days} days: 0. Orders: none known.", days=one.days_done))
    return Noticed(
        say("The campaign “{title}” costs money, and nobody follows its links.", title=one.title),
        (*cost, counted),
        (Way(say("See the campaign"), *page), Way(say("See how links go out"), "links:home")),
        key=f"campaign:{one.pk}",
    )


def load(workspace: Workspace, now: datetime) -> Facts:
    found = attribution.spent_without_result(workspace, now)
    return Facts(tuple(_fact(one) for one in found if not one.is_over))


def _fact(one: Result) -> Spent:
    cost = tuple((minor / 10 ** decimals(code), code) for code, minor in sorted(one.cost.items()) if minor > 0)
    is_counted = links.of_campaign(one.campaign).exists()
    return Spent(one.campaign.pk, one.campaign.title, days_done(one.campaign, one.today), cost, is_counted)


RULE = Rule(
    id="campaigns.spend-without-result",
    mistake="M24",
    severity="high",
    notices=say("A week after it began a campaign has cost money, and nobody has followed its links or ordered."),
    load=load,
    judge=judge,
)

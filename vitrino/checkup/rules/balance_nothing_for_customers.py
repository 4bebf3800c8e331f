"""People bought, and no post is for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.balance import queries as balances
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.commerce import queries as commerce
from vitrino.domain.balance import Kind, Mix, mix_of
from vitrino.domain.message import say
from vitrino.workspace.models import Workspace

LATELY = timedelta(days=42)
BOUGHT_IN = timedelta(days=90)
FEWEST, FEWEST_ORDERS = 10, 10


@dataclass(frozen=True)
class Facts:
    """The posts of six weeks on all channels, and how many orders came in three months."""

    mix: Mix
    orders: int


def judge(facts: Facts) -> list[Noticed]:
    """Quiet without customers, with few posts, and while unclear posts may be for them."""
    if facts.orders < FEWEST_ORDERS or not facts.mix.tells(FEWEST) or not facts.mix.lacks({Kind.CUSTOMERS}):
        return []
    return [
        Noticed(
            say("People ordered {orders} times in three months, and no post of six weeks is for those who bought.",
                orders=facts.orders),
            (Evidence(say("Posts of six weeks whose kind is known: {n}. For customers: 0.", n=facts.mix.known),
                      "balance:home"),
             Evidence(say("Orders of three months: {n}.", n=facts.orders), "commerce:orders")),
            (Way(say("See ideas of care for what they bought"), "balance:ideas"),
             Way(say("Write a post"), "posts:new"),
             Way(say("Say what the posts are"), "balance:home")),
            about=f"{facts.mix.known // 10}",
        )
    ]  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    bought = commerce.orders_of(workspace).filter(placed_at__gt=now - BOUGHT_IN, placed_at__lte=now, cancelled_at=None)
    return Facts(mix_of(balances.kinds_of(balances.out_lately(workspace, now, LATELY))), bought.count())


RULE = Rule(
    id="balance.nothing-for-customers",
    mistake="M10",
    severity="low",
    notices=say("No post of six weeks is for those who bought, although there were ten orders in three months."),
    load=load,
    judge=judge,
)

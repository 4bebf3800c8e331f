"""A campaign runs, and nothing counts what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.attribution import results
from vitrino.campaigns import queries as campaigns
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.message import say
from vitrino.links import queries as links
from vitrino.workspace.models import Workspace

# On its first day a campaign may still be waiting for its first post.
PATIENCE_DAYS = 2


@dataclass(frozen=True)
class Running:
    """A campaign under way. links: short ones that count its clicks. counts_orders: its orders can be known."""

    pk: int
    title: str
    is_about_orders: bool
    days_done: int
    links: int
    counts_orders: bool


@dataclass(frozen=True)
class Facts:
    campaigns: tuple[Running, ...]


def judge(facts: Facts) -> list[Noticed]:
    return [_noticed(one) for one in facts.campaigns if one.days_done >= PATIENCE_DAYS and _is_blind(one)]


def _is_blind(one: Running) -> bool:
    return not one.links and not (one.is_about_orders and one.counts_orders)


def _noticed(one: Running) -> Noticed:
    page = "attribution:campaign", {"pk": one.pk}
    evidence = [Evidence(say("Short links of this campaign: {n}. Days it has run: {days}.", n=one.links,
                             days=one.days_done), *page)]  # fmt: skip
    if one.is_about_orders:
        evidence.append(
            Evidence(say("Its orders can't be told from others: no coupon, and no shop that tells visits."))
        )
    return Noticed(
        say("The campaign “{title}” runs, and nothing counts what comes of it.", title=one.title),
        tuple(evidence),
        (Way(say("Make links that count"), *page), Way(say("Write a post for it"), "posts:new"),
         Way(say("See how links go out"), "links:home")),
        key=f"campaign:{one.pk}",
    )  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    running = list(campaigns.open_campaigns(workspace))
    return Facts(tuple(_fact(one) for one in results.results_of(workspace, running, now) if not one.is_over))


def _fact(one: results.Result) -> Running:
    made = links.of_campaign(one.campaign).count()
    counts = one.last is not None or one.coupon is not None
    done = results.days_done(one.campaign, one.today)
    return Running(one.campaign.pk, one.campaign.title, one.campaign.metric == "orders", done, made, counts)


RULE = Rule(
    id="campaigns.blind",
    mistake="M24",
    severity="medium",
    notices=say("Two days after it began a campaign has no link that counts, and no way to know its orders."),
    load=load,
    judge=judge,
)

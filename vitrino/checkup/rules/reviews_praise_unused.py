"""Customers praise the shop in good words, and nobody gets to see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import about, quote
from vitrino.domain.message import say
from vitrino.reviews import queries as reviews
from vitrino.workspace.models import Workspace

SHOWN = 3
FEWEST = 3


@dataclass(frozen=True)
class Praise:
    """A review one could show around."""

    review_id: int
    author: str
    text: str


@dataclass(frozen=True)
class Facts:
    """Praise of the last 90 days of which nothing was made, the newest first."""

    unused: tuple[Praise, ...]


def judge(facts: Facts) -> list[Noticed]:
    """One is luck; from three on there is something to tell."""
    if len(facts.unused) < FEWEST:
        return []
    return [
        Noticed(
            say("Customers praise you and you have made nothing of it yet: {n}.", n=len(facts.unused)),
            tuple(
                Evidence(say("{name}: “{text}”", name=one.author or "?", text=quote(one.text)),
                         "reviews:review", {"pk": one.review_id})
                for one in facts.unused[:SHOWN]
            ),
            (Way(say("Make a post of the newest"), "reviews:review", {"pk": facts.unused[0].review_id}),
             Way(say("See all reviews"), "reviews:home")),
            about=about([one.review_id for one in facts.unused]),
            severity="low",
        )
    ]  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    return Facts(tuple(Praise(one.pk, one.author, one.text) for one in reviews.unused_praise(workspace, now)))


RULE = Rule(
    id="reviews.praise-unused",
    mistake="M20",
    severity="low",
    notices=say("Three reviews of 90 days and more praise the shop in whole sentences, and none became a post."),
    load=load,
    judge=judge,
)

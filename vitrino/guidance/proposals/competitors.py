"""What tracked accounts of others do well and badly, with examples."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from math import exp

from vitrino.competitors import queries
from vitrino.competitors.pages import claim_words
from vitrino.competitors.queries import Competitor
from vitrino.domain.message import Message, say
from vitrino.guidance.proposals.proposal import Proposal, short
from vitrino.strategy.queries import name_of
from vitrino.workspace.models import Workspace

MOST_FOLLOWED = 4


def find(workspace: Workspace, now: datetime) -> list[Proposal]:
    followed = queries.competitors_of(workspace)[:MOST_FOLLOWED]
    found = [[*_well(one), *_badly(one)] for one in followed]
    return [proposal for its in found for proposal in its]


def _well(one: Competitor) -> Iterator[Proposal]:
    if one.well:
        yield _proposal(one, "well", say("{name} does this well: {claim}", name=str(one),
                                         claim=claim_words(one.well[0], is_good=True)))  # fmt: skip
    for post in [post for post in queries.best_posts(one, 1) if post.text.strip()]:
        yield _proposal(
            one, "best", say("What people like at {name}: “{text}” ({times} times the usual answers there).",
                             name=str(one), text=short(post.text), times=round(exp(post.score or 0.0), 1)),
        )  # fmt: skip


def _badly(one: Competitor) -> Iterator[Proposal]:
    if one.badly:
        yield _proposal(one, "badly", say("{name} does this badly: {claim}", name=str(one),
                                          claim=claim_words(one.badly[0], is_good=False)))  # fmt: skip
    for post in [post for post in queries.ignored_posts(one, 1) if post.text.strip()]:
        yield _proposal(
            one, "ignored", say("What people pass over at {name}: “{text}” ({times} times the usual answers there).",
                                name=str(one), text=short(post.text), times=round(exp(post.score or 0.0), 1)),
        )  # fmt: skip


def _proposal(one: Competitor, kind: str, sentence: Message) -> Proposal:
    proof = say("Public posts of {name} on {platform} that Vitrino looked at: {n}.", name=str(one),
                platform=name_of(one.platform), n=one.sample)  # fmt: skip
    return Proposal(f"{kind}-{one.pk}", "competitors", sentence, proof, "competitors:one", {"pk": one.pk})

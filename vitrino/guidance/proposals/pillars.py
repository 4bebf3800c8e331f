"""What the shop shows: its kinds of content, their balance, and what was answered most."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from vitrino.channels import queries as channels
from vitrino.domain.message import say
from vitrino.guidance.proposals.proposal import Proposal
from vitrino.insight import queries as insight
from vitrino.insight.wording import FORMATS
from vitrino.strategy import queries as strategy
from vitrino.ui.formats import number
from vitrino.ui.words import words
from vitrino.workspace.models import Workspace

LATELY = timedelta(days=56)
FEWEST, SHOWN = 4, 2


def find(workspace: Workspace, now: datetime) -> list[Proposal]:
    return [*_results(workspace, now), *_kinds(workspace), *_balance(workspace, now)]


def _results(workspace: Workspace, now: datetime) -> Iterator[Proposal]:
    mine = list(channels.channels_of(workspace))
    named = {one.name for one in strategy.pillars(workspace)}
    best = [one for one in insight.typical(mine, "pillar", now) if one.n >= FEWEST and one.level in named]
    for one in sorted(best, key=lambda one: -one.middle)[:SHOWN]:
        yield Proposal(f"pillar-{one.level}", "content",
                       say("More of “{kind}”: a typical post of it is answered {answers} times.", kind=str(one.level),
                           answers=number(one.middle)),
                       say("Your own posts of that kind in four months: {n}.", n=one.n), "insight:home")  # fmt: skip
    forms = [one for one in insight.typical(mine, "format", now) if one.n >= FEWEST and one.level in FORMATS]
    for one in sorted(forms, key=lambda one: -one.middle)[:1]:
        yield Proposal(f"format-{one.level}", "content",
                       say("What works best in form: {format}, typically answered {answers} times.",
                           format=words(FORMATS[str(one.level)]), answers=number(one.middle)),
                       say("Your own posts of that form in four months: {n}.", n=one.n), "insight:home")  # fmt: skip


def _kinds(workspace: Workspace) -> Iterator[Proposal]:
    kinds = list(strategy.pillars(workspace))
    giving = [one.name for one in kinds if not one.is_promotional]
    selling = [one.name for one in kinds if one.is_promotional]
    proof = say("The kinds of content you chose.")
    if giving:
        yield Proposal("kinds", "content", say("We show: {kinds}.", kinds=", ".join(giving)), proof,
                       "strategy:pillars")  # fmt: skip
    if selling:
        yield Proposal("fifth", "pillars_note",
                       say("At most one post in five sells: {kinds}. The others give something.",
                           kinds=", ".join(selling)),
                       proof, "strategy:pillars")  # fmt: skip


def _balance(workspace: Workspace, now: datetime) -> Iterator[Proposal]:
    lately = insight.known_posts(workspace).filter(at__gte=now - LATELY, at__lte=now).exclude(pillar=None)
    sells = list(lately.values_list("pillar__is_promotional", flat=True)[:500])
    if len(sells) >= FEWEST:
        yield Proposal("balance", "pillars_note",
                       say("In the last eight weeks {n} of {all} posts sold something.", n=sum(sells), all=len(sells)),
                       say("Posts of eight weeks whose kind is known: {n}.", n=len(sells)), "insight:home")  # fmt: skip

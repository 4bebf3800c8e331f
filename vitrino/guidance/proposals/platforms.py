"""Where the shop is, and what that brings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.domain.message import say
from vitrino.guidance.proposals.proposal import Proposal
from vitrino.insight import queries as insight
from vitrino.strategy.queries import name_of
from vitrino.ui.formats import day, number
from vitrino.workspace.models import Workspace

STALE = timedelta(days=180)
FEWEST_POSTS = 5


def find(workspace: Workspace, now: datetime) -> list[Proposal]:
    mine = list(channels.channels_of(workspace))
    return [*_left(workspace, {one.platform for one in mine}, now), *_kept(mine, now), *_plain(mine, now)]


def _kept(mine: list[Channel], now: datetime) -> Iterator[Proposal]:
    """Channels with results, the best first."""
    typical = {one.level: one for one in insight.typical(mine, "channel", now)}
    known = [(typical[one.pk], one) for one in mine if one.pk in typical and typical[one.pk].n >= FEWEST_POSTS]
    for its, one in sorted(known, key=lambda pair: -pair[0].middle):
        yield Proposal(
            f"results-{one.pk}", "platforms",
            say("We are on {platform}: a typical post is answered {answers} times there.",
                platform=name_of(one.platform), answers=number(its.middle)),
            say("Your own posts of four months there: {n}.", n=its.n), "insight:home",
        )  # fmt: skip


def _plain(mine: list[Channel], now: datetime) -> Iterator[Proposal]:
    for one in mine:
        people = insight.followers_on(one, now.date())
        if people is not None:
            yield Proposal(f"followers-{one.pk}", "platforms",
                           say("On {platform}, {n} people follow us.", platform=name_of(one.platform),
                               n=number(people)),
                           say("As {platform} says.", platform=name_of(one.platform)), "insight:home")  # fmt: skip


def _left(workspace: Workspace, present: set[str], now: datetime) -> Iterator[Proposal]:
    """Profiles the website links to that nobody tends."""
    for link in channels.site_links(workspace).filter(let_go_at=None, last_activity_at__lt=now - STALE):
        if link.platform not in present:
            yield Proposal(
                f"stale-{link.pk}", "platforms",
                say("We leave {platform} and take the link off our website: nobody has time for it.",
                    platform=name_of(link.platform)),
                say("The last post there is of {day}.", day=day(link.last_activity_at)), "channels:list",
            )  # fmt: skip

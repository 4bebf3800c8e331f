"""How results are followed already: goals, the regular look back, numbers that are there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from vitrino.channels import queries as channels
from vitrino.commerce import queries as commerce
from vitrino.domain.message import Message, say
from vitrino.guidance.proposals.proposal import Proposal
from vitrino.lookback import queries as lookback
from vitrino.strategy import queries as strategy
from vitrino.ui.formats import day
from vitrino.workspace.models import Workspace

GOALS = 4
_RHYTHMS: dict[str, Message] = {
    "week": say("We look back every week: what was answered, what was ignored, what do we change?"),
    "month": say("We look back every month: what was answered, what was ignored, what do we change?"),
}


def find(workspace: Workspace, now: datetime) -> list[Proposal]:
    return [*_goals(workspace), *_rhythm(workspace), *_orders(workspace), *_numbers(workspace)]


def _goals(workspace: Workspace) -> Iterator[Proposal]:
    for goal in strategy.active_goals(workspace)[:GOALS]:
        yield Proposal(f"goal-{goal.pk}", "tracking",
                       say("We see that it works by this: {goal}, by {day}.", goal=goal.title, day=day(goal.deadline)),
                       say("A goal under way."), "goals:one", {"pk": goal.pk})  # fmt: skip


def _rhythm(workspace: Workspace) -> Iterator[Proposal]:
    sentence = _RHYTHMS.get(lookback.rhythm_of(workspace))
    if sentence is not None:
        yield Proposal("rhythm", "tracking", sentence, say("The rhythm of your look back."), "lookback:home")


def _orders(workspace: Workspace) -> Iterator[Proposal]:
    if commerce.orders_of(workspace).exists():
        yield Proposal("orders", "tracking", say("We look at the orders that came through our links."),
                       say("Vitrino sees your orders."), "commerce:orders")  # fmt: skip


def _numbers(workspace: Workspace) -> Iterator[Proposal]:
    count = channels.channels_of(workspace).count()
    if count:
        yield Proposal("numbers", "tracking", say("We look at answers to posts and at followers, channel by channel."),
                       say("Channels whose numbers Vitrino reads: {n}.", n=count), "insight:home")  # fmt: skip

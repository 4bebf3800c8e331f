"""The people the shop wants to reach are somewhere else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.channels import queries as channels
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.audience import Audience
from vitrino.domain.message import say
from vitrino.fit import platforms as fit
from vitrino.fit.platforms import Platform
from vitrino.workspace.models import Workspace

# Most people of the group are there; a shop that has one such platform is where its people are.
MOST = 0.5
SHOWN = 3


@dataclass(frozen=True)
class Facts:
    """audience: as the strategy names it, None when it says nothing. here, elsewhere: where the shop is and is not."""

    audience: Audience | None
    here: tuple[Platform, ...]
    elsewhere: tuple[Platform, ...]


def judge(facts: Facts) -> list[Noticed]:
    """Silent without a channel, without a stated audience, and where nobody told who uses what."""
    if facts.audience is None or not facts.here:
        return []
    return [*_of_age(facts, facts.audience), *_of_trade(facts, facts.audience)]


def _of_age(facts: Facts, audience: Audience) -> list[Noticed]:
    fitting = sorted((one for one in facts.elsewhere if (one.share or 0) >= MOST), key=lambda one: -one.percent)
    if audience.age is None or not fitting or any((one.share or 0) >= MOST for one in facts.here):
        return []
    if audience.is_business:
        return []  # firms have no age
    return [
        Noticed(
            say("You want to reach people {age}, and you are on no platform that most of them use.",
                age=fit.AGES[audience.age]),
            tuple(Evidence(fit.told(one, audience.age), "strategy:home") for one in fitting[:SHOWN]),
            _ways(fitting[0]),
            key="age",
            about=",".join(one.key for one in fitting),
        )
    ]  # fmt: skip


def _of_trade(facts: Facts, audience: Audience) -> list[Noticed]:
    trade = [one for one in facts.elsewhere if one.is_for_business]
    if not audience.is_business or not trade or any(one.is_for_business for one in facts.here):
        return []
    return [
        Noticed(
            say("You want to reach firms, and you are on no platform where people are in their trade."),
            (Evidence(say("Your strategy names firms as those you want to reach."), "strategy:home"),
             Evidence(say("{platform} is a network of trades and employers.", platform=trade[0].name))),
            _ways(trade[0]),
            key="trade",
            about=trade[0].key,
        )
    ]  # fmt: skip


def _ways(one: Platform) -> tuple[Way, ...]:
    return (Way(say("Connect {platform}", platform=one.name), "channels:connect", {"platform": one.key}),
            Way(say("See which platforms fit"), "fit:home"),
            Way(say("Say it better in the strategy"), "guidance:step", {"key": "audience"}))  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    audience = fit.audience_of(workspace)
    mine = {one.platform for one in channels.channels_of(workspace) if not one.listens_only}
    every = fit.platforms(audience.age if audience else None, audience.countries if audience else ())
    return Facts(audience, tuple(one for one in every if one.key in mine),
                 tuple(one for one in every if one.key not in mine))  # fmt: skip


RULE = Rule(
    id="platforms.missing-fit",
    mistake="M3",
    severity="low",
    notices=say("The strategy names an age group or firms, and no channel is on a platform where most of them are."),
    load=load,
    judge=judge,
)

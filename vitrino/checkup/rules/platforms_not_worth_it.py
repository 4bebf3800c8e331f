"""The hours spent on a platform bring far less than elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.effort import POOR
from vitrino.domain.message import say
from vitrino.insight import effort
from vitrino.plan import queries as plan
from vitrino.workspace.models import Workspace


@dataclass(frozen=True)
class Place:
    """A channel and what its hours bring. low, mid, high: answers an hour there against the others.
    suggestion: to stop posting there, if one is open."""

    pk: int
    platform_name: str
    posts: int
    minutes: float
    low: float
    mid: float
    high: float
    suggestion: int | None


@dataclass(frozen=True)
class Facts:
    places: tuple[Place, ...]


def judge(facts: Facts) -> list[Noticed]:
    return [_noticed(one) for one in facts.places if one.high < POOR]


def _noticed(one: Place) -> Noticed:
    see = Way(say("Compare the platforms"), "insight:platforms")
    stop = Way(say("Plan nothing there any more"), action="accept-suggestion", arguments={"pk": one.suggestion or 0})
    return Noticed(
        say("Your hours on {platform} bring far less than elsewhere.", platform=one.platform_name),
        (Evidence(say("An hour there brings {mid} times the answers of an hour on your other channels, in nine of ten "
                      "cases {low} to {high}.", mid=round(one.mid, 2), low=round(one.low, 2), high=round(one.high, 2)),
                  "insight:platforms"),
         Evidence(say("Posts in ninety days: {n}. Hours: {hours}.", n=one.posts, hours=round(one.minutes / 60, 1)))),
        (*((stop,) if one.suggestion else ()), see, Way(say("Plan the week anew"), "planner:week")),
        key=f"channel:{one.pk}",
    )  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    poor = [one for one in effort.standings(workspace, now) if one.judgement.verdict == "drop"]
    waiting = plan.open_suggestions(workspace).filter(kind="platform-drop")
    stops = {int(one.change.get("channel") or 0): one.pk for one in waiting} if poor else {}
    return Facts(
        tuple(
            Place(one.channel.pk, one.platform, one.posts, one.cost.minutes or 0, ratio.low, ratio.mid, ratio.high,
                  stops.get(one.channel.pk))
            for one in poor if (ratio := one.judgement.ratio) is not None
        )
    )  # fmt: skip


RULE = Rule(
    id="platforms.not-worth-it",
    mistake="M3",
    severity="low",
    notices=say("Over ninety days an hour on a channel surely brings less than half the answers of an hour elsewhere."),
    load=load,
    judge=judge,
)

"""Much is posted where few of the people are whom the shop wants to reach."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.channels import queries as channels
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.audience import Audience
from vitrino.domain.message import say
from vitrino.fit import platforms as fit
from vitrino.fit.platforms import Platform
from vitrino.insight import effort
from vitrino.publishing import queries as publishing
from vitrino.workspace.models import Workspace

FEW = 0.2
LATELY = timedelta(days=28)
# Who posts there less than once a week wastes nothing.
FEWEST = 4


@dataclass(frozen=True)
class Place:
    """A channel on a platform. posts: of four weeks. is_worth_it: its own results say so, whatever surveys say."""

    pk: int
    platform: Platform
    posts: int
    is_worth_it: bool


@dataclass(frozen=True)
class Facts:
    audience: Audience | None
    places: tuple[Place, ...]


def judge(facts: Facts) -> list[Noticed]:
    """Own results count before surveys; firms have no age; what nobody told is not held against a platform."""
    if facts.audience is None or facts.audience.age is None or facts.audience.is_business:
        return []
    return [_noticed(one, facts.audience) for one in facts.places
            if one.posts >= FEWEST and one.platform.share is not None and one.platform.share < FEW
            and not one.is_worth_it]  # fmt: skip


def _noticed(one: Place, audience: Audience) -> Noticed:
    age = audience.age or "middle"
    return Noticed(
        say("You post much on {platform}, where few people {age} are.", platform=one.platform.name, age=fit.AGES[age]),
        (Evidence(fit.told(one.platform, age), "strategy:home"),
         Evidence(say("Your posts there in four weeks: {n}.", n=one.posts), "insight:platforms")),
        (Way(say("See what it brings you"), "insight:platforms"), Way(say("See which platforms fit"), "fit:home"),
         Way(say("Plan the week anew"), "planner:week"),
         Way(say("Say it better in the strategy"), "guidance:step", {"key": "audience"})),
        key=f"channel:{one.pk}",
        about=age,
    )  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    audience = fit.audience_of(workspace)
    if audience is None or audience.age is None:
        return Facts(audience, ())
    out = publishing.posts(workspace).filter(published_at__gt=now - LATELY, published_at__lte=now)
    posts = Counter(out.order_by().values_list("channel", flat=True))
    busy = [one for one in channels.channels_of(workspace) if posts[one.pk] >= FEWEST]
    known = {one.key: one for one in fit.of_channels({one.platform for one in busy}, audience.age, audience.countries)}
    worth = (
        {one.channel.pk for one in effort.standings(workspace, now) if one.judgement.verdict == "keep"} if busy else ()
    )
    return Facts(audience, tuple(Place(one.pk, known[one.platform], posts[one.pk], one.pk in worth)
                                 for one in busy if one.platform in known))  # fmt: skip


RULE = Rule(
    id="platforms.poor-fit",
    mistake="M3",
    severity="low",
    notices=say("Four posts and more in four weeks on a platform that fewer than a fifth of the age group use which "
                "the strategy names, and the shop's own results do not speak for it."),
    load=load,
    judge=judge,
)  # fmt: skip

"""The shop is rated worse than before, by more than chance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.message import say
from vitrino.domain.reviews.falling import Fall, Given, fall
from vitrino.reviews import queries as reviews
from vitrino.workspace.models import Workspace

SERIOUS = 0.7


@dataclass(frozen=True)
class Facts:
    """The ratings of fifteen months."""

    given: tuple[Given, ...]
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    """A fall that is hardly chance; serious from most of a star on."""
    found = fall(facts.given, facts.now)
    return [_noticed(found)] if found is not None else []


def _noticed(found: Fall) -> Noticed:
    return Noticed(
        say("Your rating falls: from {before} to {recent} of 5 stars.", before=f"{found.before:.1f}",
            recent=f"{found.recent:.1f}"),
        (Evidence(say("Ratings of the last 90 days: {n}. Of the year before: {before}. That is hardly chance.",
                      n=found.count_recent, before=found.count_before), "reviews:home"),),
        (Way(say("See what is criticised"), "reviews:themes"), Way(say("See all reviews"), "reviews:home")),
        about=f"{found.recent:.1f}",
        severity="high" if found.stars >= SERIOUS else "medium",
    )  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    return Facts(tuple(reviews.ratings(workspace, now)), now)


RULE = Rule(
    id="reviews.rating-falling",
    mistake="M20",
    severity="medium",
    notices=say("The ratings of 90 days are lower than those of the year before, by more than chance explains."),
    load=load,
    judge=judge,
)

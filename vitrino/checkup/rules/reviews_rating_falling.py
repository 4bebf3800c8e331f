"""The shop is rated worse than before, by more than chance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.message import say
from vitrino.domain.reviews.falling import Fall
from vitrino.reviews import queries as reviews
from vitrino.workspace.models import Workspace

SERIOUS = 0.7


@dataclass(frozen=True)
class Facts:
    """The fall of the last 90 days against the year before; None where there is none to speak of."""

    fall: Fall | None


def judge(facts: Facts) -> list[Noticed]:
    """Whether it is chance was judged already; serious from most of a star on."""
    fall = facts.fall
    if fall is None:
        return []
    return [
        Noticed(
            say("Your rating falls: from {before} to {recent} of 5 stars.", before=f"{fall.before:.1f}",
                recent=f"{fall.recent:.1f}"),
            (Evidence(say("Ratings of the last 90 days: {n}. Of the year before: {before}. That is hardly chance.",
                          n=fall.count_recent, before=fall.count_before), "reviews:home"),),
            (Way(say("See what is criticised"), "reviews:themes"), Way(say("See all reviews"), "reviews:home")),
            about=f"{fall.recent:.1f}",
            severity="high" if fall.stars >= SERIOUS else "medium",
        )
    ]  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    return Facts(reviews.falling(workspace, now))


RULE = Rule(
    id="reviews.rating-falling",
    mistake="M20",
    severity="medium",
    notices=say("The ratings of 90 days are lower than those of the year before, by more than chance explains."),
    load=load,
    judge=judge,
)

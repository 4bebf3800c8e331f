"""Reviews wait for an answer: criticism longer than a day, praise longer than three."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import about, day, quote
from vitrino.domain.message import say
from vitrino.domain.reviews.standing import CRITICISM
from vitrino.reviews import queries as reviews
from vitrino.workspace.models import Workspace

SHOWN = 5
_MOST_LOOKED_AT = 200
# Criticism, and everything else.
CRITICISM_WITHIN, OTHERS_WITHIN = timedelta(days=1), timedelta(days=3)


@dataclass(frozen=True)
class Waiting:
    """A review nobody answered. stars: None where the place has none."""

    review_id: int
    author: str
    stars: int | None
    text: str
    at: datetime


@dataclass(frozen=True)
class Facts:
    """Late ones, the oldest first, and how many there are."""

    late: tuple[Waiting, ...]
    count: int
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    """One notice for all; serious when criticism is among them, which then stands first."""
    found = [one for one in facts.late if facts.now - one.at > _allowed(one)]
    if not found:
        return []
    late = sorted(found, key=lambda one: not _is_critical(one))
    return [
        Noticed(
            say("Reviews wait for a word of yours: {n}.", n=facts.count),
            tuple(_proof(one) for one in late[:SHOWN]),
            (Way(say("Answer the first"), "reviews:review", {"pk": late[0].review_id}),
             Way(say("See all reviews"), "reviews:home")),
            about=about([one.review_id for one in late]),
            severity="high" if _is_critical(late[0]) else "medium",
        )
    ]  # fmt: skip


def _allowed(one: Waiting) -> timedelta:
    return CRITICISM_WITHIN if _is_critical(one) else OTHERS_WITHIN


def _is_critical(one: Waiting) -> bool:
    return one.stars is not None and one.stars <= CRITICISM


def _proof(one: Waiting) -> Evidence:
    values = {"day": day(one.at), "name": one.author or "?", "text": quote(one.text)}
    message = say("{day}, {name}: “{text}”", **values)
    if one.stars is not None:
        message = say("{day}, {name}, {stars} of 5 stars: “{text}”", stars=one.stars, **values)
    return Evidence(message, "reviews:review", {"pk": one.review_id})


def load(workspace: Workspace, now: datetime) -> Facts:
    late = reviews.unanswered_late(workspace, now)
    return Facts(
        tuple(Waiting(one.pk, one.author, one.rating, one.text, one.at) for one in late[:_MOST_LOOKED_AT]),
        late.count(),
        now,
    )


RULE = Rule(
    id="reviews.unanswered",
    mistake="M20",
    severity="medium",
    notices=say("A critical review waits longer than a day, or another longer than three."),
    load=load,
    judge=judge,
)

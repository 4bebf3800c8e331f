"""Many people say the same is wrong, and nothing was changed about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.complaints import queries as complaints
from vitrino.domain.message import Message, say
from vitrino.domain.reviews.themes import WORDS
from vitrino.reviews import queries as reviews
from vitrino.workspace.models import Workspace

SHOWN = 5
SERIOUS = 8
# Fewer have nothing in common but chance.
FEWEST_COMPLAINTS, FEWEST_REVIEWS = 3, 5


@dataclass(frozen=True)
class Theme:
    """What people criticise. count: how many complaints or critical reviews of ninety days. is_cause: of complaints."""

    name: str | Message
    count: int
    is_cause: bool


@dataclass(frozen=True)
class Facts:
    """Themes about which nothing was done since they came up."""

    themes: tuple[Theme, ...]


def judge(facts: Facts) -> list[Noticed]:
    """One notice for all, the most frequent first."""
    often = [one for one in facts.themes if one.count >= (FEWEST_COMPLAINTS if one.is_cause else FEWEST_REVIEWS)]
    if not often:
        return []
    themes = sorted(often, key=lambda one: -one.count)
    return [
        Noticed(
            say("People keep criticising the same, and nothing was changed about it. Themes: {n}.", n=len(themes)),
            tuple(_proof(one) for one in themes[:SHOWN]),
            (Way(say("Say what you change about it"), _page(themes[0])),
             *(Way(say("See the others"), _page(one)) for one in themes[1:] if _page(one) != _page(themes[0])))[:2],
            about=",".join(sorted(str(one.name) for one in themes)),
            severity="high" if themes[0].count >= SERIOUS else "medium",
        )
    ]  # fmt: skip


def _proof(one: Theme) -> Evidence:
    if one.is_cause:
        return Evidence(say("{theme}: complaints in 90 days: {n}.", theme=one.name, n=one.count), _page(one))
    return Evidence(say("{theme}: critical reviews in 90 days: {n}.", theme=one.name, n=one.count), _page(one))


def _page(one: Theme) -> str:
    return "complaints:causes" if one.is_cause else "reviews:themes"


def load(workspace: Workspace, now: datetime) -> Facts:
    causes = complaints.unaddressed_themes(workspace, now)
    said = reviews.unaddressed_themes(workspace, now)
    return Facts(
        (
            *(Theme(one.cause.name, one.count, is_cause=True) for one in causes),
            *(Theme(WORDS[theme], count, is_cause=False) for theme, count in said),
        )
    )


RULE = Rule(
    id="reputation.theme-unaddressed",
    mistake="M17",
    severity="medium",
    notices=say("Three complaints or five critical reviews of 90 days share a cause about which nothing was changed."),
    load=load,
    judge=judge,
)

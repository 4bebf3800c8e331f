"""What Vitrino can write down for a look back."""

from __future__ import annotations

from datetime import date, datetime

from vitrino.domain.message import say
from vitrino.insight import queries
from vitrino.strategy import queries as strategy
from vitrino.ui.words import words
from vitrino.workspace.models import Workspace


def draft_of_look_back(workspace: Workspace, from_on: date, to_on: date, now: datetime) -> dict[str, str]:
    """The goals, and what was seen."""
    goals = [goal.title for goal in strategy.active_goals(workspace)]
    seen = [words(queries.learnt(one).message) for one in queries.findings_of(workspace)[:3]]
    out = queries.known_posts(workspace).filter(at__date__gte=from_on, at__date__lte=to_on).count()
    posted = words(say("{n} posts went out.", n=out))
    return {"wanted": "\n".join(goals), "happened": "\n".join([posted, *seen]), "decisions": ""}

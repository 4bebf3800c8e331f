"""What other rooms ask about goals."""

from __future__ import annotations

from vitrino.domain.message import Message
from vitrino.goals import saying
from vitrino.goals.offering import way_to_count as way_to_count
from vitrino.strategy import queries as strategy
from vitrino.strategy.queries import Goal


def label_of(goal: Goal) -> Message:
    """How it stands in two words: on track, at risk, off track, or too early to tell. Costs a query."""
    return saying.label(goal, strategy.newest_standings([goal]).get(goal.pk))

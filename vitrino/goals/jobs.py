"""Goals are looked at once a day, and at once when they are set."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from vitrino.engine.work import every, task
from vitrino.goals.actions import CATCH_UP
from vitrino.strategy import queries

logger = logging.getLogger(__name__)


@every("goals.look", 3600)
def look(now: datetime) -> None:
    """Every goal under way whose day is over; trouble with one does not keep the others waiting."""
    from vitrino.goals import looking  # numpy, which no page may load

    for goal in queries.goals_under_way():
        try:
            looking.look(goal, now)
        except Exception:
            logger.exception("looking at goal %s failed", goal.pk)


@task(CATCH_UP)
def catch_up(payload: dict[str, Any], now: datetime) -> None:
    """payload: {"goal": id}. The weeks nobody looked at are made up for; a goal that is gone or over needs nothing."""
    from vitrino.goals import looking

    goal = queries.goals_under_way().filter(pk=payload["goal"]).first()
    if goal is not None:
        looking.catch_up(goal, now)

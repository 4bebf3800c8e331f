"""Learning what posts are, ideas, and the day's list, by themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from vitrino.balance import actions, errands, offering
from vitrino.engine.work import every, task
from vitrino.workspace.models import Workspace


@every("balance.day", 900)
def make_lists(now: datetime) -> None:
    """Ideas and the day's list for every shop in whose zone a new day has begun."""
    for workspace in errands.without_list(now):
        offering.find_ideas(workspace, now)
        errands.make_list(workspace=workspace, now=now)


@every("balance.clear", 24 * 3600)
def clear(now: datetime) -> None:
    errands.clear(now)


@task(actions.LEARN)
def learn_kinds(payload: dict[str, Any], now: datetime) -> None:
    """payload: {"workspace": id}. A shop that is gone meanwhile teaches nothing."""
    from vitrino.balance.learning import learn  # loads numpy, which the rest of the worker needs not

    workspace = Workspace.objects.filter(pk=payload["workspace"]).first()
    if workspace is not None:
        learn(workspace, now)

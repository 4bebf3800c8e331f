"""Setting goals from the shop's own numbers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from vitrino.campaigns.queries import Campaign
from vitrino.channels.queries import Channel
from vitrino.domain.goals import METRICS
from vitrino.domain.slots import zone
from vitrino.engine import actions as engine
from vitrino.goals import offering
from vitrino.strategy import actions as strategy
from vitrino.strategy.queries import Goal, Pillar
from vitrino.workspace.models import Person, Workspace

CATCH_UP = "goals.catch-up"


@transaction.atomic
def set_goal(
    *,
    workspace: Workspace,
    metric: str,
    target: float,
    deadline: date,
    by: Person,
    now: datetime,
    title: str = "",
    channels: Iterable[Channel] = (),
    pillars: Iterable[Pillar] = (),
    formats: Iterable[str] = (),
    accounts: str = "",
    campaign: Campaign | None = None,
) -> Goal:
    """A goal that begins where the shop stands today, as measured. Raises Problem when it can't be a goal.

    Without two weeks of numbers it is accepted, and its baseline is measured meanwhile.
    """
    today = now.astimezone(zone(workspace.time_zone)).date()
    served = list(channels)
    start, missing = None, 0
    if metric in METRICS and deadline > today:
        numbers = offering.before(workspace, today, campaign)
        days_total = (deadline - today).days + 1
        start, missing = offering.usual(numbers, METRICS[metric], [one.pk for one in served], days_total)
    made = strategy.set_goal(
        workspace=workspace, title=title, metric=metric, target=target, deadline=deadline, by=by, now=now,
        baseline=start, baseline_until=None if start else today + timedelta(days=missing), channels=served,
        pillars=pillars, formats=formats, accounts=accounts, campaign=campaign,
    )  # fmt: skip
    # The first look needs numpy, so a worker takes it; the page shows the goal until then without a forecast.
    engine.enqueue(CATCH_UP, key=f"{CATCH_UP}:{made.pk}", payload={"goal": made.pk}, now=now)
    return made

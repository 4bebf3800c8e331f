"""Measuring and finding, by themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from vitrino.channels import queries as channels
from vitrino.engine.work import every, task, work
from vitrino.insight import actions, backfilling, measuring, queries
from vitrino.insight.models import Backfill
from vitrino.workspace.models import Workspace


@every("insight.adopt", 60)
def adopt(now: datetime) -> None:
    measuring.adopt_published(now)


@every("insight.measure", 300)
def measure(now: datetime) -> None:
    measuring.measure_due(now)


@every("insight.accounts", 3600)
def accounts(now: datetime) -> None:
    measuring.measure_accounts(now)


@every("insight.histories", 300)
def histories(now: datetime) -> None:
    backfilling.begin_new(now)


@work("insight.backfill", backfilling.rows, lease_s=180)
def read_history(row: Backfill, now: datetime) -> datetime | None:
    return backfilling.read_page(row, now)


@every("insight.learn", 6 * 3600)
def learn(now: datetime) -> None:
    actions.learn_where_due(now)


@every("insight.platforms", 24 * 3600)
def platforms(now: datetime) -> None:
    from vitrino.insight.learning.platforms import propose_platforms

    for workspace in Workspace.objects.filter(onboarding_step=0):
        propose_platforms(workspace, now)


@task(queries.LEARN)
def learn_channel(payload: dict[str, Any], now: datetime) -> None:
    """payload: {"channel": id}. A channel that is gone meanwhile teaches nothing."""
    from vitrino.insight.learning import learn  # the engine loads numpy, which the rest of the worker needs not

    channel = channels.channels_to_measure().filter(pk=payload["channel"]).select_related("workspace").first()
    if channel is not None:
        learn(channel, now)

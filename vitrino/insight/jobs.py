"""Measuring and finding, by themselves."""

from __future__ import annotations

from datetime import datetime

from vitrino.engine.work import every
from vitrino.insight import actions, measuring
from vitrino.workspace.models import Workspace


@every("insight.adopt", 60)
def adopt(now: datetime) -> None:
    measuring.adopt_published(now)


@every("insight.measure", 300)
def measure(now: datetime) -> None:
    measuring.measure_due(now)


@every("insight.accounts", 3600)
def accounts(now: datetime) -> None:
    measuring.backfill_new(now)
    measuring.measure_accounts(now)


@every("insight.find", 6 * 3600)
def find(now: datetime) -> None:
    for workspace in Workspace.objects.all():
        actions.find(workspace, now)

"""Reminders, experiments and reports, by themselves."""

from __future__ import annotations

from datetime import datetime

from vitrino.engine.work import every
from vitrino.lookback import experimenting, looking
from vitrino.workspace.models import Workspace


@every("lookback.begin-experiments", 300)
def begin_experiments(now: datetime) -> None:
    experimenting.begin_new(now)


@every("lookback.look-at-experiments", 3600)
def look_at_experiments(now: datetime) -> None:
    experimenting.look(now)


@every("lookback.remind", 3600)
def remind(now: datetime) -> None:
    for workspace in Workspace.objects.filter(onboarding_step=0):
        looking.remind(workspace, now)

"""What the strategy does by itself."""

from __future__ import annotations

from datetime import datetime

from vitrino.engine.work import every
from vitrino.strategy import reminding
from vitrino.workspace.models import Workspace


@every("strategy.remind", 3600)
def remind(now: datetime) -> None:
    for workspace in Workspace.objects.filter(onboarding_step=0):
        reminding.remind(workspace, now)

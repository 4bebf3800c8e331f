"""Every full hour is counted a few minutes after it ended; every mention is weighed by itself within the minute."""

from __future__ import annotations

from datetime import datetime

from vitrino.engine.work import every
from vitrino.surges import actions, glancing, queries
from vitrino.surges.counting import hour_of


@every("surges.watch", 300)
def watch(now: datetime) -> None:
    for workspace in queries.behind(hour_of(now - actions.SETTLED)).iterator():
        actions.watch(workspace=workspace, now=now)


@every("surges.glance", 60)
def glance(now: datetime) -> None:
    for workspace in queries.unweighed():
        glancing.glance(workspace=workspace, now=now)

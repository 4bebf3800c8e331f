"""Every minute: new waves, due words, the log."""

from __future__ import annotations

from datetime import datetime

from vitrino.crisis import queries, reminding
from vitrino.engine.work import every


@every("crisis.watch", 60)
def watch(now: datetime) -> None:
    reminding.suspect_from_waves(now)
    for incident in queries.running():
        if reminding.settle(incident, now):
            continue
        reminding.follow(incident, now)
        reminding.remind(incident, now)

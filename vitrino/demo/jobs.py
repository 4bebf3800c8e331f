"""What the sample shop has learnt: found in the background, so that nobody waits for it when the shop is opened."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from vitrino.channels import queries as channels
from vitrino.demo import looks
from vitrino.demo.numbers import LEARN
from vitrino.engine.work import task
from vitrino.insight import queries as insight
from vitrino.lookback import experimenting
from vitrino.workspace import queries as workspaces

# Advice of so long ago can be judged by what went out since.
WEEKS_AGO = 5


@task(LEARN)
def learn(payload: dict[str, Any], now: datetime) -> None:
    """payload: {"workspace": id, "at": ISO}. First what was to be known five weeks ago, then what is known today."""
    from vitrino.insight.learning import learn as learn_from  # loads numpy, which the rest of the worker needs not

    at = datetime.fromisoformat(payload["at"])
    workspace = workspaces.workspace(payload["workspace"])
    experimenting.look(now)
    for channel in channels.channels_of(workspace).select_related("workspace"):
        if insight.can_teach(channel):
            learn_from(channel, at - timedelta(weeks=WEEKS_AGO))
            learn_from(channel, at)
    looks.report(workspace, at)

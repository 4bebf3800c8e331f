"""What comes back by itself."""

from __future__ import annotations

from datetime import datetime

from vitrino.engine.work import every
from vitrino.recurring import occurring, queries


@every("recurring.forward", 900)
def bring_forward(now: datetime) -> None:
    for recurrence in queries.running():
        occurring.bring_forward(recurrence, now)

"""What approval does by itself: tell about changed texts, remind before the time."""

from __future__ import annotations

from datetime import datetime

from vitrino.approval import asking
from vitrino.engine.work import every


@every("approval.tell", 60)
def tell_of_changes(now: datetime) -> None:
    asking.tell_of_changes(now)


@every("approval.remind", 300)
def remind(now: datetime) -> None:
    asking.remind(now)

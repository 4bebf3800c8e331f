"""What approval does by itself: tell about changed texts, remind before the time."""

from __future__ import annotations

from datetime import datetime

from vitrino.approval import asking, queries
from vitrino.approval.actions import BELL
from vitrino.engine.work import every


@every("approval.tell", 60, bell=BELL)
def tell_of_changes(now: datetime) -> None:
    for request in queries.open_requests():
        asking.look_again(request.post)
    asking.tell_of_changes(now)


@every("approval.remind", 300)
def remind(now: datetime) -> None:
    asking.remind(now)

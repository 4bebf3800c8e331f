"""What approval does by itself: tell about changed texts, remind before the time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from vitrino.approval import asking, queries, reminding
from vitrino.approval.actions import BELL
from vitrino.engine.work import every, task


@every("approval.tell", 60, bell=BELL)
def tell_of_changes(now: datetime) -> None:
    for request in queries.open_requests():
        asking.look_again(request.post)
    asking.tell_of_changes(now)


@every("approval.remind", 300)
def remind(now: datetime) -> None:
    asking.remind(now)


@task(reminding.TASK)
def remind_client(payload: dict[str, Any], now: datetime) -> None:
    reminding.send(payload["link"], datetime.fromisoformat(payload["until"]), now)

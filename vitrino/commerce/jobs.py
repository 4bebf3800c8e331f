"""What shops need by themselves: to be read, to be listened to, and to be reminded to call."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from vitrino.commerce import actions
from vitrino.commerce.connecting import HOOKS
from vitrino.commerce.models import ShopConnection, ShopReading
from vitrino.connect import registry
from vitrino.engine.work import all_rows, every, task, work
from vitrino.intake.actions import reads


@work("commerce.reading", all_rows(ShopReading), lease_s=300, lane="connection__system")
def read_shop(reading: ShopReading, now: datetime) -> datetime | None:
    return actions.read(reading, now)


@task(HOOKS)
def subscribe(payload: dict[str, Any], now: datetime) -> None:
    shop = ShopConnection.objects.filter(pk=payload["shop_id"]).first()
    if shop is not None:
        actions.subscribe(shop=shop, now=now)


@every("commerce.renew-hooks", 86_400)
def renew_hooks(now: datetime) -> None:
    actions.renew_hooks(now)


for _system in registry.shops():
    reads(_system)(actions.hear)

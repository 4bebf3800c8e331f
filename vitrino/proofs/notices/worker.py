"""The product's own scheduler with nothing but notices to do, and with short times; and who makes the alerts."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connections

from vitrino.domain import storms
from vitrino.engine import ticker, work
from vitrino.notify import failing, sending
from vitrino.notify.models import Alert, Delivery, Way
from vitrino.notify.ways import telegram
from vitrino.proofs.notices.shops import Town
from vitrino.proofs.patience import patiently

LEASE_S = 6.0
TIMEOUT_S = 2.0


def get_ready(place: Mapping[str, Any], *, is_careless: bool) -> None:
    """Only the works of notices. Pauses are a thirtieth of what they are, so that hours fit into minutes."""
    work.discover()
    mine = {name: replace(one, lease_s=LEASE_S) for name, one in work.WORKS.items() if name.startswith("notify.")}
    work.WORKS.clear()
    work.WORKS.update(mine)
    work.SCHEDULES.clear()
    vars(ticker)["discover"] = lambda: None
    vars(telegram)["SITE"] = f"http://127.0.0.1:{place['http']}"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", place["smtp"], TIMEOUT_S
    sending.LIMITS = replace(sending.LIMITS, total_s=TIMEOUT_S, connect_s=TIMEOUT_S)
    for module in (sending, failing):
        vars(module).update(FIRST_PAUSE=timedelta(seconds=0.3), LONGEST_PAUSE=timedelta(seconds=5))
    sending.LATE = timedelta(minutes=10)  # a long queue here is no outage: most are to come alone
    vars(storms)["PAUSES"] = tuple(pause / 30 for pause in storms.PAUSES)
    if is_careless:
        vars(sending)["_failed"] = _forgets


def _forgets(row: Delivery, way: Way, alerts: Sequence[Alert], error: Exception, now: datetime) -> None:
    """What many senders do: it was sent, whatever came back."""
    sending._proven(row, way, "sent", now)


def fork_producer(town: Town, numbers: Iterable[int], acknowledge: int) -> int:
    """A process that tells these alerts and names each of them in the pipe after its commit; its process id."""
    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for number in numbers:
            patiently(lambda number=number: town.tell(number))  # type: ignore[misc]
            os.write(acknowledge, number.to_bytes(4, "big"))
    finally:
        os._exit(0)

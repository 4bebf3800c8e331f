"""Deliveries become arrivals, in a transaction of their own. What can't be read is put aside and stops nobody else."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import OperationalError, transaction

from vitrino.channels import actions as channels
from vitrino.channels.queries import Channel
from vitrino.connect import registry
from vitrino.connect.hooks import Heard, Incoming
from vitrino.intake import turnstile
from vitrino.intake.models import Delivery

logger = logging.getLogger(__name__)

# Few enough that whoever receives does not wait for long.
BATCH = 100


@dataclass(frozen=True)
class Delivered:
    """What an app above gets to read. The same delivery may come again, so reading must be idempotent."""

    address_id: int
    workspace_id: int
    platform: str
    incoming: Incoming
    at: datetime


Above = Callable[[Delivered, datetime], None]
_ABOVE: dict[str, Above] = {}


def reads(platform: str) -> Callable[[Above], Above]:
    """Declare, in an app's `jobs.py`, who reads what a platform without a reader of its own delivers."""

    def declare(read: Above) -> Above:
        _ABOVE[platform] = read
        return read

    return declare


def read_waiting(now: datetime) -> int:
    """Read everything that waits, oldest first; how many deliveries that were."""
    total = 0
    while batch := _waiting():
        _read(batch, now)
        total += len(batch)
    return total


def _waiting() -> list[Delivery]:
    found = Delivery.objects.filter(state=Delivery.State.WAITING).select_related("address__channel")
    return list(found.order_by("pk")[:BATCH])


def _read(batch: Sequence[Delivery], now: datetime) -> None:
    """All in one transaction; if that fails, each in its own, so that only the broken one is put aside.

    What was delivered goes before what is done with it later, or the many small steps of that would keep it waiting.
    """
    try:
        with turnstile.shut(), transaction.atomic():
            _store(batch, now)
    except OperationalError:
        raise  # the database is at fault, not what came
    except Exception:
        for delivery in batch:
            _read_alone(delivery, now)


def _read_alone(delivery: Delivery, now: datetime) -> None:
    try:
        with transaction.atomic():
            _store([delivery], now)
    except OperationalError:
        raise
    except Exception as error:
        logger.exception("delivery %s can't be read", delivery.pk)
        Delivery.objects.filter(pk=delivery.pk).update(
            state=Delivery.State.DEAD, error=f"{type(error).__name__}: {error}"[:500], read_at=now
        )


def _store(batch: Sequence[Delivery], now: datetime) -> None:
    heard: dict[Channel, list[Heard]] = {}
    for delivery in batch:
        channel, found = _heard(delivery, now)
        if channel is not None:
            heard.setdefault(channel, []).append(found)
    for channel, all_found in heard.items():
        arrivals = [arrival for found in all_found for arrival in found.arrivals]
        if arrivals:
            channels.take_in(channel, arrivals, now)
        to_read = {kind for found in all_found for kind in found.to_read}
        if to_read:
            channels.read_soon(channel, to_read, now)
    Delivery.objects.filter(pk__in=[one.pk for one in batch]).update(state=Delivery.State.READ, error="", read_at=now)


def _heard(delivery: Delivery, now: datetime) -> tuple[Channel | None, Heard]:
    """What a delivery says and to which channel; an app above reads its own at once."""
    address = delivery.address
    incoming = Incoming(delivery.headers, bytes(delivery.body))
    hook = registry.hooks()[address.platform]
    if hook.read is None or address.channel is None:
        _ABOVE[address.platform](_delivered(delivery, incoming), now)
        return None, Heard()
    return address.channel, hook.read(incoming)


def _delivered(delivery: Delivery, incoming: Incoming) -> Delivered:
    address = delivery.address
    return Delivered(address.pk, address.workspace_id, address.platform, incoming, delivery.received_at)

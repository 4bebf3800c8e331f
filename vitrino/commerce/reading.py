"""Reading a shop page by page: each page is stored together with the place after it, or neither is."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from vitrino.channels.clock import running_from
from vitrino.commerce import keys
from vitrino.commerce.models import ShopReading
from vitrino.commerce.taking import take_customers, take_orders
from vitrino.connect.errors import AuthLost, ConnectError, RateLimited
from vitrino.connect.shop import KINDS, NotAllowed, ReadKind, ShopPage
from vitrino.domain.message import say

# A longer run goes on at once in the next one, so that nobody else waits for long.
MAX_PAGES = 20
SLOWEST_S = 3600
SILENT = timedelta(days=1)
ASK_AGAIN = timedelta(hours=6)


def read(reading: ShopReading, now: datetime) -> datetime | None:
    """Read what is new; gives when to come back, None when only a person can help."""
    shop = reading.connection
    if not shop.is_usable:
        return None
    try:
        with running_from(now):
            is_done = _read_pages(reading, now)
    except ConnectError as error:
        return _next_after(reading, error, now)
    return now + timedelta(seconds=reading.every_s) if is_done else now


def _read_pages(reading: ShopReading, now: datetime) -> bool:
    """True when the shop has nothing newer right now."""
    shop, kind = reading.connection, _kind(reading.kind)
    for _page in range(MAX_PAGES):
        cursor = reading.cursor
        page = keys.call(shop, lambda connector, at=cursor: connector.read(kind, at, shop.since_at))  # type: ignore[misc]
        if not store(reading, page, now):
            return True  # somebody else read on meanwhile
        if page.is_complete:
            return True
    return False


@transaction.atomic
def store(reading: ShopReading, page: ShopPage, now: datetime) -> bool:
    """Store a page and move on, both or neither. False when the place is no longer where this page began."""
    mine = ShopReading.objects.select_for_update().filter(pk=reading.pk, cursor=reading.cursor)
    if mine.first() is None:
        return False
    new = take_customers(reading.connection, page.customers, now)
    new += take_orders(reading.connection, page.orders, now, is_read=True)
    reached = max((one.updated_at for one in page.orders), default=reading.reached_at)
    values = {"cursor": page.cursor, "failures": 0, "last_error": {}, "last_ok_at": now, "reached_at": reached}
    if reading.first_done_at is None:
        values |= {"seen": F("seen") + new}
        values |= {"total": page.total} if page.total is not None else {}
        values |= {"first_done_at": now} if page.is_complete else {}
    ShopReading.objects.filter(pk=reading.pk).update(**values)
    reading.refresh_from_db()
    return True


def _next_after(reading: ShopReading, error: ConnectError, now: datetime) -> datetime | None:
    """When to try again after a failure; what was read until then is kept."""
    failures = reading.failures + 1
    values = {"failures": failures, "last_error": keys.stored(error.message)}
    if isinstance(error, RateLimited):
        values["failures"] = reading.failures  # to be asked to wait is no failure
    ShopReading.objects.filter(pk=reading.pk).update(**values)
    if isinstance(error, AuthLost):
        return None
    if isinstance(error, NotAllowed):  # the owner may tick it any day
        return now + ASK_AGAIN
    _tell_of_silence(reading, now)
    if isinstance(error, RateLimited):
        return error.until
    return now + timedelta(seconds=min(SLOWEST_S, reading.every_s * 2 ** min(failures - 1, 10)))


def _tell_of_silence(reading: ShopReading, now: datetime) -> None:
    shop = reading.connection
    heard_at = reading.last_ok_at or shop.connected_at
    if now - heard_at > SILENT + timedelta(seconds=reading.every_s):
        key = f"shop-silent:{shop.pk}:{heard_at:%Y%m%d%H%M}"
        keys.tell(shop, key, say("{name} has not answered for a day. Please look what it says.", name=str(shop)), now)


def _kind(text: str) -> ReadKind:
    return next(kind for kind in KINDS if kind == text)

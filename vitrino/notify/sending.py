"""A delivery on its way: closed, sent, proven; or tried again later, and sent another way before anybody misses it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from vitrino.connect.errors import (
    AddressRefused,
    AuthLost,
    ConnectError,
    OutcomeUnknown,
    Refused,
    Transient,
    Unsupported,
)
from vitrino.connect.http import HttpDoor, Limits
from vitrino.domain.message import say
from vitrino.notify import addresses, failing, holding, letters, planning
from vitrino.notify.models import Alert, Delivery, Item, Tide, Way
from vitrino.notify.ways import WAYS, mail
from vitrino.notify.ways.contract import Letter
from vitrino.workspace import queries as workspaces

logger = logging.getLogger(__name__)

LIMITS = Limits(total_s=15, connect_s=5, max_bytes=64 * 1024, retries=0)
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(hours=24)
HELD_PAUSE = timedelta(minutes=1)
# After so many failures the alerts go another way as well; this one is still tried.
ANOTHER_WAY_AFTER = 2
# A delivery this late takes along what else waits for the same way: one message instead of a hundred.
LATE = timedelta(minutes=2)
MERGED_FROM = 3
FOR_GOOD = (Refused, AuthLost, AddressRefused, Unsupported)


def work_off(row: Delivery, now: datetime) -> datetime | None:
    """Send what is due; when to try again."""
    if holding.is_held(now):
        return now + HELD_PAUSE
    if not workspaces.is_member(row.person_id, row.workspace_id):
        return _ended(row, Delivery.State.SPARED)
    way = row.way
    if way is None or not addresses.is_live(way):
        return _given_up(row, _alerts(row), now)
    _close(row, now)
    alerts = _alerts(row)
    if way.paused_until is not None and way.paused_until > now and row.created_at > now - GIVEN_UP_AFTER:
        failing.go_another_way(row, alerts, now, is_over=False)
        return way.paused_until
    if not alerts or (row.attempts > 0 and failing.are_known(alerts, row)):
        return _ended(row, Delivery.State.SPARED)
    letter = letters.letter(row, alerts)
    try:
        proof = hand_over(way, letter)
    except ConnectError as error:
        return _failed(row, way, alerts, error, now)
    except Exception:  # a mistake in one way must not keep the others from being asked
        logger.exception("notice %s by %s met an unforeseen error", row.pk, way.kind)
        return _failed(row, way, alerts, Transient(say("Something unforeseen went wrong with it.")), now)
    return _proven(row, way, proof, now)


def hand_over(way: Way, letter: Letter) -> str:
    """Send one letter; the proof that it was taken. Raises what `ways.contract` says."""
    with letters.spoken_to(way.person, way.workspace):
        return WAYS[way.kind].send(addresses.opened(way), letter, door())


def door() -> HttpDoor:
    """The guarded door. No repeats: a delivery has its own."""
    return HttpDoor(allow_private=settings.VITRINO_ALLOW_PRIVATE, limits=LIMITS)


def _alerts(row: Delivery) -> list[Alert]:
    """What the delivery tells, oldest first."""
    return list(Alert.objects.filter(items__delivery=row).select_related("workspace", "person").order_by("at", "pk"))


def _close(row: Delivery, now: datetime) -> None:
    """Nothing joins from here on. One that is late takes along what else waits for the same way."""
    if row.is_open:
        with transaction.atomic():
            Delivery.objects.select_for_update().filter(pk=row.pk).update(is_open=False)
        row.is_open = False
        if row.form == Delivery.Form.GROUP:
            mine = Tide.objects.filter(person=row.person_id, workspace=row.workspace_id, kind=row.kind)
            mine.filter(since__isnull=False).update(told=F("told") + 1)
    if row.attempts == 0 and row.due_at is not None and row.due_at < now - LATE:
        _gather(row, now)


@transaction.atomic
def _gather(row: Delivery, now: datetime) -> None:
    waiting = Delivery.objects.select_for_update(of=("self",)).filter(
        way=row.way_id, state=Delivery.State.WAITING, due_at__lte=now, lease_until=None,
    ).exclude(pk=row.pk).exclude(form=Delivery.Form.REMINDER)  # fmt: skip
    others = list(waiting.order_by("due_at").values_list("pk", flat=True)[: planning.MOST_TOLD - row.size])
    if len(others) < MERGED_FROM or row.form == Delivery.Form.REMINDER:
        return
    told = Item.objects.filter(delivery=row).values("alert")
    moved = Item.objects.filter(delivery__in=others).exclude(alert__in=told)
    first = {item.alert_id: item.pk for item in moved.order_by("-pk")}  # of one alert in two of them, one is enough
    Item.objects.filter(pk__in=first.values()).update(delivery=row)
    Delivery.objects.filter(pk__in=others).update(state=Delivery.State.MERGED, is_open=False, due_at=None)
    row.size += len(first)
    if row.form == Delivery.Form.SINGLE:
        row.form = Delivery.Form.GROUP
    Delivery.objects.filter(pk=row.pk).update(form=row.form, size=row.size)


def _proven(row: Delivery, way: Way, proof: str, now: datetime) -> datetime | None:
    is_kept = proof == mail.KEPT
    Delivery.objects.filter(pk=row.pk).update(
        state=Delivery.State.KEPT if is_kept else Delivery.State.SENT, sent_at=now, attempts=row.attempts + 1,
        proof="" if is_kept else proof[:200], trouble={},
    )  # fmt: skip
    if not is_kept:
        failing.note_success(way, now)
    return None


def _failed(row: Delivery, way: Way, alerts: Sequence[Alert], error: ConnectError, now: datetime) -> datetime | None:
    """Later once more; by then, or when that is useless, another way is asked too."""
    logger.warning("notice %s by %s failed (%s): %s", row.pk, way.kind, row.attempts + 1, type(error).__name__)
    row.attempts += 1
    row.doubts += isinstance(error, OutcomeUnknown)
    trouble = {"template": error.message.template, "values": error.message.stored()}
    Delivery.objects.filter(pk=row.pk).update(attempts=row.attempts, doubts=row.doubts, trouble=trouble)
    failing.note_failure(way, trouble, is_final=isinstance(error, FOR_GOOD), now=now)
    if isinstance(error, FOR_GOOD) or row.created_at <= now - GIVEN_UP_AFTER:
        return _given_up(row, alerts, now)
    if row.attempts >= ANOTHER_WAY_AFTER:
        failing.go_another_way(row, alerts, now, is_over=False)
    return max(now + pause(row.attempts), retry_at(error) or now)


def retry_at(error: ConnectError) -> datetime | None:
    """When the other side asked us to come back."""
    return error.retry_at if isinstance(error, Transient) else None


def pause(attempts: int) -> timedelta:
    """10 s, 20 s, 40 s … an hour."""
    return min(LONGEST_PAUSE, FIRST_PAUSE * (1 << min(attempts - 1, 20)))


def _given_up(row: Delivery, alerts: Sequence[Alert], now: datetime) -> datetime | None:
    """Never silently: what it was to tell goes another way, or whoever owns the shop hears of it."""
    failing.go_another_way(row, alerts, now, is_over=True)
    return _ended(row, Delivery.State.GIVEN_UP)


def _ended(row: Delivery, state: Delivery.State) -> datetime | None:
    Delivery.objects.filter(pk=row.pk).update(state=state, is_open=False)
    return None

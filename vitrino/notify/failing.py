"""When a way fails: the person hears of it, others stand in, and if none is left the owners hear of that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from vitrino.domain.message import Message, say
from vitrino.engine import actions as engine
from vitrino.notify import addresses, letters, planning
from vitrino.notify.models import Alert, Delivery, Item, Way
from vitrino.notify.telling import Notice, audience, tell
from vitrino.notify.ways import WAYS

# From the third failure in a row on, a way is left alone for a while and its person is told.
MANY = 3
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)
# What could not be told for so long is somebody else's business too.
UNREACHABLE_AFTER = timedelta(hours=1)


def note_success(way: Way, now: datetime) -> None:
    Way.objects.filter(pk=way.pk).update(
        proven_at=now, failures=0, failing_since=None, paused_until=None, trouble={}, ended_at=None
    )


def note_failure(way: Way, trouble: Mapping[str, Any], *, is_final: bool, now: datetime) -> None:
    """Count it. is_final: trying again is useless until the person does something."""
    mine = Way.objects.filter(pk=way.pk)
    mine.update(failures=F("failures") + 1, trouble=trouble)
    mine.filter(failing_since=None).update(failing_since=now)
    way.refresh_from_db(fields=["failures", "failing_since"])
    if is_final or way.failures >= MANY:
        over = min(max(0, way.failures - MANY), 20)
        mine.update(paused_until=now + min(LONGEST_PAUSE, FIRST_PAUSE * (1 << over)))
        _tell_of_failure(way, trouble, now)


def are_known(alerts: Sequence[Alert], row: Delivery) -> bool:
    """Has the person read, or been told by another way, everything in this delivery?"""
    unread = [alert.pk for alert in alerts if alert.read_at is None]
    told = Item.objects.filter(alert__in=unread, delivery__state=Delivery.State.SENT).exclude(delivery=row)
    return set(unread) <= set(told.values_list("alert", flat=True))


@transaction.atomic
def go_another_way(row: Delivery, alerts: Sequence[Alert], now: datetime, *, is_over: bool) -> None:
    """What this delivery does not get told goes by the next way that has not been asked. When there is none left and
    it is over, or has lasted for long, the owners hear that somebody can't be reached."""
    pending = _nowhere_else(row, alerts)
    if not pending:
        return
    ways = addresses.live_ways(row.workspace, [row.person], now)[row.person_id]
    asked = set(_others(row, pending).values_list("delivery__way", flat=True)) | {row.way_id}
    others = [way for way in ways if way.pk not in asked and addresses.can_reach(way)]
    free = sorted(others, key=lambda way: way.failing_since is not None)
    if free:
        form = Delivery.Form.GROUP if len(pending) > 1 else row.form
        planning.hand_over(free[0], pending, form, now, level=row.level)
        engine.ring()
    elif is_over or row.created_at <= now - UNREACHABLE_AFTER:
        _tell_owners(row, pending, now)


def _nowhere_else(row: Delivery, alerts: Sequence[Alert]) -> list[Alert]:
    """Those that are unread, and that no other delivery has told or is about to tell with good hope."""
    hopeful = Q(delivery__state=Delivery.State.SENT) | Q(
        delivery__state=Delivery.State.WAITING, delivery__attempts__lt=2, delivery__way__failing_since=None
    )
    elsewhere = set(_others(row, alerts).filter(hopeful).values_list("alert", flat=True))
    return [alert for alert in alerts if alert.read_at is None and alert.pk not in elsewhere]


def _others(row: Delivery, alerts: Sequence[Alert]) -> QuerySet[Item]:
    return Item.objects.filter(alert__in=[alert.pk for alert in alerts]).exclude(delivery=row)


def _tell_of_failure(way: Way, trouble: Mapping[str, Any], now: datetime) -> None:
    """Once for each time it fails: in the page at once, and by the person's other ways."""
    since = way.failing_since or now
    with letters.spoken_to(way.person, way.workspace):
        shown = date_format(timezone.localtime(since), "SHORT_DATETIME_FORMAT")
    why = Message(str(trouble.get("template", "")), trouble.get("values") or {})
    message = say(
        "We could not reach you by {way} since {since}. {why}", way=WAYS[way.kind].label, since=shown, why=why
    )
    url = reverse("notify:choices", kwargs={"slug": way.workspace.slug})
    notice = Notice(f"way:{way.pk}:{since:%Y%m%d%H%M%S}", message, url)
    tell([notice], workspace=way.workspace, kind="way", now=now, people=[way.person], without=way)


def _tell_owners(row: Delivery, alerts: Sequence[Alert], now: datetime) -> None:
    """Nobody may be out of reach without anybody knowing. Not about such notices themselves: they would go round."""
    if all(alert.kind in ("way", "unreachable") for alert in alerts):
        return
    owners = [person for person in audience(row.workspace, "unreachable") if person.pk != row.person_id]
    message = say("{name} can't be reached by any way. Notices for them wait unread in Vitrino.", name=str(row.person))
    url = reverse("notify:list", kwargs={"slug": row.workspace.slug})
    notice = Notice(f"unreachable:{row.person_id}:{now:%Y%m%d}", message, url, "high")
    tell([notice], workspace=row.workspace, kind="unreachable", now=now, people=owners)

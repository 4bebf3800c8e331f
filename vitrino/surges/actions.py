"""Watching for waves: every full hour is counted once, and a wave is told once."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from vitrino.domain.insight.spikes import Detector, Kind
from vitrino.domain.message import Message, say
from vitrino.domain.slots import zone
from vitrino.notify import actions as notify
from vitrino.surges.counting import HOUR, Heard, heard, hour_of
from vitrino.surges.models import Surge, Tide
from vitrino.workspace.actions import record
from vitrino.workspace.models import Workspace

# An hour is counted when what was stored at its end is surely there.
SETTLED = timedelta(minutes=2)
_LEARNED_FROM = timedelta(weeks=8)
# Nobody listened while Vitrino stood still: such hours are unknown, not silent. And old waves are no news.
_STOOD_STILL = 3 * HOUR
TOLD_H = 12


@transaction.atomic
def watch(*, workspace: Workspace, now: datetime) -> list[Surge]:
    """Take in the hours since the last time; the waves that were noticed now."""
    until = hour_of(now - SETTLED)
    tide = Tide.objects.select_for_update().filter(workspace=workspace).first()
    hours = heard(workspace, tide.counted_until if tide else until - _LEARNED_FROM, until)
    if tide is None and not hours:
        return []
    known_from = until - _STOOD_STILL if tide else min(hours)
    tide = tide or Tide(workspace=workspace, counted_until=known_from)
    detector = Detector.restored(tide.state) if tide.state else Detector()
    found = []
    for begin in _each(tide.counted_until, until):
        kind = _take(detector, begin.astimezone(zone(workspace.time_zone)), hours.get(begin), begin >= known_from)
        if kind and until - begin <= _STOOD_STILL:
            found.append(_raise(workspace, kind, detector, begin + HOUR, now))
    tide.counted_until, tide.state = until, detector.saved()
    tide.save()
    return found


def _each(since: datetime, until: datetime) -> Iterator[datetime]:
    while since < until:
        yield since
        since += HOUR


def _take(detector: Detector, local: datetime, who: Heard | None, is_known: bool) -> Kind | None:
    if who is None:
        return detector.hour(local.weekday(), local.hour, 0.0 if is_known else math.nan, 0.0)
    return detector.hour(local.weekday(), local.hour, len(who.everybody), len(who.unhappy))


def _raise(workspace: Workspace, kind: Kind, detector: Detector, at: datetime, now: datetime) -> Surge:
    hours = detector.last[-TOLD_H:]
    surge = Surge.objects.create(
        workspace=workspace,
        kind=kind,
        at=at,
        total=round(sum(one.total for one in hours)),
        negative=round(sum(one.negative for one in hours)),
        usual_total=sum(one.usual_total for one in hours),
        usual_negative=sum(one.usual_negative for one in hours),
    )
    record("surge.noticed", workspace=workspace, by=None, now=now, about=surge, total=surge.total)
    url = reverse("surges:home", kwargs={"slug": workspace.slug})
    notify.alert(workspace=workspace, kind="surge", key=f"surge-{surge.pk}", message=words(surge), url=url, now=now,
                 urgency="high" if kind == "crisis" else "normal")  # fmt: skip
    return surge


def words(surge: Surge) -> Message:
    """What is told: how many, against what is usual."""
    if surge.kind == Surge.Kind.CRISIS:
        return say(
            "Many complain at once: {negative} unhappy people in twelve hours; usual is {usual}. Read what they say"
            " before you publish anything else.",
            negative=surge.negative, usual=_about(surge.usual_negative),
        )  # fmt: skip
    return say(
        "Much is said of the shop: {total} people in twelve hours; usual is {usual}. They are no angrier than always.",
        total=surge.total, usual=_about(surge.usual_total),
    )  # fmt: skip


def _about(count: float) -> Message:
    return say("about {count}", count=round(count)) if count >= 1 else say("less than one")

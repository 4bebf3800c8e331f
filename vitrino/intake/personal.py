"""Calls of platforms that carried a person's words, until they are forgotten by themselves after a month."""

from __future__ import annotations

from datetime import datetime

from vitrino.intake.models import Delivery
from vitrino.workspace.keeping import SHORTEST_TRACE, Holding, Subject


def held(subject: Subject) -> list[Holding]:
    """Nothing but what the arrivals made of it show."""
    return []


def erase(subject: Subject, now: datetime) -> int:
    """What was read already is emptied; what waits is read first, and what is forgotten is refused then."""
    told = _told(subject)
    theirs = [pk for pk, body in _read(subject) if any(one in bytes(body) for one in told)]
    return Delivery.objects.filter(pk__in=theirs).update(body=b"", error="")


def _told(subject: Subject) -> set[bytes]:
    """As JSON writes it: letters beyond ASCII may be escaped there."""
    handles = {handle for _platform, handle in subject.handles if len(handle) >= SHORTEST_TRACE}
    accounts = {remote_id for _platform, remote_id in subject.accounts}
    words = {one for one in subject.traces | handles | accounts if one}
    escaped = {one.encode("unicode_escape").replace(b"\\x", b"\\u00") for one in words}
    return {one.encode() for one in words} | escaped


def _read(subject: Subject) -> list[tuple[int, bytes | memoryview[int]]]:
    calls = Delivery.objects.filter(address__workspace=subject.workspace).exclude(state=Delivery.State.WAITING)
    return list(calls.exclude(body=b"").values_list("pk", "body"))

"""The process that is killed: the product's own scheduler and pool, forked from a parent that has loaded everything."""

from __future__ import annotations

import gc
import os
import time
from dataclasses import dataclass, replace

from django.db import connections
from django.urls import reverse
from django.utils import timezone

from tests.kill.shape import ENTRANTS, LEASE_S, SENT_AT, windows
from vitrino.channels import doors
from vitrino.channels.models import Channel
from vitrino.connect.wire import Door, Request, Response
from vitrino.domain.publication import NotSent
from vitrino.engine import actions as engine
from vitrino.engine import ticker, work
from vitrino.publishing import outcomes, policies, read_back, sending
from vitrino.publishing.models import Publication


@dataclass(frozen=True)
class StampingDoor:
    """Says on each request when it left, so that the world can keep what the protocol assumes of it."""

    inner: Door

    def send(self, request: Request) -> Response:
        stamp = {SENT_AT: str(time.clock_gettime(time.CLOCK_BOOTTIME))}
        return self.inner.send(replace(request, headers={**request.headers, **stamp}))


def get_ready() -> None:
    """Only publishing, with short windows; nothing else of the product is changed."""
    work.discover()
    mine = replace(work.WORKS["publishing.publication"], lease_s=LEASE_S)
    work.WORKS.clear()
    work.WORKS[mine.name] = mine
    work.SCHEDULES.clear()
    policies.SCALED.update({entrant.key: windows(entrant) for entrant in ENTRANTS})
    vars(read_back)["AFTER"] = ()  # reading back what is out is not what this test is about
    to_platform = doors.door_for

    def stamped(channel: Channel, *, total_s: float | None = None) -> Door:
        return StampingDoor(to_platform(channel, total_s=total_s))

    doors.door_for = stamped
    vars(ticker)["discover"] = lambda: None  # done above, once for all children


def be_careless() -> None:
    """What many schedulers do: whatever went wrong, it was not sent."""
    vars(outcomes)["of_write_error"] = lambda error: NotSent()


def warm_up(row: Publication) -> None:
    """Let the parent do once what the children do, so that not each of them has to load and compile it again."""
    sending.work_off(row, timezone.now())
    reverse("publishing:publication", kwargs={"slug": "zorza", "pk": row.pk})
    gc.collect()
    gc.freeze()  # a child that sweeps its parent's memory copies it


def fork(threads: int) -> int:
    """A new worker; its process id. The caller must hold no thread but its own."""
    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    try:
        engine._BELL.clear()
        scheduler = ticker.Ticker(threads)
        scheduler._beaten_at = timezone.now()  # its sign of life would only keep the database busy
        scheduler.run()
    finally:
        os._exit(1)


def settle(pk: int, most_s: float = 20.0) -> None:
    """Work one row off in this process until nothing more is to be done with it."""
    ends_s = time.monotonic() + most_s
    while time.monotonic() < ends_s:
        row = Publication.objects.select_related("channel", "workspace", "parent").get(pk=pk)
        due_at = sending.work_off(row, timezone.now())
        Publication.objects.filter(pk=pk).update(due_at=due_at)
        if due_at is None:
            return
        time.sleep(max(0.0, min(0.2, (due_at - timezone.now()).total_seconds())))

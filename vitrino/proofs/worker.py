"""The processes that are killed: the product's own scheduler and pool, forked from a parent that has loaded it all."""

from __future__ import annotations

import gc
import os
import random
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Literal

from django.db import connections
from django.urls import reverse
from django.utils import timezone

from vitrino.channels import doors
from vitrino.channels.models import Channel
from vitrino.connect import intime
from vitrino.connect.wire import Door, Request, Response
from vitrino.domain.publication import NotSent
from vitrino.engine import actions as engine
from vitrino.engine import ticker, work
from vitrino.proofs.shape import DROWSY_S, HANDSHAKE_S, LEASE_S, MARGIN_S, SENDER, SENT_AT, SOON, Entrant, windows
from vitrino.publishing import outcomes, policies, read_back, sending
from vitrino.publishing.models import Publication

Carelessness = Literal["", "resends", "oversleeps"]
# Where a worker can be told to stop itself at its first write: after its own check of the deadline, or between the
# socket's check and the system call.
Bed = Literal["handshake", "last moment"]
BEDS: tuple[Bed, ...] = ("handshake", "last moment")
WORK = "publishing.publication"
# So long a request of a careless worker may take; its sleep is over by then.
AWAKE_AGAIN_S = 20.0
_sender = ["worker"]
_bed: list[tuple[Bed, float]] = []


@dataclass(frozen=True)
class StampingDoor:
    """Says on each request who sends it and when, and takes the time that names and handshakes take."""

    inner: Door

    def send(self, request: Request) -> Response:
        stamp = {SENT_AT: str(intime.boot_s()), SENDER: _sender[0]}
        if request.method not in ("GET", "HEAD"):
            time.sleep(random.uniform(*HANDSHAKE_S))
            _sleep_in("handshake")
        return self.inner.send(replace(request, headers={**request.headers, **stamp}))


def get_ready(entrants: Iterable[Entrant]) -> None:
    """Only publishing, with short windows; nothing else of the product is changed."""
    work.discover()
    mine = replace(work.WORKS[WORK], lease_s=LEASE_S)
    work.WORKS.clear()
    work.WORKS[WORK] = mine
    work.SCHEDULES.clear()
    intime.MARGIN_S = MARGIN_S
    sending.SOON = SOON
    policies.SCALED.update({entrant.key: windows(entrant) for entrant in entrants})
    vars(read_back)["AFTER"] = ()  # reading back what is out is not what this is about
    to_platform = doors.door_for

    def stamped(channel: Channel, *, total_s: float | None = None) -> Door:
        return StampingDoor(to_platform(channel, total_s=total_s))

    doors.door_for = stamped
    end_at = intime.ended_at

    @contextmanager
    def ended_at(until_s: float) -> Iterator[None]:
        with end_at(until_s):
            _sleep_in("last moment")
            yield

    vars(intime)["ended_at"] = ended_at
    vars(ticker)["discover"] = lambda: None  # done above, once for all children


def be_careless(how: Carelessness) -> None:
    """What schedulers do: whatever went wrong was not sent; or nobody asks the time again after sleeping."""
    if how == "resends":
        vars(outcomes)["of_write_error"] = lambda error: NotSent()
    if how == "oversleeps":
        vars(doors)["may_write"] = lambda now, deadline: True
        vars(doors)["SHORTEST_S"] = AWAKE_AGAIN_S
        vars(intime)["MARGIN_S"] = -1e9
        vars(intime)["_LIBRARY"] = None


def _sleep_in(bed: Bed) -> None:
    """Stop this whole process, once, if this is where it is to sleep; not when it has slept elsewhere meanwhile."""
    if _bed and _bed[0][0] == bed and intime.boot_s() < _bed.pop()[1]:
        os.kill(os.getpid(), signal.SIGSTOP)


def warm_up(row: Publication) -> None:
    """Let the parent do once what the children do, so that not each of them has to load and compile it again."""
    sending.work_off(row, timezone.now())
    reverse("publishing:publication", kwargs={"slug": "zorza", "pk": row.pk})
    gc.collect()
    gc.freeze()  # a child that sweeps its parent's memory copies it


def fork(threads: int, sender: str = "worker", move: Callable[[], None] | None = None, bed: Bed | None = None) -> int:
    """A new worker; its process id. The caller must hold no thread but its own.

    move: what the child does first. bed: where it is to stop itself.
    """
    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _sender[0] = sender
        if bed is not None:
            _bed.append((bed, intime.boot_s() + DROWSY_S))
        if move is not None:
            move()
        engine._BELL.clear()
        scheduler = ticker.Ticker(threads)
        scheduler._beaten_at = timezone.now()  # its sign of life would only keep the database busy
        scheduler.run()
    finally:
        os._exit(1)


def end(pid: int) -> None:
    """kill -9, and bury it."""
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)

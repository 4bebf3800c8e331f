"""What there is to do: apps declare it in their `jobs.py`, the ticker finds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.module_loading import autodiscover_modules

from vitrino.engine.models import Leased

Run = Callable[[Any, datetime], datetime | None]


@dataclass(frozen=True)
class Work:
    """Rows of one kind. `run(row, now)` does what is due and returns when to come back (None: not by itself).

    is_urgent: comes first, and the others never take all the room. lane: the field that says for which platform a row
    works, if any; a fleet can give each platform workers of its own. shares_waits: `run` calls `durable.wait()` before
    anything leaves the house, so its commits need not wait for the disk one by one.
    """

    name: str
    rows: Callable[[], QuerySet[Any]]
    run: Run
    lease_s: float
    is_urgent: bool = False
    lane: str = ""
    shares_waits: bool = False


@dataclass(frozen=True)
class Sweep:
    """Something that looks for what is not handled yet: every so often, and when its bell is rung."""

    every_s: int
    run: Callable[[datetime], None]
    bell: str = ""


WORKS: dict[str, Work] = {}
SCHEDULES: dict[str, Sweep] = {}
TASKS: dict[str, Callable[[dict[str, Any], datetime], None]] = {}


def work(
    name: str, rows: Callable[[], QuerySet[Any]], *, lease_s: float = 60, is_urgent: bool = False, lane: str = "",
    shares_waits: bool = False,
) -> Callable[[Run], Run]:  # fmt: skip
    """Declare `run(row, now) -> next due` for the due rows of a model that is `Leased`."""

    def declare(run: Run) -> Run:
        WORKS[name] = Work(name, rows, run, lease_s, is_urgent, lane, shares_waits)
        return run

    return declare


def every(
    name: str, seconds: int, *, bell: str = ""
) -> Callable[[Callable[[datetime], None]], Callable[[datetime], None]]:
    """Declare a sweep that comes round every `seconds`, and whenever its `bell` is rung."""

    def declare(run: Callable[[datetime], None]) -> Callable[[datetime], None]:
        SCHEDULES[name] = Sweep(seconds, run, bell)
        return run

    return declare


def task(
    kind: str,
) -> Callable[[Callable[[dict[str, Any], datetime], None]], Callable[[dict[str, Any], datetime], None]]:
    """Declare what happens with the outbox's tasks of one kind. Raising means: try again later."""

    def declare(run: Callable[[dict[str, Any], datetime], None]) -> Callable[[dict[str, Any], datetime], None]:
        TASKS[kind] = run
        return run

    return declare


def discover() -> None:
    """Import every app's `jobs.py`, so that what they declare is known."""
    autodiscover_modules("jobs")


def all_rows(model: type[Leased]) -> Callable[[], QuerySet[Any]]:
    return lambda: model._base_manager.all()

"""An installation of its own for one measurement: a data folder, an empty database, rehearsal channels, posts."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from vitrino.channels.models import Channel

ROOT = Path(__file__).resolve().parents[1]
# One for each way in which a platform makes a repeated write safe, or does not.
PLATFORMS = ("bluesky", "mastodon", "facebook", "x")


@contextmanager
def installation(database_url: str = "") -> Iterator[Path]:
    """The data folder of a new installation; this process and those it starts work in it."""
    with tempfile.TemporaryDirectory(prefix="vitrino-benchmark-") as folder:
        os.environ |= {"VITRINO_DATA": folder, "DATABASE_URL": database_url}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vitrino.config.settings")
        from vitrino.config import installation as product

        list(product.prepare())
        logging.disable(logging.WARNING)
        yield Path(folder)


@contextmanager
def databases(kind: Literal["SQLite", "PostgreSQL"]) -> Iterator[Callable[[], str] | None]:
    """Gives the address of a new, empty database at each call; None where this machine has no such server."""
    if kind == "SQLite":
        yield lambda: ""
        return
    from tests.peers.tools import find_postgres

    if find_postgres() is None:
        yield None
        return
    from tests.peers.postgres import PostgresServer

    with PostgresServer() as server:
        yield server.create_database


def in_a_process(measure: Callable[..., Any], *arguments: Any) -> Any:
    """What `measure` returns in a process of its own: settings are read once, and nothing is warm from before."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measure, *arguments).result()


def rehearsals(shops: int) -> list[Channel]:
    """That many shops with a rehearsal channel on each of the platforms."""
    from vitrino.channels.actions import rehearse
    from vitrino.workspace.models import Workspace

    now = datetime.now(UTC)
    made = []
    for number in range(shops):
        shop = Workspace.objects.create(name=f"Shop {number}", slug=f"shop-{number}", created_at=now, onboarding_step=0)
        for platform in PLATFORMS:
            made.append(rehearse(workspace=shop, platform=platform, handle="zorza", name="", by=None, now=now))
    return made


def plan(channels: list[Channel], times: list[datetime]) -> None:
    """A post for each time, on the channels in turn."""
    from django.db import transaction

    from vitrino.publishing import actions

    now = datetime.now(UTC)
    with transaction.atomic():
        for number, at in enumerate(times):
            channel, content = channels[number % len(channels)], {"text": f"Fresh bread number {number}"}
            actions.plan(channel=channel, kind="post", content=content, publish_at=at, by=None, now=now)


@contextmanager
def workers(count: int, *options: str, **environment: str) -> Iterator[list[subprocess.Popen[bytes]]]:
    """That many `vitrino worker`, stopped politely at the end."""
    command = [sys.executable, "-m", "vitrino", "worker", *options]
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    started = [
        subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, **quiet) for _number in range(count)
    ]
    try:
        yield started
    finally:
        for process in started:
            process.terminate()
        for process in started:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """One that has much in hand is not waited for: what it measured is known."""
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of them lie, e.g. 0.99."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

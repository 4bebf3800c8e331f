"""`python -m tests.kill.starved`: posts while the database fails, before or after the write.

full: no file of this process may grow any more, so a commit fails as on a full disk. locked: another program holds the
database. power cut: only what was flushed counts. Prints for each case what the platform has and what the database
says, at the failure and after it was mended.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vitrino.proofs import place
from vitrino.proofs.stores import FILE

if TYPE_CHECKING:
    from vitrino.proofs.network import Network
    from vitrino.proofs.shape import Entrant
    from vitrino.proofs.shop import Shop

Trouble = Callable[[Path], Any]
PATIENCE_S = 20.0


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """The write-ahead log, to which every commit is appended, may not grow; a used one would have room inside."""
    with closing(sqlite3.connect(folder / FILE)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, ((folder / f"{FILE}-wal").stat().st_size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Somebody else is writing and does not come to an end."""
    other = sqlite3.connect(folder / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


TROUBLES: dict[str, Trouble] = {"full": full, "locked": locked}


def main() -> None:
    """Every case in one installation, each with a post of its own."""
    with tempfile.TemporaryDirectory(prefix="starved") as name:
        place.prepare(Path(name), at_once=True)
        from vitrino.proofs import worker
        from vitrino.proofs.network import platforms
        from vitrino.proofs.shape import entrants
        from vitrino.proofs.shop import Shop

        entrant = entrants("D")[0]
        worker.get_ready([entrant])
        with platforms("1", "D", "calm") as network:
            shop = Shop("zorza", (entrant,), network)
            cases = [(trouble, when) for trouble in TROUBLES for when in ("before", "after")]
            told = {
                f"{trouble} {when}": _play(Path(name), shop, entrant, network, TROUBLES[trouble], when)
                for trouble, when in cases
            }
            told["power cut"] = _cut(Path(name), shop)
        sys.stdout.write(json.dumps(told) + "\n")


def _play(folder: Path, shop: Shop, entrant: Entrant, network: Network, trouble: Trouble,
          when: str) -> dict[str, Any]:  # fmt: skip
    from django.db import connection
    from django.utils import timezone

    from vitrino.publishing import sending
    from vitrino.publishing.models import Publication

    shop.plan(1)
    row = Publication.objects.select_related("channel", "workspace", "parent").latest("pk")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 100")

    def look() -> dict[str, Any]:
        stored = Publication.objects.get(pk=row.pk)
        network.read()
        out = sum(row.content["text"] in document for document in network.documents(entrant))
        return {"out": out, "state": stored.state, "attempts": stored.attempt_count}

    if when == "before":
        with trouble(folder):
            sending.work_off(row, timezone.now())
    else:
        _fail_after_the_write(folder, trouble, lambda: sending.work_off(row, timezone.now()))
    failed = look()
    _settle(row.pk)
    return {"failed": failed, "mended": look()}


def _cut(folder: Path, shop: Shop) -> dict[str, Any]:
    """What the disk surely has of a row while its write is under way: the files as they were at the last flush."""
    from django.utils import timezone

    from vitrino.channels import gateway
    from vitrino.engine import leases, ticker, work
    from vitrino.proofs.worker import WORK
    from vitrino.publishing.models import Publication

    shop.plan(1)
    (row,) = leases.claim(Publication.objects.select_related("channel"), now=timezone.now(), lease_s=60, limit=1)
    disk, flush, write, seen = folder / "disk", os.fdatasync, gateway.commit, []
    disk.mkdir()

    def keep(file: int) -> None:
        for name in (FILE, f"{FILE}-wal"):
            shutil.copy(folder / name, disk / name)
        flush(file)

    def look(*arguments: Any, **more: Any) -> Any:
        with closing(sqlite3.connect(disk / FILE)) as left:
            table = Publication._meta.db_table
            seen.extend(left.execute(f"SELECT state, attempt_count FROM {table} WHERE id = ?", [row.pk]).fetchone())
        return write(*arguments, **more)

    vars(os)["fdatasync"], vars(gateway)["commit"] = keep, look
    try:
        ticker.run_row(work.WORKS[WORK], row)
    finally:
        vars(os)["fdatasync"], vars(gateway)["commit"] = flush, write
    return {"left": seen, "state": Publication.objects.get(pk=row.pk).state}


def _settle(pk: int) -> None:
    """Work one row off in this process until nothing more is to be done with it."""
    from django.utils import timezone

    from vitrino.publishing import sending
    from vitrino.publishing.models import Publication

    ends_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < ends_s:
        row = Publication.objects.select_related("channel", "workspace", "parent").get(pk=pk)
        due_at = sending.work_off(row, timezone.now())
        Publication.objects.filter(pk=pk).update(due_at=due_at)
        if due_at is None:
            return
        time.sleep(max(0.0, min(0.2, (due_at - timezone.now()).total_seconds())))


def _fail_after_the_write(folder: Path, trouble: Trouble, work: Callable[[], object]) -> None:
    """The platform has taken the post; then the database can't be written."""
    from vitrino.channels import gateway

    write, begun = gateway.commit, []

    def then_fail(*arguments: Any, **more: Any) -> Any:
        answer = write(*arguments, **more)
        begun.append(trouble(folder))
        begun[-1].__enter__()
        return answer

    vars(gateway)["commit"] = then_fail
    try:
        work()
    finally:
        vars(gateway)["commit"] = write
        for one in begun:
            one.__exit__(None, None, None)


if __name__ == "__main__":
    main()

"""`python -m tests.kill.starved`: posts while the database fails, before or after the write.

full: no file of this process may grow any more, so a commit fails as on a full disk. locked: another program holds the
database. Prints for each case what the platform has and what the database says, at the failure and after it was mended.
"""

from __future__ import annotations

import json
import resource
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.kill.__main__ import prepare

if TYPE_CHECKING:
    from vitrino.channels.models import Channel

Trouble = Callable[[Path], Any]


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """The write-ahead log, to which every commit is appended, is as long as it may get."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, ((folder / "vitrino.sqlite3-wal").stat().st_size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Somebody else is writing and does not come to an end."""
    other = sqlite3.connect(folder / "vitrino.sqlite3", isolation_level=None)
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
        prepare(Path(name))
        from tests.kill import run, worker

        worker.get_ready()
        with run.world(1, "calm") as places:
            channel = next(found for entrant, found in run.channels_at(places).items() if entrant.letter == "D")
            cases = [(trouble, when) for trouble in TROUBLES for when in ("before", "after")]
            told = {
                f"{trouble} {when}": _play(Path(name), channel, places, number, TROUBLES[trouble], when)
                for number, (trouble, when) in enumerate(cases)
            }
        sys.stdout.write(json.dumps(told) + "\n")


def _play(folder: Path, channel: Channel, places: dict[str, Any], number: int, trouble: Trouble,
          when: str) -> dict[str, Any]:  # fmt: skip
    from django.db import connection
    from django.utils import timezone

    from tests.kill import run, worker
    from vitrino.publishing import actions, sending
    from vitrino.publishing.models import Publication

    row = actions.plan(channel=channel, kind="post", content={"text": f"Bread «{number}»"}, by=None,
                       publish_at=timezone.now(), now=timezone.now())  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 100")

    def look() -> dict[str, Any]:
        stored = Publication.objects.get(pk=row.pk)
        documents = run.record_of(places[channel.platform]["address"])["documents"]
        out = sum(f"«{number}»" in document for document in documents)
        return {"out": out, "state": stored.state, "attempts": stored.attempt_count}

    if when == "before":
        with trouble(folder):
            sending.work_off(row, timezone.now())
    else:
        _fail_after_the_write(folder, trouble, lambda: sending.work_off(row, timezone.now()))
    failed = look()
    worker.settle(row.pk)
    return {"failed": failed, "mended": look()}


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

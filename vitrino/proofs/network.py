"""The process in which the platforms live, as the run sees it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from vitrino.proofs.shape import Entrant


class Network:
    """All platforms of one run. places: by key, where they are and how to sign in."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.places: dict[str, Any] = self._hear()
        self._record: dict[str, Any] = {}

    def read(self) -> None:
        """Fetch the record of what is out by now."""
        assert self._process.stdin is not None
        self._process.stdin.write("record\n")
        self._process.stdin.flush()
        self._record = self._hear()

    def documents(self, entrant: Entrant) -> list[str]:
        found: list[str] = self._record[entrant.key]["documents"]
        return found

    def suffered(self) -> Counter[str]:
        """What became of all writes."""
        return self._sum("suffered")

    def requests(self) -> Counter[str]:
        """How many requests came from each kind of sender."""
        return self._sum("requests")

    def _sum(self, name: str) -> Counter[str]:
        return sum((Counter(record[name]) for record in self._record.values()), Counter())

    def _hear(self) -> Any:
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())


@contextmanager
def platforms(seed: str, classes: str, *moods: str) -> Iterator[Network]:
    """Started for one run, never killed in it."""
    command = [sys.executable, "-m", "vitrino.proofs.world", seed, classes, *moods]
    # Killed workers leave broken pipes behind, which are no news.
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,  # Ctrl-C is for us; we end it in order
    ) as process:
        try:
            yield Network(process)
        finally:
            process.kill()  # workers hold copies of its pipes, so closing ours would tell it nothing

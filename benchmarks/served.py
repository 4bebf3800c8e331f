"""A server for the time of a measurement."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from benchmarks import house


@contextmanager
def served(command: list[str]) -> Iterator[int]:
    """`command` with a free port at its end; until it answers, and politely stopped afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([*command, str(port)], cwd=house.ROOT, **quiet)  # type: ignore[call-overload]
    try:
        _wait_until(lambda: _listens(port))
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def _wait_until(holds: Callable[[], bool], wait_s: float = 120) -> None:
    ends = time.monotonic() + wait_s
    while not holds():
        if time.monotonic() > ends:
            raise SystemExit("This took longer than two minutes.")
        time.sleep(0.05)

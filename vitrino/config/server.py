"""One process: pages (WSGI in threads behind a small ASGI front), live events, scheduler and workers."""

from __future__ import annotations

import asyncio
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from vitrino.config.environment import Environment
from vitrino.domain.message import say
from vitrino.domain.problem import Problem

try:
    import fcntl
except ImportError:  # Windows has no flock; there the port alone keeps a second Vitrino away.
    fcntl = None  # type: ignore[assignment]

PORTS_TO_TRY = 20
# Each costs a few kilobytes; who comes later is asked to try again rather than let everything stand still.
MOST_CONNECTIONS = 2000


def serve(env: Environment, port: int, *, with_worker: bool) -> None:
    """Run until told to stop. The database must be ready (installation.prepare)."""
    from vitrino.config.asgi import application, close
    from vitrino.config.patience import Patient

    with only_one(env.data), worker(env.threads if with_worker else 0):
        config = uvicorn.Config(
            application, host=env.host, port=port, log_level="warning", access_log=False, lifespan="off",
            proxy_headers=True, forwarded_allow_ips="127.0.0.1", timeout_graceful_shutdown=5, date_header=False,
            server_header=False, h11_max_incomplete_event_size=64 * 1024, http=Patient,
            limit_concurrency=MOST_CONNECTIONS,
        )  # fmt: skip
        _Server(config, close).run()


class _Server(uvicorn.Server):
    """Calls `close` when the last answer is out. Afterwards uvicorn lets the signal end the process at once."""

    def __init__(self, config: uvicorn.Config, close: Callable[[], None]) -> None:
        super().__init__(config)
        self._close = close

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await super().shutdown(sockets)
        await asyncio.to_thread(self._close)


@contextmanager
def worker(threads: int) -> Iterator[None]:
    """The scheduler with its pool beside whatever runs inside; none with 0 threads."""
    if threads == 0:
        yield
        return
    from vitrino.config.fleet import scheduler

    ticker = scheduler(threads)
    thread = threading.Thread(target=ticker.run, name="scheduler", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ticker.stop()
        thread.join(timeout=20)


@contextmanager
def only_one(data: Path) -> Iterator[None]:
    """Hold the data folder. Raises Problem when another Vitrino has it."""
    with (data / "serve.lock").open("a+") as lock:
        try:
            if fcntl is not None:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Problem(
                say("Vitrino is already running with the data folder {path}. Stop it first, or set VITRINO_DATA.",
                    path=str(data))
            ) from error  # fmt: skip
        yield


def free_port(host: str, wanted: int) -> int:
    """`wanted`, or the next port nobody listens on."""
    for port in range(wanted, wanted + PORTS_TO_TRY):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise Problem(say("Ports {first} to {last} are all taken. Choose another with --port.",
                      first=wanted, last=wanted + PORTS_TO_TRY - 1))  # fmt: skip


def pin_url(port: int) -> None:
    """Tell the settings, before they are read, which address this process answers on."""
    os.environ["VITRINO_PORT"] = str(port)

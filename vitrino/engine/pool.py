"""Threads that work rows off and keep their database connection from one row to the next."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress

from django.db import close_old_connections, connection

# A thread with nothing to do for this long gives its connection back, and the memory that comes with one.
IDLE_S = 10.0


class Pool:
    """Up to `threads` threads, started when there is work for them."""

    def __init__(self, threads: int) -> None:
        self._most = threads
        self._work: queue.SimpleQueue[tuple[Future[None], Callable[[], None]] | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._idle = threading.Semaphore(0)

    @property
    def backlog(self) -> int:
        """How many jobs no thread has begun yet."""
        return self._work.qsize()

    def submit(self, job: Callable[[], None]) -> Future[None]:
        """Have `job` done by the next free thread."""
        future: Future[None] = Future()
        self._work.put((future, job))
        if not self._idle.acquire(blocking=False) and len(self._threads) < self._most:
            self._start_thread()
        return future

    def close(self) -> None:
        """Finish everything that was handed over, then end the threads."""
        for _thread in self._threads:
            self._work.put(None)
        for thread in self._threads:
            thread.join()
        self._threads = []

    def _start_thread(self) -> None:
        thread = threading.Thread(target=self._run, name=f"work-{len(self._threads)}", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _run(self) -> None:
        while (job := self._next()) is not None:
            future, do = job
            try:
                do()
                future.set_result(None)
            except BaseException as error:  # whoever waits for it must not wait for ever
                future.set_exception(error)
            close_old_connections()
        connection.close()

    def _next(self) -> tuple[Future[None], Callable[[], None]] | None:
        with suppress(queue.Empty):
            return self._work.get_nowait()
        self._idle.release()
        try:
            return self._work.get(timeout=IDLE_S)
        except queue.Empty:
            connection.close()
            return self._work.get()

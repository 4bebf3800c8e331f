"""The workers of one run, and what is done to them."""

from __future__ import annotations

import os
import random
import signal
import time
from types import TracebackType
from typing import Self

from vitrino.proofs import worker
from vitrino.proofs.shape import DROWSY_S, PAUSE_S

LIVES_ON_S = 0.6
MOST_ASLEEP = 8


class Crew:
    """As many workers as asked for, at any time; who is killed or stopped is replaced at once.

    ended_asleep: how many the kernel's timer ended while they were stopped, in the last moment before a write.
    died: how many ended on an error of their own, and were started again as a supervisor would.
    """

    def __init__(self, size: int, threads: int, chance: random.Random, sender: str = "worker") -> None:
        self._threads, self._chance, self._sender = threads, chance, sender
        self._pids = [worker.fork(threads, sender) for _number in range(size)]
        self._getting_up: list[float] = []
        self._asleep: list[tuple[int, int]] = []
        self._awake: list[tuple[float, int]] = []
        self.kills = self.pauses = self.ended_asleep = self.died = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pid in (*self._pids, *(pid for one in self._asleep for pid in one), *(pid for _at, pid in self._awake)):
            worker.end(pid)

    @property
    def has_sleepers(self) -> bool:
        return bool(self._asleep or self._awake)

    def kill_one(self) -> None:
        worker.end(self._replaced())
        self.kills += 1

    def pause_one(self) -> None:
        """SIGSTOP, anywhere or where it hurts most; it wakes up when others have long taken over its work.

        Who stops itself at a write has one thread: another would most likely sleep on the lock of the database, and
        then nobody could take over anything.
        """
        bed = self._chance.choice([None, *worker.BEDS])
        while len(self._asleep) >= MOST_ASLEEP:
            time.sleep(0.05)
            self.tend()
        pid = worker.fork(1, self._sender, bed=bed) if bed else self._replaced()
        self._asleep.append((_alarm(pid, DROWSY_S if bed else 0.0, self._chance.uniform(*PAUSE_S)), pid))
        self._getting_up.append(time.monotonic())
        self.pauses += 1

    def got_up(self, since_s: float) -> int:
        """How many who are to be stopped have begun to work, that long ago, since this was last asked: they need
        something to be stopped at."""
        before = [at for at in self._getting_up if at <= time.monotonic() - since_s]
        self._getting_up = self._getting_up[len(before) :]
        return len(before)

    def tend(self) -> None:
        """See who has been woken; end those who have been awake for a moment; replace who is gone."""
        now = time.monotonic()
        for due in [one for one in self._asleep if os.waitpid(one[0], os.WNOHANG)[0]]:
            self._asleep.remove(due)
            self._note_awake(due[1])
        for tired in [one for one in self._awake if one[0] <= now]:
            self._awake.remove(tired)
            worker.end(tired[1])
        for index, pid in enumerate(self._pids):
            gone, status = os.waitpid(pid, os.WNOHANG)
            if gone:
                self._pids[index] = worker.fork(self._threads, self._sender)
                self.died += not os.WIFSIGNALED(status)

    def _replaced(self) -> int:
        """Anybody; every other time who has been at work the longest, and so most likely has a write under way."""
        at = 0 if self._chance.random() < 0.5 else self._chance.randrange(len(self._pids))
        pid = self._pids.pop(at)
        self._pids.append(worker.fork(self._threads, self._sender))
        return pid

    def _note_awake(self, pid: int) -> None:
        if os.waitpid(pid, os.WNOHANG)[0]:
            self.ended_asleep += 1
        else:
            self._awake.append((time.monotonic() + LIVES_ON_S, pid))


def _alarm(pid: int, drowsy_s: float, sleeps_s: float) -> int:
    """A process that stops the worker, should it not have done so itself by then, and wakes it.

    Nobody else could: the sleeper may hold the lock of the database that we all wait for.
    """
    alarm = os.fork()
    if not alarm:
        time.sleep(drowsy_s)
        os.kill(pid, signal.SIGSTOP)
        time.sleep(sleeps_s)
        os.kill(pid, signal.SIGCONT)
        os._exit(0)
    return alarm

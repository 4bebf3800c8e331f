"""No byte of a write leaves after its time: asked at the socket, immediately before the kernel takes the bytes.

A check at the beginning of a request is not enough: names are resolved and handshakes made after it, and a process that
is paused meanwhile wakes up long after others have taken over its work. Between this check and the kernel lie a few
machine instructions; on Linux a timer of the kernel watches over them, which ends a process that was paused just there.
"""

from __future__ import annotations

import ctypes
import math
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

# Nothing begins this shortly before the end, so that the timer only ever meets a process that was paused.
MARGIN_S = 1.0

_ABSOLUTE = 1  # TIMER_ABSTIME


class TooLate(OSError):
    """The time of this write is over; the bytes stayed here."""


def boot_s() -> float:
    """Seconds since the machine started, sleep included where the system counts it."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


@dataclass
class Window:
    """The time in which one request may leave, and how much of it has.

    until_s: by `boot_s`. handshake: the bytes that had left when the connection stood; nobody can act on those.
    """

    until_s: float
    sent: int = 0
    handshake: int = 0
    is_refused: bool = False

    def note_connected(self) -> None:
        self.handshake = self.sent

    @property
    def has_kept_all(self) -> bool:
        """Was the request stopped before its first byte?"""
        return self.is_refused and self.sent == self.handshake

    @contextmanager
    def open(self) -> Iterator[None]:
        """The moment of handing bytes over. Raises TooLate."""
        if boot_s() >= self.until_s - MARGIN_S:
            self.is_refused = True
            raise TooLate("The time of this write is over.")
        with ended_at(self.until_s):
            yield


class TimedSocket(socket.socket):
    """A socket that hands nothing to the kernel outside of its window."""

    window: Window

    def send(self, data: Any, flags: int = 0, /) -> int:
        with self.window.open():
            sent = super().send(data, flags)
        self.window.sent += sent
        return sent

    def sendmsg(self, buffers: Any, *more: Any) -> int:
        with self.window.open():
            sent = super().sendmsg(buffers, *more)
        self.window.sent += sent
        return sent


def timed_socket(family: int, kind: int, proto: int, window: Window) -> TimedSocket:
    """A socket for one request. What the network has not taken when the time is over, the kernel drops, too."""
    made = TimedSocket(family=family, type=kind, proto=proto)
    made.window = window
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        left_ms = math.ceil((window.until_s - boot_s()) * 1000)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, max(1, left_ms))
    return made


class _Event(ctypes.Structure):
    """struct sigevent: 64 bytes, of which only the first three fields matter here."""

    _fields_ = [("value", ctypes.c_void_p), ("signal", ctypes.c_int), ("how", ctypes.c_int), ("_", ctypes.c_byte * 48)]


class _Times(ctypes.Structure):
    """struct itimerspec: no repetition, then seconds and nanoseconds."""

    _fields_ = [("every", ctypes.c_long * 2), ("at", ctypes.c_long * 2)]


def _library() -> Any:
    """The system's timers, None where it has none. Held with the interpreter's lock, so nobody gets in between."""
    if not hasattr(time, "CLOCK_BOOTTIME") or not hasattr(signal, "SIGKILL"):
        return None
    library = ctypes.PyDLL(None, use_errno=True)
    return library if hasattr(library, "timer_create") else None


_LIBRARY = _library()


@contextmanager
def ended_at(until_s: float) -> Iterator[None]:
    """Inside, this process ends without another instruction at `until_s`, even while it is stopped or asleep."""
    timer = _timer() if _LIBRARY else None
    if timer is None:
        yield
        return
    try:
        seconds = math.floor(until_s)
        at = _Times(at=(ctypes.c_long * 2)(seconds, int((until_s - seconds) * 1e9)))
        _LIBRARY.timer_settime(timer, _ABSOLUTE, ctypes.byref(at), None)
        yield
    finally:
        _LIBRARY.timer_delete(timer)


def _timer() -> ctypes.c_void_p | None:
    """A timer that kills this process when it runs out; None when the system gives no more of them."""
    timer, event = ctypes.c_void_p(), _Event(signal=signal.SIGKILL)
    made = _LIBRARY.timer_create(time.CLOCK_BOOTTIME, ctypes.byref(event), ctypes.byref(timer))
    return timer if made == 0 else None

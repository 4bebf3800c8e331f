"""After its time not a byte of a write leaves, whatever happened to the process in between."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time

import pytest

from vitrino.connect import intime
from vitrino.connect.errors import NotSent, OutcomeUnknown
from vitrino.connect.http import HttpDoor, Limits
from vitrino.connect.tests.local import answering, echoing, listening
from vitrino.connect.wire import Request, get

is_timed = pytest.mark.skipif(intime._LIBRARY is None, reason="this system has no such timers")


def door(until_s: float) -> HttpDoor:
    return HttpDoor(allow_private=True, limits=Limits(total_s=5.0, write_until_s=until_s))


def write(url: str, body: bytes = b"{}") -> Request:
    return Request("POST", url, {}, body)


def test_a_write_in_time_goes_through() -> None:
    with listening(echoing) as server:
        assert door(intime.boot_s() + 30).send(write(server.url, b"x" * 3_000_000)).status == 200


def test_a_write_after_its_time_is_not_sent_and_the_error_says_so() -> None:
    with listening(answering()) as server:
        with pytest.raises(NotSent):
            door(intime.boot_s() + intime.MARGIN_S / 2).send(write(server.url))
        assert server.requests == []


def test_a_connection_that_stands_too_late_carries_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    connected = intime.Window.note_connected

    def sleep_a_minute(window: intime.Window) -> None:
        connected(window)
        monkeypatch.setattr(intime, "boot_s", lambda: until_s + 60)

    monkeypatch.setattr(intime.Window, "note_connected", sleep_a_minute)
    with listening(answering()) as server:
        until_s = intime.boot_s() + 30
        with pytest.raises(NotSent):
            door(until_s).send(write(server.url))
        assert server.requests == []


def test_a_write_cut_off_in_the_middle_may_have_had_an_effect(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its beginning left; so nobody says that it did not."""
    monkeypatch.setattr(intime, "MARGIN_S", 0.0)
    read, sent = [0], 30_000_000
    is_over = threading.Event()

    def read_late(connection: socket.socket, _head: bytes) -> None:
        time.sleep(0.6)
        try:
            while piece := connection.recv(1 << 20):
                read[0] += len(piece)
        finally:
            is_over.set()

    with listening(read_late) as server:
        with pytest.raises(OutcomeUnknown):
            door(intime.boot_s() + 0.3).send(write(server.url, b"x" * sent))
        assert is_over.wait(5)
    assert 0 < read[0] < sent


def test_a_read_is_no_matter_of_time() -> None:
    with listening(answering(b"[]")) as server:
        assert door(intime.boot_s()).send(get(server.url)).body == b"[]"


@is_timed
def test_a_process_stopped_at_the_last_moment_never_wakes_up() -> None:
    """It is killed by the kernel while it is stopped, so nothing that follows can happen."""
    pid = os.fork()
    if not pid:
        with intime.ended_at(intime.boot_s() + 0.2):
            os.kill(os.getpid(), signal.SIGSTOP)
        os._exit(0)
    _pid, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status)
    assert os.WTERMSIG(status) == signal.SIGKILL


@is_timed
def test_the_timer_is_gone_once_the_bytes_are_handed_over() -> None:
    pid = os.fork()
    if not pid:
        with intime.ended_at(intime.boot_s() + 0.2):
            pass
        time.sleep(0.4)
        os._exit(7)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 7

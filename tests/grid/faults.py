"""What goes wrong at a step: with the network, with the platform, with the machine, with the database, with people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import OperationalError, transaction

from tests.grid.house import Book, Gone, House
from tests.grid.network import broken
from tests.grid.points import Kind
from vitrino.channels import actions as channels
from vitrino.channels.models import Channel
from vitrino.connect.twin import Fault as TwinFault
from vitrino.connect.twin import FaultKind
from vitrino.connect.wire import Request, Response
from vitrino.domain.problem import Problem
from vitrino.publishing import actions

Go = Callable[[], Any]
Act = Callable[[House, Go], Any]

WRITE: frozenset[Kind] = frozenset({"write"})
READ: frozenset[Kind] = frozenset({"read"})
WIRE: frozenset[Kind] = WRITE | READ
COMMIT: frozenset[Kind] = frozenset({"commit"})
NOTE: frozenset[Kind] = frozenset({"note"})
ANYWHERE: frozenset[Kind] = WIRE | COMMIT


@dataclass(frozen=True)
class Fault:
    """at: the kinds of steps it can meet. is_wished: its owner asked for another end than a published post."""

    name: str
    at: frozenset[Kind]
    act: Act
    is_wished: bool = False


def _request(house: House) -> Request:
    assert house.watch.request_now is not None
    return house.watch.request_now


# The network


def _net(how: str, *, arrives: bool) -> Act:
    def act(house: House, go: Go) -> Response:
        if arrives:
            go()
        return broken(how, _request(house))

    return act


def _slow(wait_s: float, *, arrives: bool) -> Act:
    def act(house: House, go: Go) -> Any:
        answer = go() if arrives else None
        house.wire.time_out(_request(house), wait_s)
        return answer

    return act


def _late(house: House, go: Go) -> Response:
    house.wire.delay(_request(house), 120)
    return broken("reset", _request(house))


# The platform


def _twin(kind: FaultKind, wait_s: float = 0.0) -> Act:
    def act(house: House, go: Go) -> Any:
        house.wire.twin.faults.append(TwinFault(kind, wait_s=wait_s))
        return go()

    return act


def _limited(retry_after: str | None) -> Act:
    def act(house: House, go: Go) -> Response:
        headers = {"content-type": "application/json"} | ({"retry-after": retry_after} if retry_after else {})
        return Response(429, headers, b'{"error": "Too many requests"}')

    return act


def _answer(status: int, body: bytes, *, arrives: bool, kind: str = "application/json") -> Act:
    def act(house: House, go: Go) -> Response:
        if arrives:
            go()
        return Response(status, {"content-type": kind}, body)

    return act


def _refused(house: House, go: Go) -> Response:
    """The platform's own definite no: nothing was done, and it says so."""
    return house.wire.twin.bad_request()


def _shut_out(house: House, go: Go) -> Any:
    house.wire.is_shut_out = True
    return go()


def _taken_down(house: House, go: Go) -> Any:
    done = go()
    house.take_down()
    return done


# The machine


def _dies_before(house: House, go: Go) -> Any:
    raise Gone


def _dies_after(house: House, go: Go) -> Any:
    go()
    raise Gone


def _power_cut(hours: float) -> Act:
    def act(house: House, go: Go) -> Any:
        go()
        house.clocks.sleep(hours * 3600)
        raise Gone

    return act


def _sleeps(house: House, go: Go) -> Any:
    """Stopped for as long as the others need to come to rest, then awake again as if nothing had been."""
    done = go()
    house.rest()
    return done


def _jumps(by: timedelta) -> Act:
    def act(house: House, go: Go) -> Any:
        done = go()
        Channel.objects.filter(pk=house.row.channel_id).update(is_rehearsal=False)
        house.clocks.wrong_by += by
        return done

    return act


# The database


def _refuses(house: House, go: Go) -> Any:
    raise OperationalError("database is locked")


def _forgets_to_say(house: House, go: Go) -> Any:
    go()
    raise OperationalError("server closed the connection unexpectedly")


def _restore(house: House, book: Book) -> None:
    house.clocks.sleep(3600)
    book.restore()
    house.hold_as_restored()
    house.turn()


def _dies_and_is_restored(house: House, go: Go) -> Any:
    go()
    house.clocks.sleep(3600)
    assert house.first_book is not None
    house.first_book.restore()
    house.hold_as_restored()
    raise Gone


def _restored_to_this_moment(house: House, go: Go) -> Any:
    done = go()
    book = Book.of(house.pks)
    house.after.insert(0, lambda house: _restore(house, book))
    return done


def _copied(house: House, go: Go) -> Any:
    done = go()
    book = Book.of(house.pks)
    house.after.insert(0, lambda house: _start_copy(house, book))
    return done


def _start_copy(house: House, book: Book) -> None:
    """A copy of that moment wakes up in another place: not one request may leave it."""
    sent, boot_s = house.wire.sent, house.clocks.boot_s
    with transaction.atomic():
        _restore(house, book)
        house.rest()
        transaction.set_rollback(True)
    house.clocks.boot_s = boot_s
    house.has_copy_spoken = house.has_copy_spoken or house.wire.sent != sent


# People


def _by_person(act: Callable[[House], Any]) -> Act:
    def after(house: House, go: Go) -> Any:
        done = go()
        try:
            act(house)
        except Problem as problem:
            house.notes.append(str(problem))
        return done

    return after


def _cancel(house: House) -> None:
    actions.cancel(publication=house.row, by=house.owner, now=house.now())


def _move(house: House) -> None:
    at = house.now() + timedelta(days=1)
    actions.reschedule(publication=house.row, publish_at=at, wall_time=None, time_zone="", by=house.owner,
                       now=house.now())  # fmt: skip


def _pause(house: House) -> None:
    channels.pause(channel=Channel.objects.get(pk=house.row.channel_id), by=house.owner, now=house.now())


NETWORK = (
    Fault("connection refused", WIRE, _net("shut", arrives=False)),
    Fault("no encryption", WIRE, _net("no encryption", arrives=False)),
    Fault("request lost", WIRE, _net("reset", arrives=False)),
    Fault("connection reset after the effect", WRITE, _net("reset", arrives=True)),
    Fault("empty answer", WIRE, _net("empty", arrives=True)),
    Fault("answer cut short", WIRE, _net("cut", arrives=True)),
    Fault("page of a guest network", WIRE, _net("page", arrives=False)),
    Fault("slow, in time", WIRE, _slow(15, arrives=True)),
    Fault("too slow, with effect", WRITE, _slow(300, arrives=True)),
    Fault("too slow, without effect", WIRE, _slow(300, arrives=False)),
    Fault("arrives two minutes late", WRITE, _late),
)
PLATFORM = (
    Fault("429 in the platform's way", WIRE, _twin("rate-limited")),
    Fault("429 without a time", WIRE, _limited(None)),
    Fault("429 for a billion seconds", WIRE, _limited("1000000000")),
    Fault("429 with a garbled time", WIRE, _limited("soon")),
    Fault("500 before the effect", WIRE, _twin("error-before")),
    Fault("500 after the effect", WRITE, _twin("error-after")),
    Fault("HTML error page", WIRE, _answer(502, b"<html>Bad gateway</html>", arrives=False, kind="text/html")),
    Fault("HTML error page after the effect", WRITE,
          _answer(504, b"<html>Gateway timeout</html>", arrives=True, kind="text/html")),
    Fault("truncated JSON", WIRE, _twin("garbage")),
    Fault("truncated JSON after the effect", WRITE, _answer(200, b'{"id": "1', arrives=True)),
    Fault("200 without an id", WRITE, _answer(200, b"{}", arrives=True)),
    Fault("200 without a body", WRITE, _answer(200, b"", arrives=True)),
    Fault("unknown refusal", WIRE, _answer(418, b'{"error": "teapot"}', arrives=False)),
    Fault("unknown refusal after the effect", WRITE, _answer(418, b'{"error": "teapot"}', arrives=True)),
    Fault("refused for good", WRITE, _refused),
    Fault("expired token", WIRE, _twin("expired-token")),
    Fault("permission taken back", WIRE, _shut_out),
    Fault("timeline four minutes old", READ, _twin("lagging", 240)),
    Fault("list empty by mistake", READ, _twin("empty-page")),
    Fault("fields nobody knows", WIRE, _twin("unknown-field")),
    Fault("post taken down meanwhile", ANYWHERE, _taken_down),
)  # fmt: skip
MACHINE = (
    Fault("process dies before", ANYWHERE | NOTE, _dies_before),
    Fault("process dies after", ANYWHERE | NOTE, _dies_after),
    Fault("power cut for half an hour", ANYWHERE, _power_cut(0.5)),
    Fault("power cut for a day", ANYWHERE, _power_cut(24)),
    Fault("process sleeps while others go on", ANYWHERE, _sleeps),
    Fault("clock jumps an hour ahead", ANYWHERE, _jumps(timedelta(hours=1))),
    Fault("clock jumps an hour back", ANYWHERE, _jumps(timedelta(hours=-1))),
    Fault("clock jumps ten years ahead", ANYWHERE, _jumps(timedelta(days=3652))),
    Fault("clock jumps ten years back", ANYWHERE, _jumps(timedelta(days=-3652))),
)
DATABASE = (
    Fault("database refuses the commit", COMMIT | NOTE, _refuses),
    Fault("database commits without saying so", COMMIT | NOTE, _forgets_to_say),
    Fault("dies, backup of the plan restored", ANYWHERE, _dies_and_is_restored),
    Fault("backup of this moment restored later", ANYWHERE, _restored_to_this_moment),
    Fault("database copied", ANYWHERE, _copied),
)
PEOPLE = (
    Fault("owner cancels", ANYWHERE, _by_person(_cancel), is_wished=True),
    Fault("owner moves it to tomorrow", ANYWHERE, _by_person(_move)),
    Fault("owner pauses the channel", ANYWHERE, _by_person(_pause)),
)
GROUPS = {
    "The network": NETWORK, "The platform": PLATFORM, "The machine": MACHINE, "The database": DATABASE,
    "People": PEOPLE,
}  # fmt: skip
FAULTS = tuple(fault for group in GROUPS.values() for fault in group)

# What became of the write before the fault: a fault after it meets a post whose outcome is still open.
PRELUDES: dict[str, Act | None] = {
    "nothing": None,
    "answer lost, it is out": _net("reset", arrives=True),
    "request lost, it is not out": _net("reset", arrives=False),
    "it comes two minutes late": _late,
}


def named(name: str) -> Fault:
    return next(fault for fault in FAULTS if fault.name == name)

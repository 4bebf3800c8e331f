"""The base of all twins: routes, bodies, faults; tried on the smallest world there is, a guest book."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest

from vitrino.connect.errors import NotSent, OutcomeUnknown, Transient
from vitrino.connect.http import HttpDoor, Limits
from vitrino.connect.twin import Call, Fault, FaultKind, SqliteTwinStore, Twin, TwinDoor, answer_json, route
from vitrino.connect.twin_server import served
from vitrino.connect.wire import FilePart, Request, Response, get, post_form, post_json, post_multipart

BASE = "https://guests.example"
START = datetime(2026, 11, 21, 12, tzinfo=UTC)


@dataclass
class GuestBook(Twin):
    key: ClassVar[str] = "guestbook"

    @route("GET", "/lines")
    def lines(self, _call: Call) -> Response:
        lines = [line for _key, line in self.store.items("lines")]
        return answer_json([line for line in lines if self.is_visible(datetime.fromisoformat(line["at"]))])

    @route("POST", "/lines")
    def write(self, call: Call) -> Response:
        number = str(self.store.next_number("line"))
        line = {"id": number, "at": self.clock().isoformat(), "text": call.fields["text"], "files": sorted(call.files)}
        self.store.put("lines", number, line)
        return answer_json(line)

    @route("GET", "/echo/{name}")
    def echo(self, call: Call) -> Response:
        found = {"name": call.parts["name"], "tags": call.every("tag[]"), "token": call.token, "x": call.header("x-x")}
        return answer_json(found)


@dataclass
class Time:
    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def book(time: Time) -> GuestBook:
    return GuestBook(SqliteTwinStore(":memory:"), time)


def write(book: GuestBook, text: str = "hello") -> Response:
    return TwinDoor(book).send(post_json(f"{BASE}/lines", {"text": text}))


def lines(book: GuestBook) -> list[dict[str, object]]:
    return list(TwinDoor(book).send(get(f"{BASE}/lines")).json())


def test_a_route_sees_the_parts_of_the_request(book: GuestBook) -> None:
    request = get(f"{BASE}/echo/a%2Fb", {"tag[]": ["x", "y"]}, {"Authorization": "Bearer t", "X-X": "1"})
    assert book.handle(request).json() == {"name": "a/b", "tags": ["x", "y"], "token": "t", "x": "1"}


@pytest.mark.parametrize(
    "request_",
    [
        post_json(f"{BASE}/lines", {"text": "żółw"}),
        post_form(f"{BASE}/lines", {"text": "żółw"}),
        post_multipart(f"{BASE}/lines", {"text": "żółw"}, {"f": FilePart("a", "image/png", b"\r\n\x00\xff")}),
    ],
)
def test_every_kind_of_body_is_understood(book: GuestBook, request_: Request) -> None:
    assert book.handle(request_).json()["text"] == "żółw"


def test_an_unknown_path_and_a_broken_body_are_client_errors(book: GuestBook) -> None:
    assert book.handle(get(f"{BASE}/nowhere")).status == 404
    broken = Request("POST", f"{BASE}/lines", {"content-type": "application/json"}, b"{")
    assert book.handle(broken).status == 400


@pytest.mark.parametrize(
    ("kind", "is_written"),
    [("error-before", False), ("error-after", True), ("rate-limited", False), ("garbage", False),
     ("expired-token", False)],
)  # fmt: skip
def test_a_fault_answers_badly_and_strikes_before_or_after(book: GuestBook, kind: FaultKind, is_written: bool) -> None:
    book.faults.append(Fault(kind, "/lines", "POST"))
    assert not write(book).is_ok or kind == "garbage"
    assert bool(lines(book)) == is_written
    assert write(book).is_ok, "a fault strikes as often as it says"


def test_a_lost_answer_leaves_the_effect(book: GuestBook) -> None:
    book.faults += [Fault("answer-lost", method="POST"), Fault("answer-lost", method="GET")]
    with pytest.raises(OutcomeUnknown):
        write(book)
    with pytest.raises(Transient):
        lines(book)
    assert len(lines(book)) == 1


def test_not_sent_leaves_nothing(book: GuestBook) -> None:
    book.faults.append(Fault("not-sent"))
    with pytest.raises(NotSent):
        write(book)
    assert lines(book) == []


def test_a_late_write_takes_effect_at_its_time(book: GuestBook, time: Time) -> None:
    book.faults.append(Fault("late-apply", method="POST", wait_s=90))
    with pytest.raises(OutcomeUnknown):
        write(book)
    time.advance(89)
    assert lines(book) == []
    time.advance(1)
    assert len(lines(book)) == 1


def test_a_lagging_list_shows_the_world_of_a_while_ago(book: GuestBook, time: Time) -> None:
    write(book, "old")
    time.advance(60)
    write(book, "new")
    book.faults.append(Fault("lagging", "/lines", "GET", wait_s=30))
    assert [line["text"] for line in lines(book)] == ["old"]
    assert [line["text"] for line in lines(book)] == ["old", "new"]


def test_a_page_may_come_empty_or_with_unknown_fields(book: GuestBook) -> None:
    write(book)
    book.faults += [Fault("empty-page"), Fault("unknown-field")]
    assert lines(book) == []
    assert lines(book)[0]["brand_new"]


def test_a_slow_answer_waits_first(book: GuestBook) -> None:
    waited: list[float] = []
    book.sleep = waited.append
    book.faults.append(Fault("slow", wait_s=7))
    assert write(book).is_ok
    assert waited == [7]


def test_a_world_survives_in_its_file(tmp_path: object, time: Time) -> None:
    path = f"{tmp_path}/world.db"
    write(GuestBook(SqliteTwinStore(path), time))
    again = GuestBook(SqliteTwinStore(path), time)
    write(again)
    assert [line["id"] for line in lines(again)] == ["1", "2"]
    assert lines(GuestBook(SqliteTwinStore(path, prefix="other:"), time)) == []


def break_off(store: SqliteTwinStore) -> None:
    with store.batch():
        store.put("a", "3", {})
        store.delete("a", "1")
        raise RuntimeError


def test_a_batch_is_written_whole_or_not_at_all() -> None:
    store = SqliteTwinStore(":memory:")
    with store.batch():
        store.put("a", "1", {"n": store.next_number("n")})
        store.put("a", "2", {"n": store.next_number("n")})
    with pytest.raises(RuntimeError):
        break_off(store)
    assert store.items("a") == [("1", {"n": 1}), ("2", {"n": 2})]


def test_a_served_twin_answers_over_http_and_hangs_up_when_an_answer_is_lost(book: GuestBook) -> None:
    door = HttpDoor(allow_private=True, limits=Limits(total_s=5))
    with served(book) as base:
        assert door.send(post_json(f"{base}/lines", {"text": "over the wire"})).json()["id"] == "1"
        book.faults.append(Fault("answer-lost", method="POST"))
        with pytest.raises(OutcomeUnknown):
            door.send(post_json(f"{base}/lines", {"text": "lost"}))
        assert len(lines(book)) == 2


def test_two_workers_never_get_the_same_number(tmp_path: Path) -> None:
    path = str(tmp_path / "world.sqlite3")

    def draw(_worker: int) -> list[int]:
        store = SqliteTwinStore(path)  # a connection of its own, as another process has
        return [store.next_number("post") for _time in range(50)]

    with ThreadPoolExecutor(4) as pool:
        drawn = [number for numbers in pool.map(draw, range(4)) for number in numbers]
    assert sorted(drawn) == list(range(1, 201))


def test_a_request_that_breaks_half_way_leaves_nothing_behind(time: Time) -> None:
    class Breaking(GuestBook):
        @route("POST", "/broken")
        def broken(self, _call: Call) -> Response:
            self.store.put("lines", "1", {"id": "1"})
            with self.store.batch():
                self.store.put("lines", "2", {"id": "2"})
            raise RuntimeError("half-way")

    book = Breaking(SqliteTwinStore(":memory:"), time)
    with pytest.raises(RuntimeError):
        book.handle(post_json(f"{BASE}/broken", {}))
    assert book.store.items("lines") == []
    book.handle(post_json(f"{BASE}/lines", {"text": "Hello"}))
    assert [key for key, _line in book.store.items("lines")] == ["1"]

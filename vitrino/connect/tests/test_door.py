"""The guarded door against servers on this machine. Private addresses are allowed only where a test needs a server."""

from __future__ import annotations

import gzip
import multiprocessing
import os
import socket
import time
import tracemalloc
from dataclasses import replace
from typing import Any

import pytest

from vitrino.connect import address, http
from vitrino.connect.errors import AddressRefused, NotSent, OutcomeUnknown, Refused, Transient
from vitrino.connect.http import HttpDoor, Limits
from vitrino.connect.tests.local import answering, echoing, listening, redirecting, silent
from vitrino.connect.wire import Request, get, post_json

HASTY = Limits(total_s=1.0, retries=2)


@pytest.fixture
def open_door() -> HttpDoor:
    return HttpDoor(allow_private=True, limits=HASTY)


@pytest.fixture
def only_this_host(monkeypatch: pytest.MonkeyPatch) -> HttpDoor:
    """A guarded door for which 127.0.0.1 stands for the open internet; 127.0.0.2 and all else stay private."""
    monkeypatch.setattr(http, "is_public", lambda text: text == "127.0.0.1")
    monkeypatch.setattr(address, "ALLOWED_PORTS", range(1, 65536))
    return HttpDoor(limits=HASTY)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "017700000001", "127.1", "[::1]", "[::ffff:127.0.0.1]",
     "0.0.0.0", "[::]", "127.0.0.1.", "[::127.0.0.1]", "0177.0.0.1", "0x7f000001"],
)  # fmt: skip
def test_no_spelling_of_this_machine_is_connected_to(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "ALLOWED_PORTS", range(1, 65536))
    with listening(answering()) as server:
        with pytest.raises((AddressRefused, NotSent)):
            HttpDoor(limits=HASTY).send(post_json(f"http://{host}:{server.port}/", {}))
        assert server.connections == 0


@pytest.mark.parametrize(
    "host", ["169.254.169.254", "[64:ff9b::7f00:1]", "[fd00:ec2::254]", "10.1.2.3", "168.63.129.16"]
)
def test_a_literal_private_address_is_refused_and_not_tried_again(host: str) -> None:
    with pytest.raises(AddressRefused):
        HttpDoor(limits=HASTY).send(get(f"http://{host}/latest/meta-data"))


def test_a_name_that_resolves_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rebinding: whatever an earlier look-up said, the address of the socket itself is judged."""
    answers = iter(["8.8.8.8", "127.0.0.1"])
    monkeypatch.setattr(address, "ALLOWED_PORTS", range(1, 65536))
    with listening(answering()) as server:
        _resolve_to(monkeypatch, answers, server.port)
        assert socket.getaddrinfo("rebind.example", server.port)[0][4][0] == "8.8.8.8"
        with pytest.raises(AddressRefused):
            HttpDoor(limits=HASTY).send(get(f"http://rebind.example:{server.port}/"))
        assert server.connections == 0


def test_what_was_checked_is_what_is_connected_to(monkeypatch: pytest.MonkeyPatch, only_this_host: HttpDoor) -> None:
    checked, peers = [], []

    class Watched(socket.socket):
        def send(self, *args: Any) -> int:
            peers.append(self.getpeername()[0])
            return super().send(*args)

    def noted(text: str) -> bool:
        checked.append(text)
        return text == "127.0.0.1"

    monkeypatch.setattr(http, "is_public", noted)
    monkeypatch.setattr(socket, "socket", Watched)
    with listening(answering()) as server:
        _resolve_to(monkeypatch, iter(["127.0.0.1"] * 9), server.port)
        only_this_host.send(get(f"http://shop.example:{server.port}/"))
    assert checked == ["127.0.0.1"]
    assert set(peers) == {"127.0.0.1"}


def _resolve_to(monkeypatch: pytest.MonkeyPatch, answers: Any, port: int) -> None:
    def getaddrinfo(*_args: Any, **_kwargs: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


@pytest.mark.parametrize("target", ["http://127.0.0.2:{port}/", "//127.0.0.2:{port}/", "http://[::1]:{port}/"])
def test_a_redirect_into_the_private_network_is_refused(target: str, only_this_host: HttpDoor) -> None:
    with (
        listening(answering(b"secret"), "127.0.0.2") as private,
        listening(redirecting(target.format(port=private.port))) as public,
    ):
        with pytest.raises(AddressRefused):
            only_this_host.send(get(public.url))
        assert private.connections == 0
        assert public.connections == 1


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/", "http://me:secret@127.0.0.1/", "http://[::1"]
)
def test_a_redirect_to_an_odd_address_is_refused(target: str, open_door: HttpDoor) -> None:
    with listening(redirecting(target)) as server, pytest.raises(AddressRefused):
        open_door.send(get(server.url))


def test_a_redirect_loop_ends_after_three_hops(open_door: HttpDoor) -> None:
    with listening(redirecting("/again")) as server:
        with pytest.raises(Transient, match="circles"):
            open_door.send(get(server.url))
        assert server.connections == 4


def test_whoever_asks_where_a_redirect_leads_is_told_and_not_led_there(only_this_host: HttpDoor) -> None:
    with listening(redirecting("http://127.0.0.2:9/admin")) as server:
        answer = only_this_host.send(replace(get(server.url), stops_at_redirect=True))
    assert (answer.status, answer.headers["location"]) == (302, "http://127.0.0.2:9/admin")
    assert len(server.requests) == 1


def test_a_redirect_of_a_write_is_not_followed(open_door: HttpDoor) -> None:
    with listening(redirecting("/elsewhere")) as server:
        assert open_door.send(post_json(server.url, {})).status == 302
        assert server.connections == 1


def test_secrets_stay_at_home_when_a_redirect_leaves_the_site(open_door: HttpDoor) -> None:
    secret = {"authorization": "Bearer hidden", "x-shop-token": "hidden", "accept": "text/html"}
    with listening(answering()) as other, listening(redirecting(other.url)) as first:
        open_door.send(get(first.url, headers=secret))
        assert b"hidden" in first.requests[0]
        assert b"hidden" not in other.requests[0]
        assert b"text/html" in other.requests[0]


def test_secrets_follow_a_redirect_within_the_site(open_door: HttpDoor) -> None:
    pages = iter([redirecting("/new"), answering()])
    with listening(lambda connection, head: next(pages)(connection, head)) as server:
        open_door.send(get(server.url, headers={"authorization": "Bearer hidden"}))
        assert all(b"hidden" in request for request in server.requests)


def test_an_answer_over_the_cap_is_not_read_to_the_end() -> None:
    door = HttpDoor(allow_private=True, limits=Limits(max_bytes=100_000))
    with listening(answering(b"x" * 5_000_000)) as server:
        with pytest.raises(Transient, match="larger"):
            door.send(get(server.url))
        assert server.connections == 1, "a too large answer does not get smaller by asking again"


def test_an_answer_at_the_cap_is_read() -> None:
    door = HttpDoor(allow_private=True, limits=Limits(max_bytes=100_000))
    with listening(answering(b"x" * 100_000)) as server:
        assert len(door.send(get(server.url)).body) == 100_000


def test_a_gzip_bomb_never_unfolds(open_door: HttpDoor) -> None:
    bomb = gzip.compress(bytes(100_000_000), 6)
    with listening(answering(bomb, headers="content-encoding: gzip\r\n")) as server:
        tracemalloc.start()
        with pytest.raises(Transient, match="larger"):
            open_door.send(get(server.url))
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 30_000_000


@pytest.mark.parametrize("body", [b"", b"ol\xc3\xa1" * 5000])
def test_a_packed_answer_arrives_unpacked(body: bytes, open_door: HttpDoor) -> None:
    with listening(answering(gzip.compress(body), headers="content-encoding: gzip\r\n")) as server:
        assert open_door.send(get(server.url)).body == body


@pytest.mark.parametrize(
    ("packed", "name"), [(gzip.compress(b"x" * 999, mtime=0)[:20], "gzip"), (b"x", "gzip"), (b"x", "br")]
)
def test_a_damaged_or_unknown_packing_is_no_answer(packed: bytes, name: str, open_door: HttpDoor) -> None:
    with listening(answering(packed, headers=f"content-encoding: {name}\r\n")) as server:
        with pytest.raises(Transient):
            open_door.send(get(server.url))
        with pytest.raises(OutcomeUnknown):
            open_door.send(post_json(server.url, {}))


def test_one_byte_a_second_runs_into_the_time_limit(open_door: HttpDoor) -> None:
    def drip(connection: socket.socket, _head: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")
        while True:
            connection.sendall(b"x")
            time.sleep(0.2)

    with listening(drip) as server:
        started = time.monotonic()
        with pytest.raises(Transient):
            open_door.send(get(server.url))
        assert time.monotonic() - started < 2.5, "the limit holds for the whole errand, repeats included"


def test_a_request_may_bring_its_own_patience(open_door: HttpDoor) -> None:
    def slowly(connection: socket.socket, head: bytes) -> None:
        time.sleep(1.3)
        answering()(connection, head)

    with listening(slowly) as server:
        assert open_door.send(Request("POST", server.url, timeout_s=5)).is_ok


def test_a_lost_answer_to_a_write_is_unknown_and_never_repeated(open_door: HttpDoor) -> None:
    with listening(silent) as server:
        with pytest.raises(OutcomeUnknown):
            open_door.send(post_json(server.url, {"text": "hello"}))
        assert server.connections == 1


def test_a_cut_answer_to_a_write_is_unknown(open_door: HttpDoor) -> None:
    def cut(connection: socket.socket, _head: bytes) -> None:
        connection.sendall(b'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"id":')

    with listening(cut) as server, pytest.raises(OutcomeUnknown):
        open_door.send(post_json(server.url, {}))


def test_a_read_is_tried_again_after_a_lost_answer(open_door: HttpDoor) -> None:
    pages = iter([silent, answering(b"here")])
    with listening(lambda connection, head: next(pages)(connection, head)) as server:
        assert open_door.send(get(server.url)).body == b"here"
        assert server.connections == 2


def test_a_refused_connection_is_not_sent() -> None:
    with listening(silent) as server:
        gone = server.url
    with pytest.raises(NotSent):
        HttpDoor(allow_private=True).send(post_json(gone, {}))


def test_an_unknown_name_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(NotSent):
        HttpDoor(limits=HASTY).send(post_json("https://shop.example/", {}))


def test_a_failed_handshake_is_not_sent(open_door: HttpDoor) -> None:
    with listening(answering()) as server, pytest.raises(NotSent):
        open_door.send(post_json(server.url.replace("http:", "https:"), {}))


def test_a_handshake_that_never_ends_is_not_sent(open_door: HttpDoor) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute, pytest.raises(NotSent):
        open_door.send(post_json(f"https://127.0.0.1:{mute.getsockname()[1]}", {}))


def test_a_line_break_in_a_header_is_refused_before_anything_leaves(open_door: HttpDoor) -> None:
    with listening(answering()) as server:
        with pytest.raises(Refused):
            open_door.send(get(server.url, headers={"authorization": "Bearer a\r\nx-evil: b"}))
        assert server.connections == 0


def test_proxies_of_the_environment_are_ignored(monkeypatch: pytest.MonkeyPatch, open_door: HttpDoor) -> None:
    with listening(answering(b"proxy")) as proxy, listening(answering(b"direct")) as server:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        assert open_door.send(get(server.url)).body == b"direct"
        assert proxy.connections == 0


@pytest.mark.filterwarnings("error")
def test_a_large_file_is_sent_whole_under_its_own_type(open_door: HttpDoor) -> None:
    film = Request("POST", "", {"content-type": "video/mp4"}, bytes(3_000_000))
    with listening(echoing) as server:
        head = open_door.send(replace(film, url=server.url)).body.lower()
    assert b"content-length: 3000000" in head
    assert b"content-type: video/mp4" in head
    assert b"transfer-encoding" not in head


def test_cookies_are_not_kept(open_door: HttpDoor) -> None:
    with listening(answering(headers="set-cookie: a=b\r\n")) as server:
        open_door.send(get(server.url))
        open_door.send(get(server.url))
        assert b"cookie" not in server.requests[1].lower()


def test_an_address_is_sent_as_it_was_written(open_door: HttpDoor) -> None:
    with listening(answering()) as server:
        open_door.send(get(f"{server.url}/a%2Fb?types%5B%5D=mention&x=%7E%20"))
        assert b"/a%2Fb?types%5B%5D=mention&x=%7E%20 " in server.requests[0]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_the_door_works_in_a_forked_process(open_door: HttpDoor) -> None:
    with listening(answering(b"here")) as server:
        open_door.send(get(server.url))
        child = multiprocessing.get_context("fork").Process(target=_fetch, args=(open_door, server.url))
        child.start()
        child.join(10)
        assert child.exitcode == 0


def _fetch(door: HttpDoor, url: str) -> None:
    os._exit(0 if door.send(get(url)).body == b"here" else 1)

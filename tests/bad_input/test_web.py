"""Answers and requests that are broken on purpose (rows 41 to 50)."""

from __future__ import annotations

import gzip
import logging
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from django.core.mail import BadHeaderError, EmailMessage

from tests.bad_input.rows import row
from vitrino.config import patience
from vitrino.config.logs import OneLine
from vitrino.connect import headers, reading
from vitrino.connect.errors import Refused, Transient
from vitrino.connect.http import HttpDoor, Limits
from vitrino.connect.wire import get, parse_json
from vitrino.posts.models import Post
from vitrino.posts.tests.composing import a_post, form
from vitrino.workspace.tests.cast import assemble


@row(41)
@pytest.mark.parametrize("name", ["Zorza\r\nBcc: all@example.com", "Zorza\nX: y"])
def test_a_line_break_in_a_header_is_never_sent(name: str) -> None:
    with pytest.raises(BadHeaderError):
        EmailMessage(subject=name, body="x", to=["anna@example.com"]).message()
    with pytest.raises(Refused, match="line break"):
        HttpDoor(allow_private=True).send(get("http://127.0.0.1:9/", headers={"x-name": name}))


@row(42)
@pytest.mark.parametrize("text", ["a\n2026-11-22 CRITICAL all is lost", "a\r\nb", "a\x1b[2Jb", "a\u2028b"])
def test_a_log_line_stays_one_line(text: str) -> None:
    record = logging.LogRecord("vitrino.test", logging.INFO, "x.py", 1, "named %s", (text,), None)
    line = OneLine("%(levelname)s %(message)s").format(record)
    assert len(line.splitlines()) == 1
    assert "\x1b" not in line
    assert any(isinstance(handler.formatter, OneLine) for handler in logging.getLogger().handlers)


@row(43, 45, 47)
@pytest.mark.parametrize(
    "body",
    [b"[" * 100_000 + b"]" * 100_000, b'{"a":' * 200 + b"1" + b"}" * 200, b'{"n": NaN}', b'{"n": Infinity}',
     b'{"n": -Infinity}', b'{"n": 1e999}', b'{"n": ' + b"9" * 5_000 + b"}", b'{"id": "1', b"", b"\xff\xfe"],
    ids=["deep", "nested", "nan", "infinity", "-infinity", "1e999", "5000 digits", "cut", "empty", "no utf-8"],
)  # fmt: skip
def test_json_that_is_none_is_an_answer_that_did_not_come(body: bytes) -> None:
    with pytest.raises(Transient):
        parse_json(body)


@row(46)
def test_a_key_that_comes_twice_is_refused_where_it_matters() -> None:
    body = b'{"sub": "anna", "sub": "celina"}'
    with pytest.raises(Transient):
        parse_json(body, unique_keys=True)
    assert parse_json(body) == {"sub": "celina"}


@row(47)
def test_an_id_no_database_could_hold_stays_text() -> None:
    assert parse_json(b'{"id": 9223372036854775808}') == {"id": "9223372036854775808"}


@row(48)
@pytest.mark.parametrize("digits", ["١٢٣", "²", "1²", "１２", "1_000", "-1", "+1"])
def test_only_plain_digits_are_a_number(digits: str) -> None:
    assert reading.integer(digits) is None
    assert headers.whole(digits) is None


@row(44)
@pytest.mark.django_db
def test_a_form_of_many_megabytes_is_refused_and_the_post_stays() -> None:
    cast = assemble()
    post = a_post(cast)
    client = cast.client(cast.anna)
    client.raise_request_exception = False
    answer = client.post(f"/w/zorza/posts/{post.pk}/", form(post, idea="x" * 3_000_000))
    assert answer.status_code in (400, 413)
    assert Post.objects.get(pk=post.pk).idea == "Fresh rye bread from seven"


@row(50)
@pytest.mark.django_db
def test_a_packed_form_is_not_unpacked() -> None:
    cast = assemble()
    post = a_post(cast)
    body: Any = gzip.compress(b"idea=" + b"x" * 50_000_000)
    began = time.perf_counter()
    answer = cast.client(cast.anna).post(
        f"/w/zorza/posts/{post.pk}/", data=body, content_type="application/x-www-form-urlencoded",
        headers={"content-encoding": "gzip"},
    )  # fmt: skip
    assert 400 <= answer.status_code < 500
    assert time.perf_counter() - began < 10
    assert Post.objects.get(pk=post.pk).idea == "Fresh rye bread from seven"


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server as the product runs it, with less patience."""

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        while scope["type"] == "http" and (await receive()).get("more_body"):
            pass
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ok"})

    for name, value in (("HEAD_S", 0.3), ("BODY_S", 0.3), ("LEAST_BYTES", 100)):
        monkeypatch.setattr(patience, name, value)
    config = uvicorn.Config(answer, port=0, log_level="critical", lifespan="off", http=patience.Patient)
    server, listener = uvicorn.Server(config), socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    yield int(listener.getsockname()[1])
    server.should_exit = True
    thread.join(5)


@row(49)
@pytest.mark.parametrize(
    "piece",
    [b"", b"GET / HTTP/1.1\r\nhost: x\r\n", b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 500\r\n\r\nab"],
    ids=["silent", "half a head", "half a body"],
)
def test_a_request_that_never_ends_is_ended(port: int, piece: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(piece)
        assert connection.recv(100) == b""


@row(49)
def test_a_slow_upload_that_keeps_coming_is_waited_for(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 1000\r\n\r\n")
        for _piece in range(10):
            connection.sendall(b"x" * 100)
            time.sleep(0.1)
        assert connection.recv(1000).startswith(b"HTTP/1.1 200")


@row(44)
def test_an_answer_of_a_platform_is_read_up_to_its_cap_only() -> None:
    assert Limits().max_bytes <= 5 * 1024 * 1024
    assert Limits().total_s <= 20

"""JSON from outside (RELIABILITY.md 4, rows 29, 30, 43 to 47) and the requests we build."""

from __future__ import annotations

import json
import sqlite3
from email.parser import BytesParser
from email.policy import HTTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.connect.errors import Transient
from vitrino.connect.wire import FilePart, Request, Response, get, parse_json, post_form, post_multipart, with_params


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b'{"id": "1', b"<html>", b"NaN", b"[Infinity]", b'{"a": -Infinity}', b"1e999", b"[-1e999]",
        b"\xff\xfe\xfa", b'"\x80"', b"1" * 5000, b"[" * 100_000, b"[" * 65 + b"]" * 65,
        b'{"a":' * 70 + b"1" + b"}" * 70,
    ],
)  # fmt: skip
def test_what_is_not_sound_json_is_no_answer(body: bytes) -> None:
    with pytest.raises(Transient):
        parse_json(body)


def test_reasonable_depth_is_read() -> None:
    assert parse_json(b"[" * 63 + b"1" + b"]" * 63)


def test_numbers_no_database_could_hold_become_text() -> None:
    found = parse_json(b'{"id": 9223372036854775808, "small": -9223372036854775808, "fine": 9223372036854775807}')
    assert found == {"id": "9223372036854775808", "small": "-9223372036854775808", "fine": 2**63 - 1}


def test_signs_no_database_could_hold_are_replaced() -> None:
    found = parse_json(rb'{"a\u0000b": ["x\ud800y", "\udead", "\ud83e\udd56", "nul\u0000"]}')
    assert found == {"ab": ["x\ufffdy", "\ufffd", "🥖", "nul"]}
    sqlite3.connect(":memory:").execute("SELECT ?", found["ab"][:1])


def test_a_key_that_comes_twice_is_refused_where_it_matters() -> None:
    body = b'{"scope": "read", "scope": "write"}'
    assert parse_json(body) == {"scope": "write"}
    with pytest.raises(Transient):
        Response(200, {}, body).json(unique_keys=True)


@given(st.recursive(st.none() | st.booleans() | st.integers(-(2**63) + 1, 2**63 - 1) | st.text(alphabet=st.characters(
    exclude_categories=["Cs"], exclude_characters="\0")), lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text(alphabet="abcł"), inner, max_size=4), max_leaves=20))  # fmt: skip
def test_sound_json_comes_through_unchanged(value: object) -> None:
    assert parse_json(json.dumps(value)) == value


def test_a_form_with_a_file_is_what_a_server_reads() -> None:
    picture = FilePart('brød".png', "image/png", b"\x89PNG\r\n--x\r\n")
    request = post_multipart("https://example.com/media", {"description": "Ĉielo\r\nblua"}, {"file": picture})
    head = f"content-type: {request.headers['content-type']}\r\n\r\n".encode()
    _form, text, file = BytesParser(policy=HTTP).parsebytes(head + request.body).walk()
    assert text.get_payload(decode=True) == "Ĉielo\r\nblua".encode()
    assert file.get_payload(decode=True) == picture.content
    assert file.get_content_type() == "image/png"


def test_the_same_form_gives_the_same_bytes() -> None:
    first, second = (post_multipart("https://a.example", {"a": "b"}, {"f": FilePart("n", "t/t", b"x")}) for _ in "ab")
    assert (first.body, first.headers) == (second.body, second.headers)


def test_lists_become_repeated_parameters() -> None:
    assert with_params("https://a.example/?x=1", {"types[]": ["a", "b"]}).endswith("?x=1&types%5B%5D=a&types%5B%5D=b")


def test_reads_are_repeatable_and_writes_are_not() -> None:
    assert get("https://a.example").repeatable
    assert not post_form("https://a.example", {}).repeatable


def test_the_printed_form_of_requests_and_answers_shows_no_secret() -> None:
    request = Request("POST", "https://a.example/botSECRET/send?token=SECRET", {"authorization": "SECRET"}, b"SECRET")
    assert "SECRET" not in f"{request} {Response(200, {'x': 'SECRET'}, b'SECRET', 'https://SECRET')}"
    assert "SECRET" not in repr(FilePart("a", "b", b"SECRET"))

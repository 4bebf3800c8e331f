"""Meta's error codes: what each one means for a write and for a read."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from vitrino.connect.errors import (
    AuthLost,
    ConnectError,
    NotSent,
    OutcomeUnknown,
    RateLimited,
    Refused,
    Transient,
)
from vitrino.connect.graph import Duplicate, Gone, GraphApi, next_page, refusal
from vitrino.connect.graph_twin import fields_of, inside, option
from vitrino.connect.secret import Secret
from vitrino.connect.wire import Request, Response

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Says:
    """A door behind which always the same answer waits."""

    def __init__(self, response: Response) -> None:
        self._response = response

    def send(self, request: Request) -> Response:
        return self._response


def answer(code: int = 0, subcode: int = 0, status: int = 400, headers: dict[str, str] | None = None) -> Response:
    body = json.dumps({"error": {"code": code, "error_subcode": subcode, "message": "Because."}}).encode()
    return Response(status, headers or {}, body)


def api(response: Response) -> GraphApi:
    return GraphApi(Says(response), "https://graph.example", "v1", Secret("t"), lambda: NOW, "Here")


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        (answer(4), RateLimited), (answer(32), RateLimited), (answer(80002), RateLimited),
        (answer(0, status=429), RateLimited),
        (answer(190), AuthLost), (answer(190, 463, 401), AuthLost), (answer(10), AuthLost), (answer(200), AuthLost),
        (answer(10, 2018278), Refused), (answer(100), Refused), (answer(368), Refused),
        (answer(100, 33), Gone), (answer(803), Gone), (answer(506), Duplicate), (answer(9007, 2207027), NotSent),
    ],
)  # fmt: skip
def test_a_definite_answer_is_told_apart(response: Response, expected: type[ConnectError]) -> None:
    assert type(refusal(response, NOW, "Here")) is expected
    with pytest.raises(expected):
        api(response).create("feed", {})


@pytest.mark.parametrize(
    "response",
    [answer(1), answer(2, status=500), answer(99999), answer(0, status=503), Response(502, {}, b"<html>"),
     Response(400, {}, b"<html>"), Response(200, {}, b"{")],
)  # fmt: skip
def test_anything_else_is_unknown_for_a_write_and_passing_for_a_read(response: Response) -> None:
    with pytest.raises(OutcomeUnknown):
        api(response).create("feed", {})
    with pytest.raises(Transient) as caught:
        api(response).read("feed")
    assert not isinstance(caught.value, NotSent | RateLimited)


def test_a_transient_error_says_nothing_about_the_write_whatever_its_code() -> None:
    body = json.dumps({"error": {"code": 100, "is_transient": True}}).encode()
    assert refusal(Response(400, {}, body), NOW, "Here") is None


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, timedelta(minutes=15)),
        ({"retry-after": "90"}, timedelta(seconds=90)),
        ({"x-business-use-case-usage": '{"1": [{"estimated_time_to_regain_access": 7}]}'}, timedelta(minutes=7)),
        ({"x-business-use-case-usage": '{"1": [{"estimated_time_to_regain_access": 999999}]}'}, timedelta(days=1)),
        ({"x-business-use-case-usage": "nonsense"}, timedelta(minutes=15)),
        ({"x-business-use-case-usage": '{"1": "soon"}'}, timedelta(minutes=15)),
    ],
)
def test_the_wait_is_what_the_platform_says_within_reason(headers: dict[str, str], wait: timedelta) -> None:
    error = refusal(answer(32, headers=headers), NOW, "Here")
    assert isinstance(error, RateLimited)
    assert error.until == NOW + wait


def test_a_list_ends_where_the_platform_names_no_next_page() -> None:
    cursors = {"cursors": {"before": "a", "after": "b"}}
    assert next_page({"paging": {**cursors, "next": "https://graph.example/…"}}) == "b"
    assert next_page({"paging": cursors}) == ""
    assert next_page({"paging": 7}) == ""
    assert next_page({}) == ""


def test_the_twin_takes_fields_apart() -> None:
    fields = fields_of("id,comments.order(x).limit(2){id,from{id,name}},shares")
    assert list(fields) == ["id", "comments", "shares"]
    assert inside(fields["comments"]) == "id,from{id,name}"
    assert option(fields["comments"], "limit") == "2"
    assert option(fields["comments"], "filter", "none") == "none"

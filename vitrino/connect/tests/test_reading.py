"""Values from outside: of the right type or not there."""

from datetime import UTC, datetime
from typing import Any

import pytest

from vitrino.connect import reading

ODD = [None, True, 1.5, [], {}, ["x"], {"a": 1}]


@pytest.mark.parametrize("value", ODD)
def test_what_is_no_text_number_time_or_link_is_not_there(value: Any) -> None:
    assert (reading.text(value), reading.link(value), reading.name(value)) == ("", "", "")
    assert reading.integer(value) is None
    assert reading.moment(value) is None


def test_text_stays_as_it_is_but_not_endless() -> None:
    assert reading.text("<b>{u.__class__}</b>") == "<b>{u.__class__}</b>"
    assert len(reading.text("x" * 10**6)) == reading.MAX_TEXT
    assert reading.text(1234567890123456789) == "1234567890123456789"


def test_a_name_is_one_short_line() -> None:
    assert reading.name("  Anna\r\n\tNowak ") == "Anna Nowak"
    assert len(reading.name("x" * 10**6)) == reading.MAX_NAME


@pytest.mark.parametrize(
    "value", ["javascript:alert(1)", "data:text/html,x", "//x.example", " JavaScript:x", "vbscript:x"]
)
def test_a_link_leads_to_the_web_or_nowhere(value: str) -> None:
    assert reading.link(value) == ""


def test_a_web_address_is_a_link() -> None:
    assert reading.link(" HTTPS://example.com/a ") == "HTTPS://example.com/a"


@pytest.mark.parametrize(
    ("value", "number"), [(5, 5), ("5", 5), (0, 0), (-1, None), ("١٢٣", None), ("²", None), ("", None)]
)
def test_a_count_is_a_plain_number(value: Any, number: int | None) -> None:
    assert reading.integer(value) == number


@pytest.mark.parametrize("value", ["2026-11-21T13:00:00+01:00", "2026-11-21T12:00:00Z", "2026-11-21T12:00:00.000Z"])
def test_a_time_with_a_zone_is_read_as_utc(value: str) -> None:
    assert reading.moment(value) == datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize("value", ["2026-11-21T12:00:00", "", "yesterday", "0001-01-01T00:00:00+14:00", 20261121])
def test_a_time_without_a_zone_is_not_guessed(value: Any) -> None:
    assert reading.moment(value) is None


@pytest.mark.parametrize(
    ("value", "moment"),
    [(1795262400, datetime(2026, 11, 21, 12, tzinfo=UTC)), ("1795262400", datetime(2026, 11, 21, 12, tzinfo=UTC)),
     (0, None), (-5, None), (10**17, None), (None, None), ("soon", None), (True, None), (1.5, None)],
)  # fmt: skip
def test_seconds_since_1970_are_a_time_or_unknown(value: Any, moment: datetime | None) -> None:
    assert reading.epoch(value) == moment


def test_only_objects_of_a_list_are_looked_at() -> None:
    assert list(reading.mappings([{"a": 1}, None, "x", {"b": 2}])) == [{"a": 1}, {"b": 2}]
    assert list(reading.mappings({"a": 1})) == []
    assert reading.mapping(["x"]) == {}


def test_counts_that_were_not_sent_stay_unknown() -> None:
    sent = {"favourites": 3, "replies": None, "boosts": -1}
    assert reading.counts(
        sent, {"likes": "favourites", "comments": "replies", "shares": "boosts", "saves": "none"}
    ) == {"likes": 3}

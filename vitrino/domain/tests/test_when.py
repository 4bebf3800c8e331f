"""What somebody types as a time is understood, or refused with what to write instead."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.problem import Problem
from vitrino.domain.slots import Instant
from vitrino.domain.when import parse_when

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
WARSAW = ZoneInfo("Europe/Warsaw")


def parse(text: str) -> Instant:
    return parse_when(text, now=NOW, zone=WARSAW)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-05-31 14:30", "2026-05-31T12:30"),
        ("2026-05-31T14:30", "2026-05-31T12:30"),
        (" 2026-05-31   14:30:15 ", "2026-05-31T12:30:15"),
        ("2026-05-31T14:30Z", "2026-05-31T14:30"),
        ("2026-05-31 14:30-05:00", "2026-05-31T19:30"),
        ("2027-01-31 14:30", "2027-01-31T13:30"),
    ],
)
def test_a_date_and_time_is_understood(text: str, utc: str) -> None:
    assert parse(text).utc == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "Please give a date"),
        ("   ", "Please give a date"),
        ("tomorrow", "add a time"),
        ("2026-05-31", "add a time"),
        ("next week 10:00", "is no date"),
        ("2026-13-01 10:00", "is no date"),
        ("2026-02-29 10:00", "is no date"),
        ("٢٠٢٦-٠٥-٣١ ١٠:٠٠", "is no date"),
        ("2026-05-31 24:00", "The day ends at 23:59"),
        ("2026-05-31 10:60", "The day ends at 23:59"),
        ("2026-05-31T10:30:60", "The day ends at 23:59"),
        ("03/04/2026 10:00", "Write 2026-04-03 10:00 or 2026-03-04 10:00"),
        ("3.4.2026", "Write 2026-04-03 14:30 or 2026-03-04 14:30"),
        ("31.05.2026 9:00", "like 2026-05-31 9:00"),
        ("05-31-2026 09:00", "like 2026-05-31 09:00"),
        ("5/5/2026 09:00", "like 2026-05-05 09:00"),
        ("99/99/2026", "Please write the year first"),
        ("1780000000", "time stamp for 2026-05-28 20:26 UTC"),
        ("1780000000000", "time stamp for 2026-05-28 20:26 UTC"),
        ("9999999999999999", "is no date"),
        ("2020-01-01 10:00", "has passed"),
        ("2026-05-01 14:00", "has passed"),
        ("9999-12-31 23:59", "more than two years"),
        ("9999-12-31T23:59:59-12:00", "too far"),
        ("0001-01-01 00:00", "too far"),
        ("x" * 100_000, "add a time"),
    ],
)
def test_anything_else_is_refused_with_what_to_write_instead(text: str, part: str) -> None:
    with pytest.raises(Problem) as caught:
        parse(text)
    assert part in str(caught.value.message)
    assert len(str(caught.value.message)) < 200


def test_a_week_date_is_shown_as_the_day_it_means() -> None:
    found = parse("2026-W53-7T10:00")
    assert found.wall == datetime(2027, 1, 3, 10)
    assert "2027-01-03" in str(found.notice)


def test_a_time_the_clocks_skip_keeps_its_notice() -> None:
    assert "forward" in str(parse("2027-03-28 02:30").notice)


def test_without_a_zone_only_a_time_with_an_offset_is_clear() -> None:
    with pytest.raises(Problem, match="which time zone"):
        parse_when("2026-05-31 14:30", now=NOW)
    assert parse_when("2026-05-31 14:30+02:00", now=NOW).utc == datetime(2026, 5, 31, 12, 30, tzinfo=UTC)


@given(st.text(max_size=30) | st.from_regex(r"[0-9W.:/T+Z -]{0,25}", fullmatch=True))
def test_no_text_ends_in_anything_but_an_instant_or_a_problem(text: str) -> None:
    try:
        found = parse(text)
    except Problem:
        return
    assert found.utc > NOW


@given(st.datetimes(datetime(2026, 5, 2), datetime(2028, 4, 30)))
def test_what_a_date_field_sends_is_always_understood(wall: datetime) -> None:
    found = parse(wall.isoformat(timespec="minutes"))
    assert found.wall == wall.replace(second=0, microsecond=0) or found.notice

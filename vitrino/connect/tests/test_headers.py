"""What servers say about waiting (RELIABILITY.md 4, row 78; PLATFORMS.md 1.5)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.connect.headers import LONGEST_WAIT_S, Allowance, allowance, retry_after, wait_until, whole

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
MINUTE, DAY = 60, LONGEST_WAIT_S


@pytest.mark.parametrize(
    ("value", "wait_s"),
    [
        ("30", 30), (" 30 ", 30), ("0", 1), ("1", 1), ("1000000000", DAY), ("9" * 18, DAY), ("9" * 30, MINUTE),
        ("-1", MINUTE), ("", MINUTE), ("soon", MINUTE), ("٣٠", MINUTE), ("²", MINUTE), ("1e3", MINUTE), ("nan", MINUTE),
        ("Sat, 21 Nov 2026 12:05:00 GMT", 300), ("Saturday, 21-Nov-26 12:05:00 GMT", 300),
        ("Sat, 21 Nov 2026 11:00:00 GMT", MINUTE), ("Sat, 21 Nov 9999 12:00:00 GMT", DAY),
        ("Mon, 99 Foo 2026 99:99:99 GMT", MINUTE), ("2026-11-21T12:10:00.000Z", 600),
        ("2026-11-21T13:10:00+01:00", 600),
    ],
)  # fmt: skip
def test_retry_after_is_read_in_every_spelling_and_kept_sane(value: str, wait_s: int) -> None:
    assert retry_after(value, NOW) == NOW + timedelta(seconds=wait_s)


@given(st.text())
def test_no_retry_after_leads_out_of_bounds(value: str) -> None:
    assert timedelta(seconds=1) <= retry_after(value, NOW) - NOW <= timedelta(days=1)


@pytest.mark.parametrize(
    ("reset", "wait_s"),
    [
        ("1795262700", 300), ("1795262700000", 300), ("300", 300), ("300.5", 300),
        ("2026-11-21T12:05:00.000000Z", 300), ("Sat, 21 Nov 2026 12:05:00 GMT", 300),
        ("1000000000", MINUTE), ("99999999999", DAY), ("999999999999999999", DAY), ("later", MINUTE),
    ],
)  # fmt: skip
def test_a_reset_is_read_as_epoch_seconds_or_date(reset: str, wait_s: int) -> None:
    found = allowance({"x-ratelimit-limit": "300", "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset}, NOW)
    assert found == Allowance(300, 0, NOW + timedelta(seconds=wait_s))


def test_what_is_not_said_is_not_known() -> None:
    assert allowance({}, NOW, "ratelimit") == Allowance(None, None, None)


def test_retry_after_goes_before_the_reset() -> None:
    assert wait_until({"retry-after": "10", "x-ratelimit-reset": "300"}, NOW) == NOW + timedelta(seconds=10)
    assert wait_until({"ratelimit-reset": "300"}, NOW, "ratelimit") == NOW + timedelta(seconds=300)
    assert wait_until({}, NOW) == NOW + timedelta(seconds=60)


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("", None), ("1_000", None), ("+1", None), ("1" * 19, None)])
def test_only_plain_digits_are_a_number(text: str, number: int | None) -> None:
    assert whole(text) == number

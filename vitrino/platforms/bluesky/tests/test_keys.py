"""Our own record keys: sound, the same for the same post, in the order of time."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from vitrino.platforms.bluesky.keys import fixed_key, record_key

TID = re.compile(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))


@given(st.text(max_size=50), MOMENTS)
def test_a_key_is_a_sound_tid_and_always_the_same(key: str, at: datetime) -> None:
    assert TID.fullmatch(record_key(key, at))
    assert record_key(key, at) == record_key(key, at)


@given(st.text(max_size=9), st.text(max_size=9), MOMENTS, st.integers(1, 10**9))
def test_later_posts_have_later_keys(one: str, other: str, at: datetime, later_ms: int) -> None:
    assert record_key(one, at) < record_key(other, at + timedelta(milliseconds=later_ms))


def test_posts_of_one_moment_have_keys_of_their_own() -> None:
    assert len({record_key(f"post-{number}", NOW) for number in range(500)}) == 500


def test_the_time_can_be_read_from_the_key() -> None:
    """The official reading of a TID: 53 bits of microseconds, then 10 that tell writers apart."""
    number = 0
    for sign in record_key("x", NOW):
        number = number * 32 + "234567abcdefghijklmnopqrstuvwxyz".index(sign)
    written_at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=number >> 10)
    assert timedelta(0) <= written_at - NOW < timedelta(milliseconds=1)


def test_a_key_of_a_subject_does_not_depend_on_time() -> None:
    assert fixed_key("did:plc:a") == fixed_key("did:plc:a") != fixed_key("did:plc:b")
    assert TID.fullmatch(fixed_key("did:plc:a"))

"""Newest-first lists read to the end: by examples, and against random worlds that cut pages and lose answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from vitrino.connect.paging import FIRST_READ, OVERLAP, advance, progress, read_down_to

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def ago(minutes: float) -> datetime:
    return NOW - minutes * MINUTE


def test_the_first_read_goes_back_a_month_and_then_ends() -> None:
    assert read_down_to(progress(""), NOW) == NOW - FIRST_READ
    cursor, complete, reached = advance(progress(""), [ago(5), NOW - FIRST_READ], "more", NOW)
    assert (complete, reached) == (True, True)
    assert progress(cursor).known_until == ago(5).isoformat()


def test_a_list_that_simply_ends_is_read_to_its_beginning() -> None:
    cursor, complete, reached = advance(progress(""), [ago(1), ago(9)], "", NOW)
    assert (complete, reached) == (True, True)
    assert read_down_to(progress(cursor), NOW) == ago(1) - OVERLAP


def test_what_is_known_moves_only_at_the_end_of_a_run() -> None:
    known, _, _ = advance(progress(""), [ago(600)], "", NOW)
    middle, complete, _ = advance(progress(known), [ago(1), ago(100)], "page-2", NOW)
    assert not complete
    assert progress(middle).page == "page-2"
    assert progress(middle).known_until == ago(600).isoformat()
    end, complete, reached = advance(progress(middle), [ago(200), ago(611)], "page-3", NOW)
    assert (complete, reached) == (True, True)
    assert progress(end).known_until == ago(1).isoformat()


def test_a_run_that_ends_early_is_made_once_more_and_then_owned_up_to() -> None:
    known, _, _ = advance(progress(""), [ago(600)], "", NOW)
    again, complete, reached = advance(progress(known), [ago(1), ago(100)], "", NOW)
    assert (complete, reached) == (True, False)
    assert progress(again).known_until == ago(600).isoformat(), "nothing is taken as read yet"
    given_up, complete, reached = advance(progress(again), [ago(1), ago(100)], "", NOW)
    assert (complete, reached) == (True, False)
    assert progress(given_up).known_until == ago(1).isoformat()


def test_an_empty_answer_moves_nothing() -> None:
    known, _, _ = advance(progress(""), [ago(600)], "", NOW)
    first, complete, reached = advance(progress(known), [], "", NOW)
    assert (complete, reached) == (True, False)
    second, complete, reached = advance(progress(first), [], "", NOW)
    assert (complete, reached) == (True, True), "twice empty is empty: somebody cleared the list"
    assert progress(second).known_until == ago(600).isoformat()


def test_a_first_read_does_not_believe_one_empty_page() -> None:
    middle, _, _ = advance(progress(""), [ago(1), ago(100)], "page-2", NOW)
    again, complete, reached = advance(progress(middle), [], "", NOW)
    assert (complete, reached) == (True, False)
    assert read_down_to(progress(again), NOW) == NOW - FIRST_READ
    middle, _, _ = advance(progress(again), [ago(1), ago(100)], "page-2", NOW)
    _end, complete, reached = advance(progress(middle), [], "", NOW)
    assert (complete, reached) == (True, True)


def test_a_clock_running_ahead_does_not_hide_what_comes_next() -> None:
    cursor, _, _ = advance(progress(""), [NOW + timedelta(days=400), ago(1)], "", NOW)
    assert read_down_to(progress(cursor), NOW) <= NOW - OVERLAP


def test_a_cursor_that_cannot_be_read_starts_over() -> None:
    for cursor in ("", "{", "[]", "null", '{"known_until": 1}', "12345"):
        assert read_down_to(progress(cursor), NOW) == NOW - FIRST_READ


@settings(max_examples=150, deadline=None)
@given(
    gaps=st.lists(st.integers(0, 400), min_size=1, max_size=40),
    backlog=st.integers(0, 20),
    page_size=st.integers(1, 7),
    lost_reads=st.sets(st.integers(0, 60), max_size=9),
    empty_read=st.integers(0, 60),
)
def test_nothing_is_lost_when_a_page_comes_empty_and_others_not_at_all(
    gaps: list[int], backlog: int, page_size: int, lost_reads: set[int], empty_read: int
) -> None:
    """A reader that polls while entries arrive; some answers are lost, one comes empty although there is more."""
    written = [(NOW - number * MINUTE, -number) for number in range(1, backlog + 1)]
    delivered: set[int] = set()
    cursor, now, reads = "", NOW, 0
    for number, gap in enumerate([*gaps, *[11] * 8]):
        now += gap * MINUTE
        if number < len(gaps):
            written.append((now, number))
        for _page in range(200):
            reads += 1
            if reads in lost_reads:
                break  # and the cursor stays
            at = progress(cursor)
            start = int(at.page or 0)
            page = [] if reads == empty_read else sorted(written, reverse=True)[start : start + page_size]
            delivered |= {entry for _time, entry in page}
            more = str(start + page_size) if page and start + page_size < len(written) else ""
            cursor, complete, _reached = advance(at, [time for time, _entry in page], more, now)
            if complete:
                break
    assert delivered == set(range(-backlog, len(gaps)))

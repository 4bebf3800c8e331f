"""A reply promises exactly one time, or it is said why it doesn't."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vitrino.domain.cases.promises import Certainty, Reading, read
from vitrino.domain.hours import ALWAYS, Calendar, read_hours

WARSAW = ZoneInfo("Europe/Warsaw")
SHOP = Calendar(read_hours("Mon-Fri 9-17, Sat 9-13"), WARSAW)
NOW = datetime(2026, 6, 3, 10, tzinfo=WARSAW)  # a Wednesday
FOLDER = Path(__file__).parent / "promises"
PROBLEMS = {"more than one time": "several", "everybody imagines": "vague", "has passed already": "past"}


def fixtures() -> list[tuple[str, str, str]]:
    """(language, reply, what is expected) of every line."""
    return [
        (path.stem, *(part.strip() for part in line.rsplit("|", 1)))  # type: ignore[misc]
        for path in sorted(FOLDER.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]


def said(reading: Reading) -> str:
    """A reading in the words of the fixtures: "Thu 04 17:00", several, vague, past or none."""
    if reading.promise:
        return f"{reading.promise.due_at.astimezone(WARSAW):%a %d %H:%M}"
    problem = str(reading.problem or "")
    return next((name for words, name in PROBLEMS.items() if words in problem), "none")


@pytest.mark.parametrize(("language", "text", "expected"), fixtures())
def test_a_reply_is_read(language: str, text: str, expected: str) -> None:
    assert said(read(text, now=NOW, calendar=SHOP, language=language)) == expected


def test_there_are_enough_replies_in_each_language() -> None:
    languages = [language for language, _, _ in fixtures()]
    assert all(languages.count(language) >= 60 for language in ("en", "pl", "eo"))


@pytest.mark.parametrize(("language", "text", "expected"), [one for one in fixtures() if len(one[1]) > 30][::3])
def test_the_language_of_a_reply_is_found_out(language: str, text: str, expected: str) -> None:
    assert said(read(text, now=NOW, calendar=SHOP)) == expected


def when(text: str, now: datetime, calendar: Calendar = SHOP, language: str = "en") -> datetime:
    promise = read(text, now=now, calendar=calendar, language=language).promise
    assert promise is not None
    return promise.due_at.astimezone(calendar.zone)


def test_the_place_of_a_promise_is_its_place_in_the_text() -> None:
    text = "Przykro nam. Odezwiemy się najpóźniej do jutra, do godziny 17, obiecujemy."
    promise = read(text, now=NOW, calendar=SHOP, language="pl").promise
    assert promise is not None
    assert text[promise.start : promise.end] == promise.words == "najpóźniej do jutra, do godziny 17"
    assert (promise.certainty, promise.notices, promise.is_open) == (Certainty.CLEAR, (), True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We'll call tomorrow at 3.", "“3” was understood as 15:00."),
        ("We'll call by next Friday.", "next calendar week was understood: 2026-06-12"),
        ("We'll call by Wednesday.", "today's weekday, so 2026-06-10"),
        ("We'll reply by 9:15.", "passed today, so tomorrow"),
        ("We'll call on Sunday.", "doesn't open on that day"),
    ],
)
def test_what_had_to_be_guessed_is_said(text: str, words: str) -> None:
    promise = read(text, now=NOW, calendar=SHOP, language="en").promise
    assert promise is not None
    assert promise.certainty is Certainty.GUESSED
    assert words in " ".join(map(str, promise.notices))


def test_a_time_outside_the_opening_hours_is_marked() -> None:
    promise = read("We'll write by 21:00.", now=NOW, calendar=SHOP, language="en").promise
    assert promise is not None
    assert not promise.is_open


def test_all_due_times_are_given_so_that_a_case_can_refuse_two() -> None:
    assert len(read("We'll reply today or tomorrow.", now=NOW, calendar=SHOP, language="en").dues) == 2
    assert read("We'll reply soon.", now=NOW, calendar=SHOP, language="en").dues == ()


def test_vague_words_are_shown_beside_a_promise_but_do_not_spoil_it() -> None:
    reading = read("We'll look at it soon and call you by Friday.", now=NOW, calendar=SHOP, language="en")
    assert said(reading) == "Fri 05 17:00"
    assert reading.vague == ((17, 21),)
    assert reading.problem is None


@pytest.mark.parametrize(
    ("language", "day", "monday"),
    [
        ("en", "within 24 hours", "by Monday 9:30"),
        ("pl", "w ciągu 24 godzin", "do poniedziałku do 9:30"),
        ("eo", "ene de 24 horoj", "ĝis lundo je 9:30"),
    ],
)
def test_hours_are_real_and_hands_of_clocks_stay_when_clocks_change(language: str, day: str, monday: str) -> None:
    for now, a_day_later in (
        (datetime(2026, 3, 28, 12, tzinfo=WARSAW), datetime(2026, 3, 29, 13)),
        (datetime(2026, 10, 24, 12, tzinfo=WARSAW), datetime(2026, 10, 25, 11)),
    ):
        assert when(day, now, language=language).replace(tzinfo=None) == a_day_later
        expected = (now + timedelta(days=2)).replace(hour=9, minute=30)
        assert when(monday, now, language=language) == expected


def test_wall_time_stays_wall_time_when_clocks_change() -> None:
    spring = datetime(2026, 3, 27, 12, tzinfo=WARSAW)
    assert when("by Monday 9:30", spring) == datetime(2026, 3, 30, 9, 30, tzinfo=WARSAW)
    assert when("within 3 days", spring) == datetime(2026, 3, 30, 17, tzinfo=WARSAW)


def test_a_time_that_the_clocks_skip_or_show_twice_is_said() -> None:
    spring = datetime(2026, 3, 28, 12, tzinfo=WARSAW)
    skipped = read("by tomorrow 02:30", now=spring, calendar=SHOP, language="en").promise
    assert skipped is not None
    assert skipped.due_at.astimezone(WARSAW).replace(tzinfo=None) == datetime(2026, 3, 29, 3, 30)
    assert "skip" in str(skipped.notices[0])
    autumn = datetime(2026, 10, 24, 12, tzinfo=WARSAW)
    twice = read("by tomorrow 02:30", now=autumn, calendar=SHOP, language="en").promise
    assert twice is not None
    assert twice.due_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert "twice" in str(twice.notices[0])


def test_working_days_are_the_days_on_which_the_shop_opens() -> None:
    holiday = Calendar(read_hours("Mon-Fri 9-17, 4.06 closed"), WARSAW)
    assert when("in two working days", NOW, holiday) == datetime(2026, 6, 8, 17, tzinfo=WARSAW)
    assert when("in two working days", NOW, Calendar(ALWAYS, WARSAW)) == datetime(2026, 6, 5, 23, 59, tzinfo=WARSAW)
    short = Calendar(read_hours("Mon-Fri 9-17, 5.06 9-12"), WARSAW)
    assert when("by Friday", NOW, short) == datetime(2026, 6, 5, 12, tzinfo=WARSAW)


def test_a_shop_that_never_opens_promises_no_working_day() -> None:
    never = Calendar(read_hours("2026-01-01 9-10"), WARSAW)
    assert read("within two working days", now=NOW, calendar=never, language="en").promise is None


def test_today_after_closing_ends_at_midnight() -> None:
    assert when("We will call you today.", NOW.replace(hour=18)) == NOW.replace(hour=23, minute=59)


def test_a_zone_is_demanded() -> None:
    with pytest.raises(ValueError, match="no zone"):
        read("by 5 pm", now=datetime(2026, 6, 3), calendar=SHOP)


CALENDARS = st.builds(
    Calendar,
    st.sampled_from(["Mon-Fri 9-17", "Fri-Sat 20-04", "", "24/7", "Wed 9-12, 13-17, 25.12 closed"]).map(read_hours),
    st.sampled_from(["Europe/Warsaw", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]).map(ZoneInfo),
)
NOWS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))
PHRASES = """
by|within|in|tomorrow|today|5|pm|17:00|24|2|hours|working|days|Friday|next|end of the week|June|31|29|February|at noon
2026-02-30|do|jutra|w|ciągu|dni|roboczych|godziny|piątku|ĝis|morgaŭ|je la|17-a|ene de|horoj|soon|,|.|-|99|0|half an
hour|02:30|2:30|midnight|month|before|przed|antaŭ|between|and|31.12|29.02.2027|the 31st|we will
"""
WORDS = st.sampled_from([phrase for line in PHRASES.split("\n") for phrase in line.split("|") if phrase])
LANGUAGES = st.sampled_from(["en", "pl", "eo", ""])


@given(st.lists(WORDS, max_size=9).map(" ".join), NOWS, CALENDARS, LANGUAGES)
@settings(deadline=None, max_examples=400)
def test_no_promise_is_in_the_past_or_without_a_zone(
    text: str, now: datetime, calendar: Calendar, language: str
) -> None:
    reading = read(text, now=now, calendar=calendar, language=language)
    for one in reading.found:
        assert one.due_at.tzinfo is UTC
        assert now < one.due_at < now + timedelta(days=1500)
        assert text[one.start : one.end] == one.words
    assert (reading.promise is not None) == (len(reading.found) == 1)
    assert reading.promise is None or reading.problem is None


@given(st.text(max_size=80), NOWS, LANGUAGES)
@settings(deadline=None)
def test_no_text_breaks_the_reading(text: str, now: datetime, language: str) -> None:
    reading = read(text, now=now, calendar=SHOP, language=language)
    assert all(now < one.due_at for one in reading.found)


@given(
    st.sampled_from([("en", "within 3 hours"), ("pl", "w ciągu 3 godzin"), ("eo", "ene de 3 horoj")]),
    NOWS,
    st.timedeltas(timedelta(0), timedelta(hours=12)),
)
@settings(deadline=None)
def test_said_later_hours_end_later(said_so: tuple[str, str], now: datetime, wait: timedelta) -> None:
    language, text = said_so
    first, later = (when(text, at, SHOP, language) for at in (now, now + wait))
    assert later.astimezone(UTC) - first.astimezone(UTC) == wait

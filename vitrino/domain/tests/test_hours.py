"""Opening hours are read as people type them, and said back so that they can be read again."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.hours import (
    DAYS,
    Interval,
    OpeningHours,
    YearDay,
    from_json,
    hours_text,
    lines,
    parse_hours,
    read_hours,
    to_json,
)
from vitrino.domain.problem import Problem

WORKDAYS = ["0", "1", "2", "3", "4"]
NINE_TO_FIVE = [["09:00", "17:00"]]
ALL_DAY = [["00:00", "00:00"]]
MINUTES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
INTERVALS = st.builds(Interval, MINUTES, MINUTES)
HOURS = st.builds(
    OpeningHours,
    st.dictionaries(st.integers(0, 6), INTERVALS.map(lambda interval: (interval,)), max_size=7),
    st.dictionaries(st.dates(), st.one_of(st.just(()), INTERVALS.map(lambda interval: (interval,))), max_size=3),
    st.dictionaries(
        st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(YearDay.of),
        st.one_of(st.just(()), INTERVALS.map(lambda interval: (interval,))),
        max_size=3,
    ),
)


@pytest.mark.parametrize(
    "text",
    [
        "Mon–Fri 9:00–17:00",
        "mon-fri 9-17",
        "Monday to Friday from 09:00 to 17:00",
        "Mon, Tue, Wed, Thu, Fri: 9.00 - 17.00",
        "Mon-Fri 9am-5pm",
        "pon.–pt. 9:00–17:00",
        "pn-pt od 9 do 17",
        "Poniedziałek – piątek 9:00 – 17:00",
        "lu-ve 9:00-17:00",
        "lundo ĝis vendredo 9:00 ĝis 17:00",
    ],
)
def test_working_days_are_read_in_three_languages(text: str) -> None:
    assert parse_hours(text) == dict.fromkeys(WORKDAYS, NINE_TO_FIVE)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("", {}),
        (" \n ", {}),
        ("Sat 9:00–13:00", {"5": [["09:00", "13:00"]]}),
        ("Wed 9-12, 13-17", {"2": [["09:00", "12:00"], ["13:00", "17:00"]]}),
        ("Wed 13-17 and 9-12", {"2": [["09:00", "12:00"], ["13:00", "17:00"]]}),
        ("Fri 20:00-02:00", {"4": [["20:00", "02:00"]]}),
        ("Sat-Mon 10-14", {"0": [["10:00", "14:00"]], "5": [["10:00", "14:00"]], "6": [["10:00", "14:00"]]}),
        ("Mon 9-24:00", {"0": [["09:00", "00:00"]]}),
        ("Mon 9-17, Sun closed", {"0": NINE_TO_FIVE}),
        ("pn 9-17; nd nieczynne", {"0": NINE_TO_FIVE}),
        ("Mon 9-17\nTue 10-18", {"0": NINE_TO_FIVE, "1": [["10:00", "18:00"]]}),
        ("Mon-Wed 9-17, Tue closed", {"0": NINE_TO_FIVE, "2": NINE_TO_FIVE}),
        ("Mon 9-17, 2026-12-24 9-13, 2026-12-25 closed", {
            "0": NINE_TO_FIVE, "2026-12-24": [["09:00", "13:00"]], "2026-12-25": [],
        }),
        ("25.12 closed, 24.12. 9-13", {"12-25": [], "12-24": [["09:00", "13:00"]]}),
        ("25 December closed", {"12-25": []}),
        ("1 maja i 3 maja zamknięte", {"05-01": [], "05-03": []}),
        ("26 decembro fermita", {"12-26": []}),
        ("Mon 9-17, 1.05 closed, 01.11 9-12", {"0": NINE_TO_FIVE, "05-01": [], "11-01": [["09:00", "12:00"]]}),
        ("29.02 closed", {"02-29": []}),
        ("2026-07-06 - 2026-07-08 closed", {"2026-07-06": [], "2026-07-07": [], "2026-07-08": []}),
        ("24/7", dict.fromkeys("0123456", ALL_DAY)),
        ("codziennie 9-17", dict.fromkeys("0123456", NINE_TO_FIVE)),
        ("Mon 12am-12pm", {"0": [["00:00", "12:00"]]}),
    ],
)  # fmt: skip
def test_hours_are_read(text: str, stored: dict[str, list[list[str]]]) -> None:
    assert parse_hours(text) == stored


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("always", "always"),
        ("9-17", "9"),
        ("Mon", "Mon"),
        ("Mon 9", "9"),
        ("Mon 9-", "-"),
        ("Mon 25-26", "25"),
        ("Mon 9:75-17", "9:75"),
        ("Mon 9-17 Foo", "Foo"),
        ("Mon-2026-12-24 9-17", "2026-12-24"),
        ("31.02 closed", "31.02"),
        ("2026-07-06-2026-07-01 closed", "2026-07-01"),
        ("2026-07-06-2027-07-06 closed", "2027-07-06"),
        ("Mon 9-17, ٢٥.12 closed", "٢٥"),
        ("Mon ٩-١٧", "٩"),
        ("Mon 9:٠٠-17", "9:٠٠"),
    ],
)
def test_unclear_hours_are_refused_where_they_are_unclear(text: str, part: str) -> None:
    with pytest.raises(Problem) as caught:
        parse_hours(text)
    assert part in str(caught.value.message.values["part"])


def test_hours_that_overlap_are_refused() -> None:
    with pytest.raises(Problem, match="9:00–13:00 and 12:00–17:00 overlap"):
        parse_hours("Mon 9-13, 12-17")
    with pytest.raises(Problem, match="overlap"):
        parse_hours("Mon 20-02, 23-24")


def test_hours_without_end_are_refused() -> None:
    with pytest.raises(Problem, match="2000"):
        parse_hours("Mon 9-17, " * 1000)


def test_hours_are_said_with_days_alike_together() -> None:
    stored = parse_hours("Mon-Fri 9-12, 13-17, Sat 9-24:00, 2026-12-25 closed")
    assert hours_text(stored) == "Mon–Fri 9:00–12:00, 13:00–17:00, Sat 9:00–24:00, 2026-12-25 closed"
    found = lines(from_json(stored))
    assert [(line.first, line.last, line.times) for line in found[:3]] == [
        (0, 4, "9:00–12:00, 13:00–17:00"),
        (5, 5, "9:00–24:00"),
        (6, 6, ""),
    ]
    assert str(DAYS[found[1].first]) == "Saturday"
    assert found[3].day == date(2026, 12, 25)


def test_days_can_be_named_in_another_language() -> None:
    polish = ("pn", "wt", "śr", "cz", "pt", "sb", "nd")
    assert hours_text(parse_hours("Wed-Sun 9-17"), polish) == "śr–nd 9:00–17:00"


def test_no_hours_are_an_empty_text_and_mean_always() -> None:
    assert hours_text({}) == ""
    assert from_json({}).is_always
    assert from_json({"0": []}).is_always
    assert read_hours("24/7").is_always


def test_a_shop_without_hours_is_closed_only_on_the_days_it_names() -> None:
    hours = read_hours("25.12 closed")
    assert not hours.is_always
    assert hours.on(date(2026, 12, 25)) == ()
    assert hours.on(date(2026, 12, 26)) == (Interval(time(0), time(0)),)


def test_a_date_goes_before_a_day_of_the_year_and_both_before_the_week() -> None:
    hours = read_hours("daily 9-17, 24.12 9-13, 2027-12-24 closed")
    assert hours.on(date(2026, 12, 23)) == (Interval(time(9), time(17)),)
    assert hours.on(date(2026, 12, 24)) == (Interval(time(9), time(13)),)
    assert hours.on(date(2027, 12, 24)) == ()


def test_days_of_every_year_are_said_with_the_others() -> None:
    text = "Mon 9:00–17:00, 24.12 9:00–13:00, 25.12 closed, 2026-08-15 closed"
    stored = parse_hours(text)
    assert hours_text(stored) == text
    assert [line.yearly for line in lines(from_json(stored))][-3:] == [YearDay(12, 24), YearDay(12, 25), None]


@pytest.mark.parametrize(
    "stored",
    [
        {"7": NINE_TO_FIVE},
        {"02-30": []},
        {"2-3": []},
        {"0": [["9"]]},
        {"0": [["x", "y"]]},
        {"0": 5},
        {"0": [[1, 2]]},
        [],
    ],
)
def test_stored_nonsense_is_a_problem_and_no_crash(stored: dict[str, object]) -> None:
    with pytest.raises(Problem, match="can't be read"):
        from_json(stored)


@given(HOURS)
def test_hours_survive_storing_and_saying(hours: OpeningHours) -> None:
    stored = to_json(hours)
    assert to_json(from_json(stored)) == stored
    assert parse_hours(hours_text(stored)) == stored


TOKENS = st.sampled_from(["Mon", "-", "Fri", "9", "17:00", ",", "closed", "2026-01-01", "1.05", "May", "24/7", "pm"])


@given(st.text(max_size=60) | st.lists(TOKENS).map(" ".join))
def test_no_text_ends_in_anything_but_hours_or_a_problem(text: str) -> None:
    try:
        stored = parse_hours(text)
    except Problem:
        return
    assert parse_hours(hours_text(stored)) == stored

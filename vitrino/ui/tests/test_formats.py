"""Times, numbers and foreign text as people read them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from vitrino.ui import formats

NOW = datetime(2026, 11, 21, 13, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _warsaw_in_polish_hours() -> object:
    with timezone.override(ZoneInfo("Europe/Warsaw")), translation.override("pl"):
        yield


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (NOW, "14:02"),
        (NOW + timedelta(hours=11), "01:02"),
        (NOW - timedelta(hours=14, minutes=30), "23:32"),
    ],
)
def test_near_times_are_told_by_the_clock_of_the_zone(moment: datetime, said: str) -> None:
    assert formats.when(moment, NOW).endswith(said)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (NOW, "today "),
        (NOW + timedelta(hours=10), "tomorrow "),  # 00:02 in Warsaw, though still the same day in UTC
        (NOW - timedelta(days=1), "yesterday "),
        (NOW + timedelta(days=3), "in 3 days"),
        (NOW - timedelta(days=2), "2 days ago"),
        (NOW + timedelta(days=40), "31 December 2026"),
    ],
)
def test_days_are_counted_in_the_zone_and_said_in_words(moment: datetime, said: str) -> None:
    with translation.override("en"):
        assert formats.when(moment, NOW).startswith(said)


def test_a_moment_carries_the_exact_instant() -> None:
    html = formats.moment(NOW, NOW)
    assert 'datetime="2026-11-21T14:02:00+01:00"' in html
    assert html.endswith("14:02</time>")


@pytest.mark.parametrize("show", [formats.when, formats.moment, formats.day, formats.clock, formats.duration])
def test_an_unknown_time_is_a_dash(show: object) -> None:
    assert show(None) == "–"  # type: ignore[operator]


@pytest.mark.parametrize(
    ("value", "places", "language", "said"),
    [
        (1234567, 0, "en", "1,234,567"),
        (1234.5, 1, "pl", "1\xa0234,5"),
        (0, 0, "pl", "0"),
        (None, 0, "en", "–"),
        (2.346, 2, "en", "2.35"),
    ],
)
def test_numbers_are_grouped_as_the_reader_does(value: float | None, places: int, language: str, said: str) -> None:
    with translation.override(language):
        assert formats.number(value, places) == said


def test_a_missing_share_is_not_nothing() -> None:
    assert formats.percent(None) == "–"
    assert formats.percent(0) == "0%"
    assert formats.percent(0.925, 1) == "92,5%"


@pytest.mark.parametrize(
    ("minor", "currency", "language", "said"),
    [
        (123450, "PLN", "pl", "1\xa0234,50\xa0zł"),
        (990, "EUR", "en", "€9.90"),
        (500, "JPY", "en", "¥500"),
        (None, "PLN", "pl", "–"),
    ],
)
def test_money_is_minor_units_of_its_currency(minor: int | None, currency: str, language: str, said: str) -> None:
    with translation.override(language):
        assert formats.money(minor, currency) == said


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(seconds=5), "1 minute"),
        (timedelta(minutes=45), "45 minutes"),
        (timedelta(hours=3), "3 hours"),
        (timedelta(days=2), "2 days"),
    ],
)
def test_a_duration_has_one_unit(span: timedelta, said: str) -> None:
    with translation.override("en"):
        assert formats.duration(span) == said


def test_foreign_text_keeps_its_lines_and_loses_its_teeth() -> None:
    assert formats.plain_lines("one\n<b>two</b>\r\n") == "one<br>&lt;b&gt;two&lt;/b&gt;"
    assert formats.bdi("<i>مريم") == "<bdi>&lt;i&gt;مريم</bdi>"

"""Numbers and dates as exports write them, and headings in four languages."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from vitrino.domain.problem import Problem
from vitrino.metricimports import dates
from vitrino.metricimports.figures import Unit, number
from vitrino.metricimports.headings import folded, guess, unit_of
from vitrino.metricimports.preview import export_of

WARSAW = ZoneInfo("Europe/Warsaw")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1234", 1234), ("1,234", 1234), ("1.234", 1234), ("1 234", 1234), ("1\u202f234\u00a0567", 1_234_567),
        ("1'234", 1234), ("1.234.567", 1_234_567), ("12.0", 12), ("12,0", 12), ("1.234,0", 1234), ("1,234.0", 1234),
        ("1.2K", 1200), ("1,5 tys.", 1500), ("3 Mio.", 3_000_000), ("0", 0), ("--", None), ("", None), ("-", None),
        ("N/A", None), ("b.d.", None), ("k. A.", None),
    ],
)  # fmt: skip
def test_a_count_is_read_however_it_is_written(cell: str, value: int | None) -> None:
    assert number(cell) == value


@pytest.mark.parametrize("cell", ["4,5", "12%", "-3", "viele", "1e9", "٣٤", "1.2.3,4,5", "9" * 30, "=1+1"])
def test_what_is_no_count_is_said_to_be_none(cell: str) -> None:
    with pytest.raises(Problem):
        number(cell)


@pytest.mark.parametrize(
    ("cell", "unit", "seconds"),
    [("1,5", "hours", 5400), ("0.25", "hours", 900), ("90", "seconds", 90), ("1:02:03", "hours", 3723),
     ("2:30", "minutes", 150)],
)  # fmt: skip
def test_times_become_seconds(cell: str, unit: Unit, seconds: int) -> None:
    assert number(cell, unit) == seconds


@pytest.mark.parametrize(
    "cell",
    ["2026-11-05 14:30", "2026-11-05T14:30:00", "11/05/2026 02:30 PM", "Nov 5, 2026, 2:30 PM", "Thu, Nov 5, 2026 14:30",
     "5 listopada 2026 14:30", "5. November 2026, 14:30", "5 novembro 2026 14:30", "2026-11-05 13:30 +0000"],
)  # fmt: skip
def test_one_moment_is_read_in_many_spellings(cell: str) -> None:
    found, has_time = dates.moment(cell, order="mdy", zone=WARSAW)
    assert found.astimezone(UTC) == datetime(2026, 11, 5, 13, 30, tzinfo=UTC)
    assert has_time


@pytest.mark.parametrize("cell", ["22 Nov", "yesterday", "31/02/2026", "2026-13-01", "45971"])
def test_what_is_no_date_is_said_to_be_none(cell: str) -> None:
    with pytest.raises(Problem):
        dates.moment(cell, order="dmy", zone=WARSAW)


@pytest.mark.parametrize(
    ("cell", "is_ambiguous", "order"),
    [("03/04/2026", True, ""), ("25/04/2026", False, "dmy"), ("04/25/2026 10:00", False, "mdy"),
     ("03.04.2026", False, "dmy"), ("04/04/2026", False, ""), ("2026-04-03", False, "")],
)  # fmt: skip
def test_the_order_of_day_and_month_is_asked_only_where_it_matters(cell: str, is_ambiguous: bool, order: str) -> None:
    assert dates.is_ambiguous(cell) is is_ambiguous
    assert dates.order_shown_by(cell) == order


# Name -> platform, headings parted by |, and what some of them must mean.
EXPORTS: dict[str, tuple[str, str, dict[str, str]]] = {
    "instagram": (
        "instagram",
        "Post ID|Account username|Description|Publish time|Permalink|Post type|Date|Views|Reach|Likes|Saves",
        {"Views": "views", "Saves": "saves", "Publish time": "at"},
    ),
    "instagram, Polish": (
        "instagram",
        "Identyfikator posta|Nazwa użytkownika konta|Opis|Czas publikacji|Wyświetlenia|Zasięg|Polubienia|Zapisania",
        {"Wyświetlenia": "views", "Polubienia": "likes", "Zapisania": "saves"},
    ),
    "instagram, German": (
        "instagram",
        "Beitrags-ID|Benutzername des Kontos|Veröffentlichungszeit|Aufrufe|Reichweite|„Gefällt mir“-Angaben|Kommentare",
        {"Reichweite": "reach", "„Gefällt mir“-Angaben": "likes"},
    ),
    "facebook": (
        "facebook",
        "Post ID|Page name|Title|Publish time|Reach|Reactions|Comments|Shares|Total clicks|Link Clicks",
        {"Reactions": "likes", "Total clicks": "clicks", "Link Clicks": ""},
    ),
    "x": (
        "x",
        "Post id|Date|Post text|Post Link|Impressions|Likes|Bookmarks|Shares|New follows|Replies|Reposts|URL Clicks",
        {"Impressions": "views", "Reposts": "shares", "Shares": "", "Replies": "comments", "URL Clicks": "clicks"},
    ),
    "linkedin": (
        "linkedin",
        "Post title|Post link|Created date|Impressions|Clicks|Likes|Comments|Reposts",
        {"Created date": "at", "Reposts": "shares"},
    ),
    "tiktok": (
        "tiktok",
        "Video title|Video link|Post time|Total likes|Total comments|Total shares|Total views",
        {"Total views": "views"},
    ),
    "youtube": (
        "youtube",
        "Content|Video title|Video publish time|Views|Watch time (hours)|Subscribers|Impressions",
        {"Content": "id", "Views": "views", "Watch time (hours)": "watch_time_s", "Impressions": ""},
    ),
    "pinterest": (
        "pinterest",
        "Date|Impressions|Pin clicks|Outbound clicks|Saves",
        {"Impressions": "views", "Outbound clicks": "clicks"},
    ),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_is_recognised_and_its_columns_understood(name: str) -> None:
    platform, written, wanted = EXPORTS[name]
    headings = written.split("|")
    found: Any = export_of(headings)
    assert found is not None
    assert found[0] == platform
    columns = guess(headings, found[1].also)
    assert {heading: columns.get(str(headings.index(heading)), "") for heading in wanted} == wanted


def test_a_table_of_ones_own_is_guessed_in_esperanto() -> None:
    headings = ["Dato", "Vidoj", "Ŝatoj", "Komentoj", "Kundividoj"]
    assert export_of(headings) is None
    assert list(guess(headings).values()) == ["day", "views", "likes", "comments", "shares"]


def test_hours_of_watching_are_seen_in_the_heading() -> None:
    assert unit_of("watch_time_s", "Wiedergabezeit (Stunden)") == "hours"
    assert unit_of("watch_time_s", "Seconds viewed") == "seconds"
    assert folded("Łączna liczba kliknięć") == "lacznaliczbaklikniec"

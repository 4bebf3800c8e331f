"""Exports of advertising are read in any language, and what can't be right is left out with its reason."""

from __future__ import annotations

import io
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from vitrino.attribution.cost_tables import Costs, understand
from vitrino.domain.problem import Problem

TODAY = date(2026, 11, 22)
META_PL = """Nazwa kampanii;Dzień;Wydana kwota (PLN);Wyświetlenia;Kliknięcia linku;Początek raportowania
;2026-11-20;1 300,50;9000;300;2026-11-20
Chleb żytni;2026-11-20;1 234,50;8000;280;2026-11-20
Ciasta;2026-11-20;66,00;1000;20;2026-11-20
"""
GOOGLE_EN = """Campaign report
"1 November 2026 - 21 November 2026"
Campaign,Day,Currency code,Cost,Impr.,Clicks
Rye week,2026-11-19,EUR,"1,234.56","10,204",311
Rye week,2026-11-20,EUR,0.80,12,1
Cakes,2026-11-20,EUR, --,0,0
Total: Campaigns,--,EUR,"1,235.36","10,216",312
"""
TIKTOK = """Date,Campaign name,Ad group name,Currency,Cost,Impression,Clicks (destination)
2026-11-20 00:00:00,Rye week,Lublin,USD,12.5,900,12
2026-11-20 00:00:00,Rye week,Warsaw,USD,7.5,400,5
Total of 2 results,,,USD,20.00,1300,17
"""


def read(text: str, **how: str) -> Costs:
    return understand(text.encode(), today=TODAY, **how)  # type: ignore[arg-type]  # names of settings


def test_meta_in_polish_with_its_sum_on_top() -> None:
    found = read(META_PL)
    assert found.source == "meta-ads"
    assert [(row.name, row.amount_minor, row.currency, row.clicks) for row in found.rows] == [
        ("Chleb żytni", 123_450, "PLN", 280),
        ("Ciasta", 6_600, "PLN", 20),
    ]
    assert [left.number for left in found.passed] == [2]
    assert found.spoiled == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_google_with_a_title_above_and_its_sum_below(encoding: str) -> None:
    text = GOOGLE_EN if encoding == "utf-8" else GOOGLE_EN.replace('"1,234.56","10,204"', "1234.56,10204")
    found = understand(text.encode(encoding), today=TODAY)
    assert found.source == "google-ads"
    assert [(row.amount_minor, row.impressions) for row in found.rows] == [(123_456, 10_204), (80, 12)]
    assert [str(left.message) for left in found.passed] == ["Nothing was spent.", "The file's own sum."]


def test_tiktok_by_ad_group() -> None:
    found = read(TIKTOK)
    assert (found.source, found.sums) == ("tiktok-ads", {"USD": 2_000})
    assert len({row.key for row in found.rows}) == 2


def test_a_spreadsheet_reads_like_a_text() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Bericht"])
        sheet.write_row(1, 0, ["Kampagnenname", "Tag", "Ausgegebener Betrag (EUR)"])
        sheet.write_row(2, 0, ["Roggen", date(2026, 11, 20), 12.5])
        sheet.write_row(3, 0, ["Gesamt", "", 12.5])
    found = understand(stream.getvalue(), today=TODAY)
    assert [(row.day, row.amount_minor, row.currency) for row in found.rows] == [(date(2026, 11, 20), 1_250, "EUR")]


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("Rye,2026-11-23,PLN,5.00", "Day", "not come yet"),
        ("Rye,1999-01-01,PLN,5.00", "Day", "longer ago"),
        ("Rye,soon,PLN,5.00", "Day", "is no day"),
        ("Rye,2026-02-30,PLN,5.00", "Day", "is no day"),
        ("Rye,2026-11-20,złote,5.00", "Currency", "is no currency"),
        ("Rye,2026-11-20,PLN,five", "Cost", "is no amount"),
        ("Rye,2026-11-20,PLN,-5.00", "Cost", "Less than nothing"),
        ("Rye,2026-11-20,PLN,5.00,extra", "", "5 columns"),
    ],
)
def test_a_spoiled_row_says_why_and_the_others_stay(row: str, column: str, said: str) -> None:
    found = read(f"Campaign,Day,Currency,Cost\n{row}\nCakes,2026-11-20,PLN,7.00\n")
    assert [(left.number, left.column) for left in found.spoiled] == [(2, column)]
    assert said in str(found.spoiled[0].message)
    assert [one.name for one in found.rows] == ["Cakes"]


def test_the_same_row_twice_is_one_and_another_amount_is_a_question() -> None:
    rows = "Rye,2026-11-20,PLN,5.00\nRye,2026-11-20,PLN,5.00\nRye,2026-11-20,PLN,6.00\n"
    found = read(f"Campaign,Day,Currency,Cost\n{rows}")
    assert (len(found.rows), len(found.passed), len(found.spoiled)) == (1, 1, 1)
    assert "another amount" in str(found.spoiled[0].message)


def test_currencies_are_never_added() -> None:
    found = read("Campaign,Day,Currency,Cost\nRye,2026-11-20,PLN,5.00\nRye,2026-11-21,EUR,5.00\n")
    assert found.sums == {"PLN": 500, "EUR": 500}


def test_without_a_currency_the_person_is_asked_once_and_not_for_each_row() -> None:
    text = "Campaign,Day,Cost\nRye,2026-11-20,5.00\nRye,2026-11-21,6.00\n"
    assert read(text).asks_for_currency
    assert read(text).spoiled == []
    assert read(text, currency="pln").sums == {"PLN": 1_100}


def test_a_date_that_may_be_two_days_is_asked_about() -> None:
    text = "Campaign,Day,Currency,Cost\nRye,03/04/2026,PLN,5.00\n"
    assert read(text).asks_for_order
    assert read(text, order="mdy").rows[0].day == date(2026, 3, 4)
    assert read(text, order="dmy").rows[0].day == date(2026, 4, 3)
    told = read(text + "Rye,03/25/2026,PLN,5.00\n")
    assert (told.asks_for_order, told.rows[0].day) == (False, date(2026, 3, 4))


def test_commas_and_points_mixed_are_refused_as_a_whole() -> None:
    with pytest.raises(Problem, match="decimal comma"):
        read("Campaign;Day;Currency;Cost\nRye;2026-11-20;PLN;5,50\nRye;2026-11-21;PLN;5.50\n")


@pytest.mark.parametrize("text", ["Campaign,Cost\nRye,5.00\n", "a,b\n1,2\n", "Name\nRye\n", ""])
def test_a_file_without_costs_or_days_is_refused_with_what_to_export(text: str) -> None:
    with pytest.raises(Problem):
        read(text)


CELLS = st.sampled_from(
    ["Rye", "", "2026-11-20", "20.11.2026", "5,00", "5.00", "PLN", "--", "Total", "1'000", "x" * 50]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS | st.text(max_size=8), min_size=1, max_size=6), min_size=1, max_size=6))
def test_whatever_stands_in_a_file_is_read_or_said(rows: list[list[str]]) -> None:
    body = "\n".join(";".join(row) for row in rows)
    try:
        found = read(f"Campaign;Day;Currency;Cost\n{body}\n")
    except Problem:
        return
    assert all(row.amount_minor > 0 and row.day <= TODAY for row in found.rows)
    assert len({row.key for row in found.rows}) == len(found.rows)

"""Rows 1 to 11 of the bad-input table: every way a table from outside can be wrong, each an answer in words."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.problem import Problem
from vitrino.imports.meaning import Bad, Order, Wish, dates_are_ambiguous, guess, row_hash, understand
from vitrino.imports.others import read_json
from vitrino.imports.reading import MAX_ROWS, RawRow, Table, encoding_of, read

NOW = datetime(2026, 3, 1, tzinfo=UTC)
WARSAW = ZoneInfo("Europe/Warsaw")
POLISH = "tekst;kiedy\nŚwieży chleb źródlany żółć;2026-05-04 09:00\n"


def cells(content: bytes, **how: Any) -> list[tuple[str, ...]]:
    return [row.cells for row in read(content, **how).rows]


def meant(text: str, order: Order = "") -> Wish | Bad:
    table = read(f"text,when\nRye,{text}\n".encode())
    return understand(table.rows[0], table.headings, guess(table.headings), order=order, zone=WARSAW, now=NOW)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "iso-8859-2", "utf-16"])
def test_row_1_and_2_letters_are_found_out_and_a_mark_is_no_heading(encoding: str) -> None:
    table = read(POLISH.encode(encoding))
    assert table.headings == ("tekst", "kiedy")
    assert table.rows[0].cells[0] == "Świeży chleb źródlany żółć"
    assert table.encoding == {"utf-8-sig": "utf-8"}.get(encoding, encoding)


def test_row_1_a_wrong_choice_of_letters_is_said() -> None:
    with pytest.raises(Problem, match="not written as utf-8"):
        read(POLISH.encode("cp1250"), encoding="utf-8")


def test_row_3_an_open_quote_spoils_its_own_row_only() -> None:
    table = read(b'text,when\n"Rye on Monday,2026-05-04\nSpelt,\n"Two\nlines",\n')
    assert [row.problem is None for row in table.rows] == [False, True, True]
    assert "never closed" in str(table.rows[0].problem)
    assert table.rows[1].cells == ("Spelt", "")
    assert table.rows[2].cells == ("Two\nlines", "")
    assert [row.number for row in table.rows] == [2, 3, 4]


def test_row_4_a_cell_beyond_all_limits_is_its_rows_problem() -> None:
    table = read(b"text,when\n" + b"x" * 140_000 + b",\nRye,\n")
    assert ["longer than any post" in str(row.problem) for row in table.rows] == [True, False]


def test_row_5_a_nul_is_refused_with_its_row() -> None:
    table = read(b"text,when\nR\x00ye,\nSpelt,\n")
    assert [row.problem is None for row in table.rows] == [False, True]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_row_6_what_parts_the_columns_is_found_out(sign: str) -> None:
    table = read(f'text{sign}when{sign}link\n"Rye, 3,50 zł; warm"{sign}2026-05-04 09:00{sign}\n'.encode())
    assert (table.delimiter, table.rows[0].cells[0]) == (sign, "Rye, 3,50 zł; warm")


def test_row_7_a_million_rows_are_refused_quickly() -> None:
    with pytest.raises(Problem, match="At most 5000 rows"):
        read(b"text\n" + b"Rye\n" * 1_000_000)
    assert len(read(b"text\n" + b"Rye\n" * MAX_ROWS).rows) == MAX_ROWS


def test_row_8_the_same_words_have_the_same_hash_wherever_they_stand() -> None:
    one, two = meant("2026-05-04 09:00"), meant(" 2026-05-04  09:00 ")
    assert isinstance(one, Wish)
    assert isinstance(two, Wish)
    assert row_hash(one) == row_hash(two)
    other = meant("2026-05-04 10:00")
    assert isinstance(other, Wish)
    assert row_hash(one) != row_hash(other)


@pytest.mark.parametrize(
    ("text", "order", "utc"),
    [
        ("2026-05-04 09:00", "", datetime(2026, 5, 4, 7, tzinfo=UTC)),
        ("2026-05-04T09:00:00Z", "", datetime(2026, 5, 4, 9, tzinfo=UTC)),
        ("03/04/2026 14:30", "dmy", datetime(2026, 4, 3, 12, 30, tzinfo=UTC)),
        ("03/04/2026 14:30", "mdy", datetime(2026, 3, 4, 13, 30, tzinfo=UTC)),
        ("3.4.2026 14:30", "dmy", datetime(2026, 4, 3, 12, 30, tzinfo=UTC)),
        ("2026-W53-7 10:00", "", datetime(2027, 1, 3, 9, tzinfo=UTC)),
    ],
)
def test_row_9_and_10_dates_are_understood_and_shown(text: str, order: Order, utc: datetime) -> None:
    found = meant(text, order)
    assert isinstance(found, Wish)
    assert found.when is not None
    assert found.when.utc == utc
    assert ("W53" in text) == (found.when.notice is not None), "what was interpreted is said"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("03/04/2026 14:30", "two days"),
        ("2026-05-04 24:00", "no such time"),
        ("2026-05-04 10:60", "no such time"),
        ("31/12/2026 10:00", "year first"),
        ("1777888800000", "time stamp"),
        ("1777888800", "time stamp"),
        ("tomorrow", "add a time"),
        ("2026-05-04", "add a time"),
        ("2020-05-04 10:00", "has passed"),
        ("32.04.2026 10:00", "year first"),
    ],
)
def test_row_9_to_11_what_can_not_be_meant_is_said_with_its_column(text: str, words: str) -> None:
    found = meant(text)
    assert isinstance(found, Bad)
    assert found.column == "when"
    assert words in str(found.message)


def test_a_day_that_could_be_two_asks_for_the_order_once() -> None:
    table = read(b"text,when\nRye,03/04/2026 14:30\nSpelt,2026-05-04 09:00\n")
    assert dates_are_ambiguous(table, guess(table.headings))
    plain = read(b"text,when\nSpelt,2026-05-04 09:00\n")
    assert not dates_are_ambiguous(plain, guess(plain.headings))


def test_day_and_time_may_stand_in_two_columns() -> None:
    table = read("Treść;Data;Godzina;Kanały\nChleb;2026-05-04;9:00;Mastodon, X\n".encode())
    found = understand(table.rows[0], table.headings, guess(table.headings), order="", zone=WARSAW, now=NOW)
    assert isinstance(found, Bad), "9:00 is not the ISO form"
    table = read("Treść;Data;Godzina;Kanały\nChleb;2026-05-04;09:00;Mastodon, X\n".encode())
    found = understand(table.rows[0], table.headings, guess(table.headings), order="", zone=WARSAW, now=NOW)
    assert isinstance(found, Wish)
    assert (found.channels, found.when is not None) == (("mastodon", "x"), True)


@pytest.mark.parametrize("headings", ["Text,Image URL,Tags,Posting Time", "post,platforms,scheduleDate",
                                      "channel,caption,scheduled_at", "Date,Time,Text,Link(s)"])  # fmt: skip
def test_headings_of_other_tools_are_known(headings: str) -> None:
    found = set(guess(headings.split(",")).values())
    assert "text" in found
    assert found & {"when", "date"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"), (b"\n\n", "empty"), (b"text,when\n", "nothing below"), (b"PK\x03\x04 broken", "can't be read"),
        (b"x" * (10 * 1024**2 + 1), "too large"), ("\n".join([",".join("abc" * 30)] * 2).encode(), "more than 60"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_said(content: bytes, words: str) -> None:
    with pytest.raises(Problem, match=words):
        read(content)


def test_a_row_wider_than_its_headings_is_not_guessed_at() -> None:
    table = read(b"text,when\nRye, warm,2026-05-04 09:00\n")
    assert "3 columns" in str(table.rows[0].problem)


def test_a_spreadsheet_is_read_with_its_dates() -> None:
    table = read(sheet([["text", "when"], ["Rye", 46146.375], ["Spelt", ""]]))
    assert table.is_spreadsheet
    assert [row.cells[0] for row in table.rows] == ["Rye", "Spelt"]
    assert table.rows[0].cells[1].startswith("2026-05-04 09:00")


def test_a_spreadsheet_that_unfolds_without_end_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file, file.open("xl/sheet1.xml", "w") as part:
        for _turn in range(21):
            part.write(b"0" * 10 * 1024**2)
    with pytest.raises(Problem, match="unfolds"):
        read(packed.getvalue())


def test_what_postiz_lists_is_taken_without_what_is_out() -> None:
    """Shape: docs.postiz.com/public-api."""
    table = read_json(b"""{"posts": [
        {"id": "c1", "content": "<p>Rye</p><p>warm &amp; good</p>", "publishDate": "2026-12-09T05:06:00.000Z",
         "state": "QUEUE", "integration": {"id": "i", "providerIdentifier": "linkedin-page", "name": "Z"}},
        {"id": "c2", "content": "old", "publishDate": "2024-12-09T05:06:00.000Z", "state": "PUBLISHED"}]}""")
    assert table is not None
    assert [row.cells for row in table.rows] == [("Rye\nwarm & good", "2026-12-09T05:06:00.000Z", "linkedin")]


def test_what_mixpost_shows_is_taken_by_its_original_version() -> None:
    """Shape: inovector/mixpost, src/Http/Resources/PostResource.php."""
    table = read_json(b"""{"data": [{"id": "u", "status": "SCHEDULED", "accounts": [{"provider": "mastodon"}],
        "versions": [{"account_id": 3, "is_original": false, "content": [{"body": "other"}]},
                     {"account_id": 0, "is_original": true, "content": [{"body": "<div>Rye</div>", "media": []}]}],
        "scheduled_at": {"date": "2026-12-09", "time": "05:06", "human": "x"}}]}""")
    assert table is not None
    assert [row.cells for row in table.rows] == [("Rye", "2026-12-09 05:06", "mastodon")]


@pytest.mark.parametrize("content", [b'{"posts": []}', b"[1, 2]", b'{"data": "x"}', b"{}"])
def test_json_nobody_knows_is_said(content: bytes) -> None:
    with pytest.raises(Problem, match="knows no tool"):
        read_json(content)


def test_json_nested_without_end_is_refused() -> None:
    with pytest.raises(Problem):
        read_json(b"[" * 300_000)
    assert read_json(b"[" * 100_000) is None


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reading(content: bytes) -> None:
    try:
        table = read(content)
    except Problem:
        return
    assert isinstance(table, Table)
    assert all(isinstance(row, RawRow) for row in table.rows)


written = st.text(st.sampled_from('abż",;\n\u2028|'), max_size=12)


@given(st.lists(st.tuples(written.filter(str.strip), written), min_size=1, max_size=20))
def test_what_a_spreadsheet_program_writes_is_read_back(rows: list[tuple[str, str]]) -> None:
    file = io.StringIO()
    csv.writer(file).writerows([("text", "link"), *rows])
    found = read(file.getvalue().encode(), encoding="utf-8", delimiter=",")
    assert [row.problem for row in found.rows] == [None] * len(rows)
    assert [row.cells for row in found.rows] == [tuple(cell.strip() for cell in row) for row in rows]


def test_letters_of_the_two_polish_tables_are_told_apart() -> None:
    text = "Zażółć gęślą jaźń, świeże źdźbło"
    assert encoding_of(text.encode("cp1250")) == "cp1250"
    assert encoding_of(text.encode("iso-8859-2")) == "iso-8859-2"


def sheet(rows: list[list[str | float]]) -> bytes:
    """The smallest spreadsheet; numbers in the second column are dates."""
    lines = []
    for n, row in enumerate(rows, start=1):
        found = "".join(
            f'<c r="{"AB"[i]}{n}" s="1"><v>{cell}</v></c>' if isinstance(cell, float)
            else f'<c r="{"AB"[i]}{n}" t="inlineStr"><is><t>{cell}</t></is></c>'
            for i, cell in enumerate(row)
        )  # fmt: skip
        lines.append(f'<row r="{n}">{found}</row>')
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Plan" sheetId="1" '
        'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{office}/styles" '
        'Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/>'
        "</cellXfs></styleSheet>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{"".join(lines)}</sheetData></worksheet>',
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, text in parts.items():
            file.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return packed.getvalue()

"""Files with posts, as people really bring them (rows 1 to 11 and 40)."""

from __future__ import annotations

import csv
import io

import pytest

from tests.bad_input.clear import is_clear, refused
from tests.bad_input.rows import row
from vitrino.imports import actions, preview, queries, reading
from vitrino.imports.models import Import
from vitrino.posts.models import Post
from vitrino.posts.tests.composing import channel
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    people = assemble()
    channel(people, "bluesky")
    return people


def bring(cast: Cast, content: bytes) -> Import:
    return actions.bring(workspace=cast.bakery, name="posts.csv", content=content, by=cast.anna, now=NOW)


def seen(cast: Cast, content: bytes) -> preview.Seen:
    return preview.look(bring(cast, content), now=NOW)


def carried_out(cast: Cast, content: bytes) -> Import:
    brought = actions.begin(brought=bring(cast, content), by=cast.anna, now=NOW)
    while actions.carry_on(brought, NOW) is not None:
        brought.refresh_from_db()
    brought.refresh_from_db()
    return brought


@row(1)
@pytest.mark.parametrize("encoding", ["cp1250", "iso-8859-2", "utf-8", "utf-16"])
def test_letters_in_another_encoding_are_read(encoding: str) -> None:
    content = "Text;When\nZażółć gęślą jaźń, piąta źle;2026-12-01 10:00\n".encode(encoding)
    assert reading.read(content).rows[0].cells[0] == "Zażółć gęślą jaźń, piąta źle"


@row(1)
def test_a_wrong_choice_of_letters_is_said(cast: Cast) -> None:
    brought = bring(cast, "Text\nĉirkaŭ\n".encode())
    with refused("not written as"):
        actions.change(brought=brought, encoding="ascii", delimiter="", date_order="", columns={})
    assert Import.objects.get(pk=brought.pk).encoding == brought.encoding


@row(2)
def test_a_byte_order_mark_is_no_part_of_a_heading() -> None:
    assert reading.read(b"\xef\xbb\xbfText,When\nRye,\n").headings[0] == "Text"


@row(3)
def test_an_open_quotation_mark_swallows_no_other_row(cast: Cast) -> None:
    found = seen(cast, b'Text,When\nOne,2026-12-01 10:00\n"Two,\nThree,2026-12-03 10:00\nFour,2026-12-04 10:00\n')
    assert [good.wish.text for good in found.good] == ["One", "Three", "Four"]
    [spoiled] = found.spoiled
    is_clear(spoiled.message)


@row(4, 5)
@pytest.mark.parametrize("field", [b"x" * 200_000, b"a\0b"], ids=["long", "NUL"])
def test_a_row_that_can_not_be_read_is_named_and_the_others_come(cast: Cast, field: bytes) -> None:
    found = seen(cast, b"Text,When\nOne,2026-12-01 10:00\n" + field + b",2026-12-02 10:00\nThree,2026-12-03 10:00\n")
    assert [good.wish.text for good in found.good] == ["One", "Three"]
    [spoiled] = found.spoiled
    is_clear(spoiled.message)


@row(6)
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_the_separator_is_found_out(sign: str) -> None:
    content = sign.join(("Text", "When")) + "\n" + sign.join(("Bread for 2.50", "2026-12-01 10:00")) + "\n"
    table = reading.read(content.encode())
    assert (table.delimiter, table.rows[0].cells[0]) == (sign, "Bread for 2.50")


@row(7)
def test_a_million_rows_are_refused_before_anything_is_made(cast: Cast) -> None:
    with refused():
        bring(cast, b"Text\n" + b"x\n" * 1_000_000)
    assert not Import.objects.exists()
    assert not Post.objects.exists()


@row(8)
def test_the_same_file_again_makes_no_second_post(cast: Cast) -> None:
    content = b"Text,When\nFresh rye bread,2026-12-01 10:00\nSpelt rolls,2026-12-02 10:00\n"
    carried_out(cast, content)
    assert Post.objects.count() == 2
    carried_out(cast, content + b"Poppy seed cake,2026-12-03 10:00\n")
    assert Post.objects.count() == 3


@row(9, 11)
@pytest.mark.parametrize("when", ["2026-12-01 24:00", "2026-12-01 10:60", "1796212800000", "soon", "2020-01-01 10:00"])
def test_a_time_that_is_none_spoils_its_row_alone(cast: Cast, when: str) -> None:
    found = seen(cast, f"Text,When\nOne,2026-12-01 10:00\nTwo,{when}\n".encode())
    assert [good.wish.text for good in found.good] == ["One"]
    [spoiled] = found.spoiled
    is_clear(spoiled.message)


@row(9)
def test_the_order_of_day_and_month_is_asked(cast: Cast) -> None:
    brought = bring(cast, b"Text,When\nOne,03/04/2027 10:00\n")
    with refused("03/04/2026 means"):
        actions.begin(brought=brought, by=cast.anna, now=NOW)
    assert not Post.objects.exists()


@row(10)
def test_a_week_date_is_shown_as_its_day(cast: Cast) -> None:
    [good] = seen(cast, b"Text,When\nOne,2026-W53-7 10:00\n").good
    assert good.wish.when is not None
    assert good.wish.when.notice is not None


@row(40)
@pytest.mark.parametrize("cell", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)"])
def test_a_cell_that_goes_out_again_is_no_formula(cast: Cast, cell: str) -> None:
    brought = carried_out(cast, f'Text,When\nOne,\n"{cell}",never\n'.encode())
    rows: list[list[str]] = list(csv.reader(io.StringIO(queries.file_of_problems(brought, tuple(brought.headings)))))
    assert rows[1][0] == f"'{cell}"


@row(1, 3)
@pytest.mark.parametrize("content", [b"", b"   \n", b"Text\n", b"PK\x03\x04 not a spreadsheet"])
def test_a_file_with_nothing_in_it_says_so(cast: Cast, content: bytes) -> None:
    with refused():
        bring(cast, content)
    assert not Import.objects.exists()

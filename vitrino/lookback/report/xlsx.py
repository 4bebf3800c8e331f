"""A report as a workbook. Text is written as text, whatever it begins with; an unknown number is an empty cell."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from vitrino.lookback import wording
from vitrino.lookback.report.contents import Told
from vitrino.ui.words import words

Cell = str | int | float | None
# With these a cell would begin a formula, should somebody save the table as CSV and open that.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%")
_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONGEST = 32_000


def workbook(told: Told) -> bytes:
    """In the language that is spoken just now."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, _SAFE) as book:
        styles = {"head": book.add_format({"bold": True, "bottom": 1}),
                  "text": book.add_format({"text_wrap": True, "valign": "top"}),
                  "quoted": book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})}  # fmt: skip
        for name, heads, rows in _sheets(told):
            _write(book.add_worksheet(name[:31]), heads, rows, styles)
    return target.getvalue()


def _sheets(told: Told) -> Iterable[tuple[str, Sequence[str], list[Sequence[Cell]]]]:
    seen = told.seen
    yield (
        _("Figures"),
        (_("Figure"), _("Value"), _("Before"), _("Compared"), _("Rests on")),
        [(words(one.label), one.value, one.before, words(wording.comparison(one)), words(one.sample))
         for one in seen.figures],
    )  # fmt: skip
    yield (
        _("Channels"),
        (_("Channel"), _("Posts"), _("Likes, comments and shares"), _("Answers to a typical post"), _("Followers")),
        [(one.name, one.posts, one.answers, one.typical, one.followers) for one in told.channels],
    )
    yield (
        _("Days"),
        (_("Day"), _("Likes, comments and shares"), _("Posts")),
        [(one.on.isoformat(), one.answers, one.posts) for one in told.days],
    )
    yield (
        _("Posts"),
        (_("Post"), _("Answers"), _("Address")),
        [(words(one.title), one.number, one.url) for one in (*seen.best, *seen.least)],
    )
    lines = (*seen.goals, *seen.worked, *seen.ignored, *told.tried)
    yield _("Said"), (_("What"), _("Details")), [(words(one.title), words(one.line)) for one in lines]


def _write(sheet: Any, heads: Sequence[str], rows: list[Sequence[Cell]], styles: dict[str, Any]) -> None:
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, styles["head"])
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, max(1, len(heads) - 1), 24)
    sheet.freeze_panes(1, 0)
    for place, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            _cell(sheet, place, column, value, styles)


def _cell(sheet: Any, row: int, column: int, value: Cell, styles: dict[str, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        style = styles["quoted" if value.startswith(_FORMULA) else "text"]
        sheet.write_string(row, column, value[:LONGEST], style)
    else:
        sheet.write_number(row, column, value)

"""Estimates with their uncertainty: a dot, and the line on which the truth lies in nine of ten cases."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup

from vitrino.ui.formats import number

# The picture shows a tenth to ten times at most; what goes beyond is cut off, its number is not.
_MOST = 10.0


@dataclass(frozen=True)
class Range:
    """One row: a multiplier between low and high. is_sure: it may be stated. note: what stands behind it."""

    label: str
    low: float
    mid: float
    high: float
    note: str = ""
    is_sure: bool = False


def range_chart(title: str, ranges: Sequence[Range], head: str = "") -> Markup:
    """Dots with intervals inside the table that names them, on a scale of ratios; the line in the middle is 1."""
    reach = _reach(ranges)
    rows = Markup("").join(
        Markup(
            '<tr><th scope="row">{}<small>{}</small></th><td class="bar">{}</td>'
            '<td class="figure">{}<small>{}</small></td></tr>'
        ).format(one.label, one.note, _drawing(one, reach), _times(one.mid), _between(one))
        for one in ranges
    )
    heads = Markup('<thead class="visually-hidden"><tr><th>{}</th><td></td><th>{}</th></tr></thead>').format(
        head or _("What"), _("Times the usual, and nine of ten cases")
    )
    return Markup('<table class="bars ranges"><caption>{}</caption>{}<tbody>{}</tbody></table>').format(
        title, heads, rows
    )


def _reach(ranges: Sequence[Range]) -> float:
    """The log that reaches the edge of the picture, the same to both sides; at least half and double."""
    logs = [abs(math.log(max(value, 1 / _MOST))) for one in ranges for value in (one.low, one.high)]
    return min(max([math.log(2), *logs]) * 1.05, math.log(_MOST))


def _x(value: float, reach: float) -> float:
    share = math.log(max(value, 1e-9)) / reach
    return round(50 + 49 * max(-1.0, min(1.0, share)), 2)


def _drawing(one: Range, reach: float) -> Markup:
    low, mid, high = (_x(value, reach) for value in (one.low, one.mid, one.high))
    return Markup(
        '<svg width="100%" height="16" aria-hidden="true"><line class="one" x1="50%" x2="50%" y1="0" y2="16"/>'
        '<line class="span" x1="{0}%" x2="{2}%" y1="8" y2="8"/><circle class="{3}" cx="{1}%" cy="8" r="5"/></svg>'
    ).format(low, mid, high, "sure" if one.is_sure else "open")


def _times(value: float) -> str:
    return _("{number} times").replace("{number}", number(value, 2 if value < 1 else 1))


def _between(one: Range) -> str:
    if one.low == one.high:
        return ""
    places = 2 if one.low < 1 else 1
    said = _("{low} to {high}").replace("{low}", number(one.low, places))
    return said.replace("{high}", number(one.high, places))

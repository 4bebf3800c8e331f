"""A week by weekday and hour: a table whose cells are coloured by what stands in them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup

from vitrino.ui.formats import number

STEPS = 4
# About a seventh more or less than usual is one step of colour.
_STEP = math.log(1.15)


@dataclass(frozen=True)
class Heat:
    """One cell: a multiplier, and what a mark on it means ("well founded", "a test"), if it has one."""

    value: float
    mark: str = ""
    sign: str = ""


def heat_grid(
    title: str, columns: Sequence[tuple[str, str]], rows: Sequence[str], cells: Mapping[tuple[int, int], Heat],
    corner: str = "",
) -> Markup:  # fmt: skip
    """columns: short and full names. cells: by place of row and column; one that is left out is unknown, a dash."""
    heads = Markup("").join(
        Markup('<th scope="col"><abbr title="{}">{}</abbr></th>').format(full, short) for short, full in columns
    )
    body = Markup("").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            name, Markup("").join(_cell(cells.get((row, column))) for column in range(len(columns)))
        )
        for row, name in enumerate(rows)
    )
    return Markup(
        '<div class="scroll" tabindex="0" role="group" aria-label="{0}"><table class="heat"><caption>{0}</caption>'
        "<thead><tr><th>{1}</th>{2}</tr></thead><tbody>{3}</tbody></table></div>"
    ).format(title, corner or _("Hour"), heads, body)


def _cell(heat: Heat | None) -> Markup:
    if heat is None:
        return Markup("<td>–</td>")
    mark = Markup('<b title="{}">{}</b><span class="visually-hidden"> {}</span>').format(
        heat.mark, heat.sign, heat.mark
    )
    return Markup('<td class="{}">{}{}</td>').format(tone(heat.value), number(heat.value, 1), mark if heat.mark else "")


def tone(value: float) -> str:
    """The class of a multiplier: warm-1 to warm-4 above 1, cool-1 to cool-4 below, "" near it."""
    step = round(math.log(max(value, 0.01)) / _STEP)
    step = max(-STEPS, min(STEPS, step))
    return f"warm-{step}" if step > 0 else f"cool-{-step}" if step < 0 else ""

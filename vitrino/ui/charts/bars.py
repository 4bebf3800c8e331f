"""Bars: small ones in a row, horizontal ones in a table, and the bar of a meter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup

from vitrino.ui.formats import number

Values = Sequence[float | None]


@dataclass(frozen=True)
class Bar:
    """One row of a bar chart; `note` says what stands behind the number (a sample, a comparison)."""

    label: str
    value: float | None
    note: str = ""


def spark_bars(values: Values, title: str, height: int = 32) -> Markup:
    """Small bars of equal distance, the last one emphasised. `title` says in words what they show."""
    top = max((value for value in values if value is not None), default=0) or 1
    step = 100 / max(len(values), 1)
    bars = [_spark_bar(value, i, len(values), step, top, height) for i, value in enumerate(values)]
    return Markup('<svg class="spark" role="img" width="100%" height="{}"><title>{}</title>{}</svg>').format(
        height, title, Markup("").join(bars)
    )


def bar_chart(title: str, bars: Sequence[Bar], head: str = "", places: int = 0) -> Markup:
    """Horizontal bars inside the table that names them, so the picture is its own table."""
    top = max((bar.value for bar in bars if bar.value is not None), default=0) or 1
    rows = Markup("").join(
        Markup(
            '<tr><th scope="row">{}</th><td class="bar">{}</td><td class="figure">{}<small>{}</small></td></tr>'
        ).format(bar.label, _bar((bar.value or 0) / top), number(bar.value, places), bar.note)
        for bar in bars
    )
    heads = Markup('<thead class="visually-hidden"><tr><th>{}</th><td></td><th>{}</th></tr></thead>').format(
        head or _("What"), _("Value")
    )
    return Markup('<table class="bars"><caption>{}</caption>{}<tbody>{}</tbody></table>').format(title, heads, rows)


def meter_bar(done: float, planned: float, low: float, high: float) -> Markup:
    """Decoration beside words: the goal as a band, what is done solid, what is planned as an outline."""
    top = max(done + planned, high, 1) * 1.04

    def share(value: float) -> str:
        return f"{100 * value / top:.2f}%"

    return Markup(
        '<svg class="meter-bar" width="100%" height="16" aria-hidden="true">'
        '<rect class="track" width="100%" height="8" y="4" rx="4"/>'
        '<rect class="goal" x="{}" width="{}" height="16" rx="3"/>'
        '<rect class="planned" x="{}" width="{}" height="7" y="4.5" rx="3.5"/>'
        '<rect class="done" width="{}" height="8" y="4" rx="4"/></svg>'
    ).format(share(low), share(max(high - low, top * 0.01)), share(done), share(planned), share(done))


def _bar(share: float) -> Markup:
    return Markup(
        '<svg width="100%" height="12" aria-hidden="true"><rect width="{:.2f}%" height="12" rx="3"/></svg>'
    ).format(100 * share)


def _spark_bar(value: float | None, index: int, count: int, step: float, top: float, height: int) -> Markup:
    x = f"{index * step:.2f}%"
    width = f"{step * 0.72:.2f}%"
    if value is None:
        return Markup('<rect class="missing" x="{}" width="{}" y="{}" height="1"/>').format(x, width, height - 1)
    tall = max(2, round(height * value / top, 1))
    kind = "last" if index == count - 1 else "bar"
    return Markup('<rect class="{}" x="{}" width="{}" y="{}" height="{}" rx="1.5"/>').format(
        kind, x, width, round(height - tall, 1), tall
    )

"""Lines over time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup

from vitrino.ui.formats import number

Values = Sequence[float | None]

MOST_SERIES = 4
PLOT_TOP = 24
LABEL_GAP = 16
AXIS_ROOM = 24
LONGEST_OF_THREE = 11
ROOM_TO_THE_LEFT = 40
ROUND = (1, 2, 3, 4, 5, 6, 8, 10)


@dataclass(frozen=True)
class Series:
    """One line: a name, one value per label, and the range it lies in when that is known."""

    name: str
    values: Values
    low: Values = ()
    high: Values = ()


def line_chart(
    title: str, labels: Sequence[str], series: Sequence[Series], description: str = "", height: int = 200
) -> Markup:
    """Lines over time with their names at their ends.

    Raises ValueError for more than four series (join the small ones first) or values that don't match the labels.
    """
    if len(series) > MOST_SERIES:
        raise ValueError("A chart has at most four lines; join the small ones into others.")
    if any(len(one.values) != len(labels) for one in series):
        raise ValueError("Every line needs one value per label.")
    scale = _Scale(_ceiling(series), height - PLOT_TOP - AXIS_ROOM)
    drawing = [_grid(scale), _plot(series, scale), _dots(series, scale), _axis(labels, height), _names(series, scale)]
    svg = Markup('<svg class="lines" role="img" width="100%" height="{}"><title>{}</title><desc>{}</desc>{}</svg>')
    return _figure(
        title, svg.format(height, title, description, Markup("").join(drawing)), _table(title, labels, series)
    )


@dataclass(frozen=True)
class _Scale:
    """From values to pixels below the top edge."""

    top: float
    height: int

    def y(self, value: float) -> float:
        return round(PLOT_TOP + self.height * (1 - value / self.top), 1)


def _ceiling(series: Sequence[Series]) -> float:
    """The smallest round number that holds everything."""
    everything = [value for one in series for value in (*one.values, *one.high) if value is not None]
    largest = max(everything, default=0)
    if largest <= 0:
        return 1
    power = 10.0 ** math.floor(math.log10(largest))
    return next(step * power for step in ROUND if step * power >= largest)


def _x(index: int, count: int) -> float:
    return 50.0 if count < 2 else round(100 * index / (count - 1), 2)


def _grid(scale: _Scale) -> Markup:
    places = 0 if scale.top % 2 == 0 else 1
    line = Markup('<line class="grid" x1="0" x2="100%" y1="{0}" y2="{0}"/><text class="axis" x="0" y="{1}">{2}</text>')
    steps = [scale.y(value) for value in (0, scale.top / 2, scale.top)]
    values = [number(value, places) for value in (0, scale.top / 2, scale.top)]
    return Markup("").join(line.format(y, y - 4, value) for y, value in zip(steps, values, strict=True))


def _plot(series: Sequence[Series], scale: _Scale) -> Markup:
    inner = [shape for i, one in enumerate(series, 1) for shape in (_band(one, i, scale), *_runs(one, i, scale))]
    return Markup(
        '<svg x="0" y="{}" width="100%" height="{}" viewBox="0 0 100 100" preserveAspectRatio="none">{}</svg>'
    ).format(PLOT_TOP, scale.height, Markup("").join(inner))


def _points(values: Values, top: float) -> list[tuple[float, float] | None]:
    count = len(values)
    return [None if v is None else (_x(i, count), round(100 * (1 - v / top), 2)) for i, v in enumerate(values)]


def _runs(one: Series, nth: int, scale: _Scale) -> list[Markup]:
    """The line, broken where a value is missing."""
    runs: list[list[tuple[float, float]]] = [[]]
    for point in _points(one.values, scale.top):
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    line = Markup('<polyline class="series-{}" vector-effect="non-scaling-stroke" points="{}"/>')
    return [line.format(nth, " ".join(f"{x},{y}" for x, y in run)) for run in runs if len(run) > 1]


def _band(one: Series, nth: int, scale: _Scale) -> Markup:
    """The range a line lies in, behind it."""
    upper = [point for point in _points(one.high, scale.top) if point]
    lower = [point for point in _points(one.low, scale.top) if point]
    if not (upper and lower):
        return Markup("")
    corners = " ".join(f"{x},{y}" for x, y in [*upper, *reversed(lower)])
    return Markup('<polygon class="band series-{}" points="{}"/>').format(nth, corners)


def _dots(series: Sequence[Series], scale: _Scale) -> Markup:
    """A dot on the last known value of each line, and on values without neighbours."""
    dot = Markup('<circle class="dot series-{}" cx="{}%" cy="{}" r="3.5"/>')
    return Markup("").join(
        dot.format(nth, _x(i, len(one.values)), scale.y(one.values[i] or 0))
        for nth, one in enumerate(series, 1)
        for i in _alone(one.values)
    )


def _alone(values: Values) -> list[int]:
    known = [i for i, value in enumerate(values) if value is not None]
    return [i for i in known if i == known[-1] or not {i - 1, i + 1} & set(known)]


def _axis(labels: Sequence[str], height: int) -> Markup:
    """The first, the middle and the last label; more would not fit on a phone, nor would three long ones."""
    if not labels:
        return Markup("")
    count = len(labels)
    chosen = {0: "start", count - 1: "end"}
    if count > 2 and max(map(len, labels)) <= LONGEST_OF_THREE:
        chosen[count // 2] = "middle"
    text = Markup('<text class="axis" x="{}%" y="{}" text-anchor="{}">{}</text>')
    return Markup("").join(text.format(_x(i, count), height - 6, anchor, labels[i]) for i, anchor in chosen.items())


def _names(series: Sequence[Series], scale: _Scale) -> Markup:
    """Names above the ends of their lines, pushed apart so that none covers another."""
    ends = [(scale.y(_last(one.values)) - 9, nth, one) for nth, one in enumerate(series, 1)]
    text = Markup('<text class="name series-{}" x="{}%" y="{}" text-anchor="{}">{}</text>')
    placed: list[Markup] = []
    above = 12.0 - LABEL_GAP
    for y, nth, one in sorted(ends, key=lambda end: end[:2]):
        above = max(y, above + LABEL_GAP)
        x = _end(one.values)
        placed.append(text.format(nth, x, round(above, 1), "end" if x > ROOM_TO_THE_LEFT else "start", one.name))
    return Markup("").join(placed)


def _end(values: Values) -> float:
    """Where a line ends, in hundredths of the width; without any value, at the right."""
    known = [i for i, value in enumerate(values) if value is not None]
    return _x(known[-1], len(values)) if known else 100.0


def _last(values: Values) -> float:
    return next((value for value in reversed(values) if value is not None), 0)


def _figure(title: str, svg: Markup, table: Markup) -> Markup:
    return Markup(
        '<figure class="chart"><figcaption>{}</figcaption>{}'
        '<details class="twin"><summary>{}</summary>'
        '<div class="scroll" tabindex="0" role="group" aria-label="{}">{}</div></details></figure>'
    ).format(title, svg, _("Show the numbers"), title, table)


def _table(title: str, labels: Sequence[str], series: Sequence[Series]) -> Markup:
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(one.name) for one in series)
    rows = Markup("").join(_table_row(label, [one.values[i] for one in series]) for i, label in enumerate(labels))
    return Markup(
        '<table class="table"><caption class="visually-hidden">{}</caption>'
        "<thead><tr><th>{}</th>{}</tr></thead><tbody>{}</tbody></table>"
    ).format(title, _("When"), heads, rows)


def _table_row(label: str, values: Values) -> Markup:
    cells = Markup("").join(
        Markup('<td class="figure">{}</td>').format(number(v, 0 if v is None or v == round(v) else 1)) for v in values
    )
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(label, cells)

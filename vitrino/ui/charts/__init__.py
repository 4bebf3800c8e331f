"""Pictures of numbers, made on the server as SVG, each with the same numbers in a table.

Widths are in per cent and text is outside the stretched part, so a chart fits any width and its words keep their size.
Nothing here needs script or inline style. A missing value is a gap, never 0.
"""

from vitrino.ui.charts.bars import Bar, bar_chart, meter_bar, spark_bars
from vitrino.ui.charts.heat import Heat, heat_grid
from vitrino.ui.charts.lines import Series, line_chart
from vitrino.ui.charts.ranges import Range, range_chart

__all__ = [
    "Bar",
    "Heat",
    "Range",
    "Series",
    "bar_chart",
    "heat_grid",
    "line_chart",
    "meter_bar",
    "range_chart",
    "spark_bars",
]

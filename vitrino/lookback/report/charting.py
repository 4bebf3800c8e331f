"""The chart of a report: the page's own SVG, dressed so that it can stand on paper without a style sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils import formats
from django.utils.translation import gettext as _
from markupsafe import Markup

from vitrino.lookback.report.contents import DayLine
from vitrino.ui.charts import Series, line_chart

WIDTH = 680
# The stretched part of the drawing: printers know no strokes that keep their width, so its points are moved instead.
_PLOT = re.compile(r'<svg x="0" y="(\d+)" width="100%" height="(\d+)" viewBox[^>]*>(.*?)</svg>', re.DOTALL)
_POINT = re.compile(r"(-?[\d.]+),(-?[\d.]+)")


def days_chart(days: Sequence[DayLine]) -> Markup:
    """Answers day by day, with the same numbers as a table."""
    labels = [formats.date_format(one.on, "j.m.") for one in days]
    series = Series(_("Answers"), [one.answers for one in days])
    return line_chart(_("Likes, comments and shares, day by day"), labels, [series])


def standalone(chart: Markup, accent: str) -> str:
    """The drawing alone, of a fixed width, with the looks that a page takes from its style sheet. accent: #rrggbb."""
    begin, end = chart.index("<svg"), chart.rindex("</svg>") + len("</svg>")
    drawing = _PLOT.sub(_unstretched, str(chart[begin:end]))
    look = (
        f".series-1{{stroke:{accent}}}polyline{{fill:none;stroke-width:2}}.name{{display:none}}.dot{{fill:{accent};stroke:none}}"
        ".grid{stroke:#e2dfda;stroke-width:1}text{font-family:'DejaVu Sans','Libertinus Serif';font-size:10px;"
        "fill:#535864}"
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} 200" '
    return (
        drawing.replace("<svg ", head, 1)
        .replace('width="100%"', f'width="{WIDTH}"', 1)
        .replace("</title>", f"</title><style>{look}</style>", 1)
    )


def _unstretched(plot: re.Match[str]) -> str:
    top, height = int(plot[1]), int(plot[2])
    moved = _POINT.sub(lambda one: f"{float(one[1]) * WIDTH / 100:.1f},{float(one[2]) * height / 100:.1f}", plot[3])
    return f'<g transform="translate(0 {top})">{moved}</g>'

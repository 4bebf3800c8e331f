"""Pictures of numbers, and the numbers beside them."""

import re

import pytest
from django.utils import translation

from vitrino.ui.charts import (
    Bar,
    Heat,
    Range,
    Series,
    bar_chart,
    heat_grid,
    line_chart,
    meter_bar,
    range_chart,
    spark_bars,
)
from vitrino.ui.charts.heat import tone

LABELS = ["1 Sep", "8 Sep", "15 Sep", "22 Sep"]


def test_a_line_breaks_where_a_value_is_missing() -> None:
    html = line_chart("Seen", LABELS, [Series("Seen", [1, 2, None, 4])])
    assert html.count("<polyline") == 1
    assert html.count("<circle") == 1


def test_a_value_without_neighbours_is_a_dot() -> None:
    html = line_chart("Seen", LABELS, [Series("Seen", [1, None, 3, 4])])
    assert html.count("<circle") == 2


def test_a_missing_value_is_a_dash_in_the_table_and_never_nothing() -> None:
    html = line_chart("Seen", LABELS, [Series("Seen", [0, None, 2.5, 4])])
    assert re.findall(r'<td class="figure">([^<]*)</td>', html) == ["0", "–", "2.5", "4"]


def test_a_chart_says_what_it_is_and_hides_nothing_in_its_names() -> None:
    html = line_chart("<Seen>", LABELS, [Series("<b>", [1, 2, 3, 4])], "Rising.")
    assert "<title>&lt;Seen&gt;</title><desc>Rising.</desc>" in html
    assert "<b>" not in html


@pytest.mark.parametrize(("largest", "top"), [(0, "1.0"), (3, "3"), (21, "30"), (412, "500"), (1730, "2,000")])
def test_the_scale_ends_at_a_round_number(largest: float, top: str) -> None:
    with translation.override("en"):
        html = line_chart("Seen", LABELS, [Series("Seen", [0, 0, 0, largest])])
    assert re.findall(r'<text class="axis" x="0"[^>]*>([^<]+)<', html)[2].rstrip("0").rstrip(".") == top.rstrip(
        "0"
    ).rstrip(".")


def test_the_range_lies_behind_its_line() -> None:
    html = line_chart("Orders", LABELS, [Series("Orders", [2, 3, 4, 5], [1, 2, 3, 4], [3, 4, 5, 6])])
    assert html.index("<polygon") < html.index("<polyline")


def test_names_of_lines_that_end_together_do_not_cover_each_other() -> None:
    html = line_chart("Both", LABELS, [Series("One", [1, 2, 3, 4]), Series("Two", [1, 2, 3, 4])])
    heights = [float(y) for y in re.findall(r'class="name series-\d" x="100.0%" y="([\d.]+)"', html)]
    assert abs(heights[0] - heights[1]) >= 16


def test_a_fifth_line_is_refused() -> None:
    with pytest.raises(ValueError, match="four lines"):
        line_chart("Many", LABELS, [Series(str(n), [1, 2, 3, 4]) for n in range(5)])


def test_lines_must_fit_their_labels() -> None:
    with pytest.raises(ValueError, match="one value per label"):
        line_chart("Short", LABELS, [Series("Short", [1])])


def test_a_chart_of_nothing_is_still_a_chart() -> None:
    assert "<svg" in line_chart("Nothing", [], [])
    assert "<svg" in spark_bars([], "Nothing")


def test_bars_stand_in_the_table_that_names_them() -> None:
    html = bar_chart("Reached", [Bar("Bread", 400, "9 posts"), Bar("Offers", None)])
    assert '<th scope="row">Bread</th>' in html
    assert 'width="100.00%"' in html
    assert ">–<small>" in html


def test_a_spark_marks_what_is_missing_and_what_is_last() -> None:
    html = spark_bars([1, None, 2], "Rising")
    assert [html.count(f'class="{kind}"') for kind in ("bar", "missing", "last")] == [1, 1, 1]
    assert "<title>Rising</title>" in html


def test_a_meter_of_nothing_is_empty_and_says_nothing_twice() -> None:
    html = meter_bar(0, 0, 3, 5)
    assert '<rect class="done" width="0.00%"' in html
    assert 'aria-hidden="true"' in html


def test_a_week_is_a_table_whose_cells_say_what_their_colour_shows() -> None:
    columns = [("Mo", "Monday"), ("Tu", "Tuesday")]
    html = heat_grid("Times", columns, ["8:00", "9:00"], {(0, 1): Heat(1.62, "well founded", "★"), (1, 0): Heat(0.8)})
    assert '<abbr title="Tuesday">Tu</abbr>' in html
    assert '<td class="warm-3">1.6<b title="well founded">★</b>' in html
    assert '<td class="cool-2">0.8</td>' in html
    assert html.count("<td>–</td>") == 2


@pytest.mark.parametrize(
    ("value", "kind"), [(1.0, ""), (1.2, "warm-1"), (50, "warm-4"), (0.8, "cool-2"), (0, "cool-4")]
)
def test_colour_follows_the_ratio_and_ends_somewhere(value: float, kind: str) -> None:
    assert tone(value) == kind


def test_an_estimate_is_a_dot_on_its_interval_and_both_are_written() -> None:
    html = range_chart("Content", [Range("Questions", 1.1, 1.5, 2.0, "31 posts", is_sure=True)])
    x1, x2, cx = (
        float(found) for found in re.findall(r'class="span" x1="([\d.]+)%" x2="([\d.]+)%".*?cx="([\d.]+)%"', html)[0]
    )
    assert 50 < x1 < cx < x2 < 100
    assert "1.5 times<small>1.1 to 2.0</small>" in html
    assert 'class="sure"' in html


def test_an_estimate_beyond_the_picture_stays_inside_it() -> None:
    html = range_chart("Content", [Range("Videos", 0.0, 40, 900)])
    assert all(0 <= float(x) <= 100 for x in re.findall(r'x[12]="([\d.]+)%"', html))


@pytest.mark.parametrize("html", [
    heat_grid("Times", [("Mo", "Monday")], ["8:00"], {(0, 0): Heat(1.6, "best", "★")}),
    range_chart("Content", [Range("Questions", 1.1, 1.5, 2.0)]),
    line_chart("Seen", LABELS, [Series("Seen", [1, 2, 3, 4])]),
    spark_bars([1, 2], "Seen"),
    meter_bar(1, 1, 3, 5),
])  # fmt: skip
def test_drawings_need_no_inline_style(html: str) -> None:
    assert "style" not in html


def test_a_name_stands_where_its_line_ends() -> None:
    html = line_chart("Plan", LABELS, [Series("Planned", [1, 2, 3, 4]), Series("So far", [1, 2, None, None])])
    assert re.search(r'x="33.33%" y="[\d.]+" text-anchor="start">So far<', html)
    assert re.search(r'x="100.0%" y="[\d.]+" text-anchor="end">Planned<', html)


def test_of_long_labels_the_middle_one_is_left_out() -> None:
    html = line_chart("Long", ["13 November 2026", "14 November 2026", "15 November 2026"], [Series("One", [1, 2, 3])])
    assert html.count('text-anchor="middle"') == 0

"""The charts of insight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from vitrino.channels.queries import Channel
from vitrino.insight import lessons, series, wording
from vitrino.insight.models import LearningRun
from vitrino.insight.pages.wanted import Wanted, platform
from vitrino.ui.charts import Heat, Range, Series, heat_grid, line_chart, range_chart
from vitrino.ui.words import words

A_WEEK = timedelta(days=7)
# Longer than this and a day is too short a step for a chart.
DAYS_BY_DAY = 31
MOST_LINES = 4
MOST_LOOKED_AT = 12
WEEKS_OF_FOLLOWERS = 13
MOST_LEVELS = 12


def answers_chart(wanted: Wanted) -> Markup:
    """Answers in the period and in the one before it, day by day or week by week."""
    length = timedelta(days=wanted.days)
    now = series.daily(wanted.shown, "engagement", wanted.first, wanted.today)
    before = series.daily(wanted.shown, "engagement", wanted.first - length, wanted.first - timedelta(days=1))
    step = 1 if wanted.days <= DAYS_BY_DAY else 7
    labels = [day_label(now[place].on) for place in range(0, len(now), step)]
    lines = [Series(_("Now"), _sums([one.value for one in now], step)),
             Series(_("Before"), _sums([one.value for one in before], step))]  # fmt: skip
    known = [line for line in lines if any(value is not None for value in line.values)]
    if not known:
        return Markup("")
    title = (
        _("Answers by day, and in the period before") if step == 1 else _("Answers by week, and in the period before")
    )
    return line_chart(title, labels, known)


def _sums(values: Sequence[int | None], step: int) -> list[float | None]:
    """Every `step` days added up; unknown only where each of them is."""
    parts = [values[place : place + step] for place in range(0, len(values), step)]
    return [sum(known) if (known := [one for one in part if one is not None]) else None for part in parts]


def followers_chart(wanted: Wanted) -> Markup:
    """At most four channels, one value a week; a week without a reading is a gap."""
    mondays = [wanted.today - n * A_WEEK for n in range(WEEKS_OF_FOLLOWERS - 1, -1, -1)]
    lines = [_followers(channel, mondays) for channel in wanted.shown[:MOST_LOOKED_AT]]
    known = [one for one in lines if any(value is not None for value in one.values)]
    known.sort(key=lambda one: -max(value or 0 for value in one.values))
    if not known:
        return Markup("")
    return line_chart(_("Followers, last three months"), [day_label(day) for day in mondays], known[:MOST_LINES])


def _followers(channel: Channel, days: Sequence[date]) -> Series:
    told = dict(series.followers(channel, days[0] - A_WEEK, days[-1]))
    values: list[float | None] = []
    for day in days:
        week = [told[on] for on in sorted(told) if day - A_WEEK < on <= day and told[on] is not None]
        values.append(week[-1] if week else None)
    return Series(platform(channel), values)


def week_chart(run: LearningRun) -> Markup:
    """Weekday by hour: times the usual answers; a star where it is well founded, a flask where the week tests."""
    cells = {(weekday, hour): mid for weekday, hour, _low, mid, _high in run.answer.get("grid", ())}
    if not cells:
        return Markup("")
    hours = sorted({hour for _weekday, hour in cells})
    marks = _marks(run)
    drawn = {(hours.index(hour), weekday): Heat(mid, *marks.get((weekday, hour), ("", "")))
             for (weekday, hour), mid in cells.items()}  # fmt: skip
    columns = [
        (words(short), words(full)) for short, full in zip(wording.SHORT_WEEKDAYS, wording.WEEKDAYS, strict=True)
    ]
    title = _("Times the usual answers on %(platform)s, by weekday and hour") % {"platform": platform(run.channel)}
    return heat_grid(title, columns, [f"{hour}:00" for hour in hours], drawn)


def _marks(run: LearningRun) -> dict[tuple[int, int], tuple[str, str]]:
    lows = {(weekday, hour): low for weekday, hour, low, _mid, _high in run.answer.get("grid", ())}
    sure = {(weekday, hour): (_("well founded"), "★") for weekday, hour in run.answer.get("credible", ())
            if lows[weekday, hour] > 1}  # fmt: skip
    tests = {(one.weekday, one.hour): (_("test of the coming week"), "?") for one in lessons.advice(run) if one.is_test}
    return sure | tests


def levels_chart(run: LearningRun, factor: str = "") -> Markup:
    """What posts are like, with how much more or less they are answered. factor: only this one."""
    found = [one for one in run.answer.get("levels", ()) if not factor or one["factor"] == factor]
    sure = {(one["factor"], str(one["level"])) for one in run.answer.get("findings", ())}
    found.sort(key=lambda one: (-((one["factor"], str(one["level"])) in sure), -abs(one["mid"] - 1)))
    if not found:
        return Markup("")
    title = _("What is answered more or less on %(platform)s") % {"platform": platform(run.channel)}
    return range_chart(title, [_range(one, sure) for one in found[:MOST_LEVELS]], head=_("Posts"))


def _range(one: dict[str, object], sure: Iterable[tuple[str, str]]) -> Range:
    factor, level, n = str(one["factor"]), one["level"], int(str(one.get("n", 0)))
    is_sure = (factor, str(level)) in sure
    note = ngettext("%(n)s post", "%(n)s posts", n) % {"n": n}
    said = words(wording.posts_with(factor, level if isinstance(level, (bool, int)) else str(level)))
    low, mid, high = (float(str(one[name])) for name in ("low", "mid", "high"))
    return Range(said, low, mid, high, note if is_sure else _("%(n)s, may be luck") % {"n": note}, is_sure)


def day_label(day: date) -> str:
    return formats.date_format(day, "j.m.")

"""One post: what it is like, its numbers with what is missing and why, and its curve against the usual one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from vitrino.channels import queries as channels
from vitrino.domain.message import Message
from vitrino.domain.stats import engagement
from vitrino.domain.tally import METRICS
from vitrino.insight import series, typical
from vitrino.insight.models import KnownPost
from vitrino.insight.pages.figures import NAMES
from vitrino.insight.pages.listing import kind_of, rows_of, title_of
from vitrino.ui.charts import Series, line_chart
from vitrino.ui.formats import number

FEWEST_FOR_CURVE = 3
# A reading counts for an age when it was taken this near to it.
NEAR = 0.3


def post(one: KnownPost, now: datetime) -> dict[str, Any]:
    """The page of a post."""
    [row] = rows_of([one], [one.channel], now)
    return {
        "post": one,
        "row": row,
        "title": title_of(one),
        "kind": kind_of(one.format),
        "numbers": _numbers(one),
        "changed": [why for name in one.latest if (why := series.why_changed(one.channel, name)) is not None],
        "curve": _curve(one, now),
        "is_young": now - one.at < timedelta(hours=48),
    }


def _numbers(one: KnownPost) -> list[tuple[Message, str | None, Message | None]]:
    """Name, number, and why it is missing; metrics that the platform neither tells nor once told are left out."""
    told = [name for name in METRICS if name in one.latest]
    why = {name: series.why_missing(one.channel, name) for name in METRICS if name not in told}
    manifest = channels.manifest_of(one.channel)
    gone = {gone.metric for gone in manifest.retired} | set(manifest.untold)
    missing = [name for name in METRICS if name in why and (name in gone or why[name] is None) and name != "follows"]
    return [*((NAMES[name], number(one.latest[name]), None) for name in told),
            *((NAMES[name], None, why[name]) for name in missing)]  # fmt: skip


def _curve(one: KnownPost, now: datetime) -> Markup:
    """Answers by age: this post, and what is usual there with the middle half of all posts."""
    shares = [share for share in typical.age_curve(one.channel, now) if share.n >= FEWEST_FOR_CURVE]
    usual = next(iter(typical.typical([one.channel], "channel", now)), None)
    own = _own(one, [share.age_h for share in shares])
    if usual is None or not shares or all(value is None for value in own):
        return Markup("")
    lines = [
        Series(_("This post"), own),
        Series(
            _("Usual"), [share.share * usual.middle for share in shares],
            [share.share * (usual.low or usual.middle) for share in shares],
            [share.share * (usual.high or usual.middle) for share in shares],
        ),
    ]  # fmt: skip
    said = _("The band holds the middle half of all posts.")
    return line_chart(_("Answers as the post grew older"), [age_words(share.age_h) for share in shares], lines, said)


def _own(one: KnownPost, ages: list[float]) -> list[float | None]:
    """The post's answers at these ages, unknown where nobody looked."""
    readings = [((reading.at - one.at) / timedelta(hours=1), engagement(reading.values).total)
                for reading in typical.readings_of(one)]  # fmt: skip
    known = [(age, total) for age, total in readings if total is not None]
    return [_nearest(known, age) for age in ages]


def _nearest(known: list[tuple[float, int]], age_h: float) -> float | None:
    near = [(abs(age - age_h), total) for age, total in known if abs(age - age_h) <= NEAR * max(age_h, 1)]
    return float(min(near)[1]) if near else None


def age_words(age_h: float) -> str:
    if age_h < 48:
        return ngettext("%(n)s hour", "%(n)s hours", round(age_h)) % {"n": round(age_h)}
    days = round(age_h / 24)
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}

"""How the shop stands and how it came to that: areas, the last months, what was put aside and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vitrino.checkup import basis, pages, queries, standing, stored
from vitrino.checkup.models import Aside, Day, Notice
from vitrino.checkup.registry import all_rules
from vitrino.domain.checkup.areas import AREAS
from vitrino.domain.message import Message, say
from vitrino.ui.charts import Series, line_chart
from vitrino.ui.formats import day, number, when
from vitrino.workspace.models import Membership, Workspace

SHOWN_DAYS = 90
COMPARED = timedelta(days=28)
FEWEST_DAYS = 2
SHOWN_ASIDES = 20


def context(member: Membership, now: datetime) -> dict[str, Any]:
    """Everything the page of the score shows."""
    workspace = member.workspace
    today = standing.day_of(workspace, now)
    days = list(queries.days(workspace, today - timedelta(days=SHOWN_DAYS)))
    last = days[-1] if days else queries.today(workspace)
    important = queries.notices(workspace).filter(severity=Notice.Severity.HIGH).count()
    return {
        "day": last,
        "sentence": pages.standing_sentence(last, important) or _("The first checkup has not run yet."),
        "areas": _areas(last, _before(days, last)) if last else [],
        "unknown": _unknown(last, workspace, now) if last else [],
        "charts": _charts(days) if len(days) >= FEWEST_DAYS else [],
        "pace": _pace(days),
        "oldest": _oldest(workspace, now),
        "asides": [_aside(one, now) for one in queries.asides(workspace)[:SHOWN_ASIDES]],
    }


def _before(days: Sequence[Day], last: Day | None) -> Day | None:
    """How it was four weeks earlier, or at the beginning if that is later; None without an earlier day."""
    if last is None or len(days) < FEWEST_DAYS:
        return None
    older = [one for one in days if one.day <= last.day - COMPARED]
    return older[-1] if older else days[0]


def _areas(last: Day, before: Day | None) -> list[tuple[Message, str, str]]:
    """Name, points now, and what they were; in words where there is nothing to judge by."""
    rows = []
    for key, name in AREAS.items():
        now, then = last.areas.get(key), before.areas.get(key) if before else None
        rows.append((name, _("not enough to judge") if now is None else number(now), number(then)))
    return rows


def _unknown(last: Day, workspace: Workspace, now: datetime) -> list[tuple[Message, int]]:
    """What is missing, and how many rules wait for it."""
    missing = basis.missing(workspace, now)
    waiting = [one for one in last.unknown if one in all_rules()]
    found = [(basis.NEEDS[need], sum(need in basis.needed(one) for one in waiting)) for need in sorted(missing)]
    return [(need, count) for need, count in found if count]


def _charts(days: Sequence[Day]) -> list[Any]:
    labels = [date_format(one.day, "MONTH_DAY_FORMAT") for one in days]
    points = Series(_("Points"), [one.points for one in days])
    counts = [
        Series(_("Important"), [one.high for one in days]),
        Series(_("Worth doing"), [one.medium for one in days]),
        Series(_("Good to know"), [one.low for one in days]),
    ]
    is_known = any(one.points is not None for one in days)
    return [
        *([line_chart(_("Points, day by day"), labels, [points])] if is_known else []),
        line_chart(_("Open notices, day by day"), labels, counts),
    ]


def _pace(days: Sequence[Day]) -> list[Message]:
    """What came, what was put right, and how long that took."""
    came, fixed = sum(one.came for one in days), sum(one.fixed for one in days)
    hours = sorted(hours for one in days for hours in one.open_hours)
    if not (came or fixed):
        return []
    told = [say("Since {day}: came {came}, put right {fixed}.", day=day(days[0].day), came=came, fixed=fixed)]
    if hours:
        told.append(say("Half of what was put right had been open for less than {time}.", time=span(median(hours))))
    return told


def span(hours: float) -> Message:
    """A length of time in whole hours, or days from two days on."""
    if hours < 48:
        return say("{n} h", n=max(1, round(hours)))
    return say("{n} days", n=round(hours / 24))


def _oldest(workspace: Workspace, now: datetime) -> tuple[Message, Message] | None:
    """What has been open longest, and for how long."""
    found = queries.open_notices(workspace).order_by("first_seen_at", "pk").first()
    if found is None:
        return None
    return stored.message_of(found), span((now - found.first_seen_at) / timedelta(hours=1))


def _aside(one: Aside, now: datetime) -> dict[str, Any]:
    until = say("until it changes") if one.until is None else say("until {day}", day=when(one.until, now))
    if one.ended_at is not None:
        until = say("over since {day}", day=when(one.ended_at, now))
    return {
        "message": stored.message_of(one.notice), "reason": one.reason, "until": until,
        "by": one.by.get_full_name() if one.by else "", "at": one.at,
    }  # fmt: skip

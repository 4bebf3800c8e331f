"""The calendar over all channels: a week, or a month."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vitrino.channels import queries as channels
from vitrino.domain import slots
from vitrino.plan import queries as plan
from vitrino.plan.suggesting import REASONS
from vitrino.planner import gaps, spans
from vitrino.planner.entries import Found, days_of, look
from vitrino.planner.views.moving import undo_of
from vitrino.planner.week import week_of
from vitrino.workspace.access import WorkspaceRequest, may, page

IN_A_MONTH_DAY = 3


@page("see", place="plan")
@require_GET
def week(request: WorkspaceRequest) -> HttpResponse:
    """One week; ?week=2026-W47 for another, ?channel=3 for one channel only."""
    now, today = _clock(request)
    monday = spans.monday_of(request.GET.get("week", ""), today)
    span = spans.week_span(monday, slots.zone(request.workspace.time_zone))
    found = look(request.workspace, span, now, _only(request), _back(request))
    context = {
        "week": week_of(found),
        "sunday": span.days[-1],
        "is_this_week": monday == spans.monday_of("", today),
        "gaps": gaps.gaps_of(request.workspace, now),
        "ideas": plan.ideas(request.workspace)[:5],
        "suggestions": [(one, plan.message_of(one)) for one in plan.open_suggestions(request.workspace)[:5]],
        "reasons": REASONS,
        **_around(request, "week", spans.week_name(monday - spans.WEEK), spans.week_name(monday + spans.WEEK)),
        "month_href": _address(request, "planner:month", month=spans.month_name(span.days[3])),
    }
    return render(request, "planner/week.html", context)


@page("see", place="plan")
@require_GET
def month(request: WorkspaceRequest) -> HttpResponse:
    """One month; ?month=2026-11 for another, ?channel=3 for one channel only."""
    now, today = _clock(request)
    first = spans.month_of(request.GET.get("month", ""), today)
    span = spans.month_span(first, slots.zone(request.workspace.time_zone))
    found = look(request.workspace, span, now, _only(request), _back(request))
    before, after = spans.month_after(first, -1), spans.month_after(first)
    context = {
        "days": days_of(found, IN_A_MONTH_DAY),
        "title": capfirst(formats.date_format(first, "F Y")),
        "posts": _posts_in(found, first),
        "is_empty": not found.shown,
        "is_this_month": first == spans.month_of("", today),
        **_around(request, "month", spans.month_name(before), spans.month_name(after)),
        "week_href": _address(request, "planner:week", week=spans.week_name(_week_in(first, today))),
    }
    return render(request, "planner/month.html", context)


def _posts_in(found: Found, first: date) -> int:
    """All that goes out or went out in the month itself; the calendar also shows the ends of its weeks."""
    moments = [one.publish_at for one in found.planned] + [one.publish_at for one in found.repeats]
    moments += [one.at for one in found.elsewhere]
    days = (moment.astimezone(found.span.zone).date() for moment in moments)
    return sum((day.year, day.month) == (first.year, first.month) for day in days)


def _clock(request: WorkspaceRequest) -> tuple[datetime, date]:
    now = timezone.now()
    return now, now.astimezone(slots.zone(request.workspace.time_zone)).date()


def _around(request: WorkspaceRequest, unit: str, previous: str, following: str) -> dict[str, Any]:
    """What both views have: the ways to other times and channels, and the last move to be undone."""
    name = f"planner:{unit}"
    return {
        "previous": _address(request, name, **{unit: previous}),
        "following": _address(request, name, **{unit: following}),
        "today_href": _address(request, name),
        "filters": _filters(request, unit),
        "may_compose": may(request.member, "compose"),
        "undo": undo_of(request),
        "back": _back(request),
    }


def _filters(request: WorkspaceRequest, unit: str) -> list[tuple[str, str, bool]]:
    """All channels, and each on its own, as `ui.segments` takes them."""
    every, only = list(channels.channels_of(request.workspace)), _only(request)
    if len(every) < 2:
        return []
    here = {unit: request.GET.get(unit, "")} if request.GET.get(unit) else {}
    base = reverse(f"planner:{unit}", kwargs={"slug": request.workspace.slug})
    rest = [
        (channels.manifest_of(one).name, f"{base}?{urlencode({**here, 'channel': one.pk})}", one.pk in only)
        for one in every
    ]
    return [(_("All channels"), f"{base}?{urlencode(here)}", not only), *rest]


def _address(request: WorkspaceRequest, name: str, **values: str) -> str:
    """A view of another time, with the same filter."""
    kept = {"channel": request.GET["channel"]} if _only(request) else {}
    query = urlencode({**values, **kept})
    return reverse(name, kwargs={"slug": request.workspace.slug}) + (f"?{query}" if query else "")


def _only(request: WorkspaceRequest) -> frozenset[int]:
    """The channel asked for; none for all. Another shop's channel shows nothing of anybody."""
    asked = request.GET.get("channel", "")
    return frozenset({int(asked)}) if asked.isascii() and asked.isdigit() and len(asked) < 12 else frozenset()


def _back(request: WorkspaceRequest) -> str:
    """Where a move returns to; nothing for somebody who may not move anything."""
    if not may(request.member, "compose"):
        return ""
    kept = {name: request.GET[name] for name in ("week", "month", "channel") if request.GET.get(name)}
    return request.path + (f"?{urlencode(kept)}" if kept else "")


def _week_in(first: date, today: date) -> date:
    """This week where the month is this one, else its first."""
    return today if spans.month_of("", today) == first else first

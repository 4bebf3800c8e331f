"""What the pages of goals show, in finished words and charts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Q
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from vitrino.channels import queries as channels
from vitrino.domain.goals import METRICS, Metric, calibration, percent, read, standing
from vitrino.domain.goals.standing import ON_TRACK
from vitrino.domain.message import Message, say
from vitrino.domain.slots import zone
from vitrino.goals import offering, saying
from vitrino.goals.numbers import A_DAY, Numbers
from vitrino.goals.offering import Offer
from vitrino.insight import queries as insight
from vitrino.publishing import queries as publishing
from vitrino.strategy import queries
from vitrino.strategy.queries import Goal, GoalDay
from vitrino.ui.charts import Series, line_chart
from vitrino.ui.formats import number
from vitrino.workspace.models import Workspace

MONTH = timedelta(days=28)
LOOKED_BACK = timedelta(weeks=8)
SOON = timedelta(days=14)
WEEK = 7
OFFERED, OFFERED_FOR_A_WISH = 6, 3
CLOSED_SHOWN = 20
MOST_POINTS = 14
FEWEST_POSTS, MOST_POSTS = 3, 2000


@dataclass(frozen=True)
class Row:
    """A goal in the list."""

    goal: Goal
    line: Message
    label: Message
    tone: str
    icon: str


def home(workspace: Workspace) -> dict[str, Any]:
    """Those under way with how they stand, those that are over with their lesson, and how forecasts fared."""
    active = list(queries.active_goals(workspace))
    closed = list(queries.goals_of(workspace).exclude(state=Goal.State.ACTIVE).order_by("-closed_at")[:CLOSED_SHOWN])
    last = queries.newest_standings(active)
    return {
        "rows": [_row(goal, last.get(goal.pk)) for goal in active],
        "closed": [(goal, saying.stands(goal, None)) for goal in closed],
        "sentence": _sentence(active, last),
        "fared": _fared(workspace),
    }


def proposals(workspace: Workspace, wish: str, now: datetime) -> dict[str, Any]:
    """What can be aimed at. With a wish: what it means, or why it is no goal yet, and what comes nearest."""
    found = offering.offers(workspace, now)
    if not wish:
        return {"offers": [_shown(one) for one in found[:OFFERED]], "initial": {}, "refusal": None, "wish": ""}
    meant = read(wish, now.astimezone(zone(workspace.time_zone)).date())
    metric = METRICS[meant.metrics[0]] if meant.metrics else None
    is_countable = metric is not None and any(one.metric == metric for one in found)
    refusal = saying.refused(wish, metric, is_named=meant.is_named, is_countable=is_countable)
    near = offering.nearest(found, meant.metrics)[:OFFERED_FOR_A_WISH]
    return {
        "offers": [_shown(one) for one in near],
        "refusal": refusal,
        "wish": wish,
        "initial": {} if refusal or metric is None else _initial(metric, near[0], meant.target, meant.deadline, wish),
    }


def one(goal: Goal, now: datetime) -> dict[str, Any]:
    """Everything about a goal: sentences, its curve, what serves it, what would help."""
    days = list(queries.standings_of(goal))
    last = next((one for one in reversed(days) if one.chance is not None), days[-1] if days else None)
    today = now.astimezone(zone(goal.workspace.time_zone)).date()
    serving = _serving(goal, today) if goal.state == Goal.State.ACTIVE else []
    week_now = sum(week for _name, week, _posts in serving) if serving else None
    is_active = goal.state == Goal.State.ACTIVE
    return {
        "sentence": saying.stands(goal, last),
        "wanted": saying.wanted(goal),
        "facts": [one for one in _facts(goal, last, week_now if is_active else None) if one],
        "curve": curve(goal, days),
        "chances": _chances(days),
        "serving": [[name, number(week, 1), number(posts, 1)] for name, week, posts in serving],
        "kinds": _kinds(goal, now) if is_active else [],
        "helps": _helps(goal, now) if is_active else [],
        "accounts": [line.strip() for line in goal.accounts.splitlines() if line.strip()],
    }


def curve(goal: Goal, days: Sequence[GoalDay]) -> Markup:
    """How far it has come week by week, the fan of the forecast, and the target as a line."""
    metric, known = METRICS[goal.metric], [one for one in days if one.value is not None and one.day <= goal.deadline]
    if not known:
        return Markup("")
    points = _points(goal, known[-1].day)
    values = {one.day: one.value for one in known}
    so_far = [values.get(day) for day in points]
    series = [Series(_("So far"), so_far)]
    foretold = next((one for one in reversed(known) if one.chance is not None), None)
    if foretold is not None and foretold.day < goal.deadline and goal.state == Goal.State.ACTIVE:
        series.append(_fan(foretold, points, metric, goal))
    series.append(Series(_("Target"), [goal.target] * len(points)))
    labels = [formats.date_format(day, "j.m.") for day in points]
    return line_chart(goal.title, labels, series, description=_("The band holds nine of ten futures."))


def _fan(last: GoalDay, points: Sequence[date], metric: Metric, goal: Goal) -> Series:
    """From where the goal stands to where it will end, straight; levels keep level."""
    value, total = last.value or 0.0, max(1, (goal.deadline - last.day).days)

    def at(day: date, end: float | None) -> float | None:
        if day < last.day or end is None:
            return None
        share = 1.0 if metric.kind == "level" and day > last.day else (day - last.day).days / total
        return value + (end - value) * share

    middle, low, high = ([at(day, end) for day in points] for end in (last.middle, last.low, last.high))
    return Series(_("Forecast"), middle, low, high)


def _points(goal: Goal, last: date) -> list[date]:
    """Days evenly from the first to the deadline, with the last known day among them."""
    step = max(1, -(-goal.days_total // MOST_POINTS))
    days = {goal.starts_on + n * A_DAY for n in range(0, goal.days_total, step)}
    return sorted({*days, goal.deadline, min(max(last, goal.starts_on), goal.deadline)})


def _chances(days: Sequence[GoalDay]) -> Markup:
    """The forecasts as they were made, week by week; nothing before there are two."""
    told = [one for one in days if one.chance is not None]
    step = max(1, -(-len(told) // MOST_POINTS))
    chosen = [*told[:-1:step], *told[-1:]]
    if len(chosen) < 2:
        return Markup("")
    labels = [formats.date_format(one.day, "j.m.") for one in chosen]
    line = Series(_("Chance in per cent"), [percent(one.chance or 0) for one in chosen])
    # The second line keeps small chances small: alone, they would fill the whole height.
    mark = Series(_("On track from here"), [round(100 * ON_TRACK)] * len(chosen))
    return line_chart(_("What we thought of it, day by day"), labels, [line, mark])


def _facts(goal: Goal, last: GoalDay | None, week_now: float | None) -> list[Message | None]:
    if last is None:
        return [saying.before(goal)]
    if goal.state != Goal.State.ACTIVE:
        return [saying.before(goal)]
    return [saying.ahead(goal, last), saying.pace(goal, last, week_now), saying.before(goal)]


def _serving(goal: Goal, today: date) -> list[tuple[str, float, float]]:
    """Channel by channel: how much it brings a week and how many posts it gets, over four weeks."""
    metric = METRICS[goal.metric]
    if metric.source not in ("posts", "account"):
        return []
    numbers = Numbers(goal.workspace, today - MONTH, today - A_DAY)
    chosen = {one.pk for one in goal.channels.all()}
    brought = numbers.gained(metric)
    posts = numbers.posts_by_channel()
    weeks = MONTH.days / WEEK
    named = {one.pk: channels.manifest_of(one).name for one in channels.channels_of(goal.workspace)}
    rows = [(named[pk], value / weeks, posts.get(pk, 0) / weeks) for pk, value in brought.items()
            if pk in named and (not chosen or pk in chosen)]  # fmt: skip
    return sorted(rows, key=lambda row: -row[1])


def _kinds(goal: Goal, now: datetime) -> list[list[str]]:
    """Kinds of content on the channels of the goal: posts of eight weeks, and what people did with a usual one."""
    posts = insight.known_posts(goal.workspace).filter(at__gt=now - LOOKED_BACK).exclude(pillar=None)
    if chosen := [one.pk for one in goal.channels.all()]:
        posts = posts.filter(channel__in=chosen)
    acts: dict[str, list[int]] = defaultdict(list)
    for name, answers in posts.values_list("pillar__name", "engagement")[:MOST_POSTS]:
        if answers is not None:
            acts[name].append(answers)
    told = [(name, median(given), len(given)) for name, given in acts.items() if len(given) >= FEWEST_POSTS]
    return [[name, number(usual, 1), number(count)] for name, usual, count in sorted(told, key=lambda row: -row[1])]


def _helps(goal: Goal, now: datetime) -> list[tuple[Message, str]]:
    """What would help, each with a page to go to."""
    chosen, pillars = [one.pk for one in goal.channels.all()], [one.pk for one in goal.pillars.all()]
    if not (chosen or pillars or goal.formats):
        return [(say("Say which channels and posts serve this goal; then Vitrino can tell what helps."), "")]
    serving = Q(channel__in=chosen) | Q(variant__post__pillar__in=pillars)
    planned = publishing.upcoming(goal.workspace).filter(serving, publish_at__lt=now + SOON).count()
    plan = say("Posts planned for the next two weeks that serve it: {n}.", n=planned)
    found = [one for one in insight.findings_of(goal.workspace)[:WEEK] if one.is_enough]
    return [(plan, "planner:week"), *((insight.learnt(one).message, "insight:home") for one in found[:3])]


def _row(goal: Goal, last: GoalDay | None) -> Row:
    how = standing(last.chance if last else None)
    return Row(goal, saying.wanted(goal), saying.label(goal, last), saying.TONES[how], saying.ICONS[how])


def _shown(offer: Offer) -> dict[str, Any]:
    """A proposal as the page shows it. fields: what one click sends, nothing while there is no target."""
    where = f" ({channels.manifest_of(offer.channels[0]).name})" if offer.channels else ""
    fields = {} if offer.target is None else {
        "metric": offer.metric.key, "target": _typed(offer.target), "deadline": offer.deadline.isoformat()}  # fmt: skip
    return {"metric": offer.metric, "where": where, "line": saying.offered(offer), "fields": fields,
            "channels": [one.pk for one in offer.channels]}  # fmt: skip


def _initial(metric: Metric, near: Offer, target: float | None, deadline: date | None, wish: str) -> dict[str, Any]:
    """The form filled with what was said; what was not said comes from the proposal."""
    wanted = target if target is not None else near.target
    return {
        "metric": metric.key,
        "target": wanted if wanted is None or metric.places else round(wanted),
        "deadline": (deadline or near.deadline).isoformat(),
        "title": wish[:160],
    }


def _typed(value: float) -> str:
    return f"{value:.10g}"


def _sentence(active: Sequence[Goal], last: dict[int, GoalDay]) -> str:
    if not active:
        return _("No goal yet. One number and one date are enough to begin.")
    good = sum(standing(last[goal.pk].chance) == "on-track" for goal in active if goal.pk in last)
    sentence = ngettext("You work towards %(n)s goal; %(good)s is on track.",
                        "You work towards %(n)s goals; on track: %(good)s.", len(active))  # fmt: skip
    return sentence % {"n": number(len(active)), "good": number(good)}


def _fared(workspace: Workspace) -> Message | None:
    """How earlier forecasts came true."""
    told = calibration(queries.half_time_calls(workspace))
    if not told.called:
        return None
    return say("Of {called} goals that we called likely at half time, {reached} were reached.",
               called=told.called, reached=told.reached)  # fmt: skip

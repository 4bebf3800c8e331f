"""The daily look at each goal: how far it has come, the chance to reach it, and the end when it is there.

Loaded by jobs alone: forecasting needs numpy.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.urls import reverse

from vitrino.domain.goals import METRICS, Metric, baseline, kind_word, share_done, value_now
from vitrino.domain.goals.measuring import LONGEST_DAYS, SHORTEST_DAYS
from vitrino.domain.insight import outlook
from vitrino.domain.message import Message, say
from vitrino.domain.slots import zone
from vitrino.goals.numbers import A_DAY, Days, Numbers
from vitrino.notify import actions as notify
from vitrino.strategy import actions as strategy
from vitrino.strategy import queries
from vitrino.strategy.queries import Goal, GoalDay

# A day's numbers come in late; a goal is judged when they are complete.
GRACE = timedelta(days=2)


def look(goal: Goal, now: datetime) -> GoalDay | None:
    """Write down how the goal stood at the end of yesterday, once; and close it when it is over. None when done before.

    What earlier days brought is put right where numbers came late; their forecasts stay as they were made.
    """
    yesterday = _today(goal, now) - A_DAY
    if queries.standings_of(goal).filter(day__gte=yesterday).exists():
        return None
    metric = METRICS[goal.metric]
    numbers = numbers_of(goal, min(yesterday, goal.deadline))
    days = numbers.days(metric, [one.pk for one in goal.channels.all()])
    history, so_far = days[:LONGEST_DAYS], days[LONGEST_DAYS:]
    standing = forecast(goal, metric, history, so_far)
    with transaction.atomic():
        _begin(goal, metric, history, so_far)
        _put_right(goal, metric, so_far)
        made = strategy.note_standing(goal=goal, day=yesterday, standing=standing)
        _end(goal, metric, made, numbers, now)
    return made


def catch_up(goal: Goal, now: datetime) -> None:
    """Look at it as it was week by week since it began, then as it is; only with what was known by then."""
    at = datetime.combine(goal.starts_on, time(12), zone(goal.workspace.time_zone))
    while at < now and goal.state == Goal.State.ACTIVE:
        look(goal, at)
        at += timedelta(weeks=1)
    if goal.state == Goal.State.ACTIVE:
        look(goal, now)


def numbers_of(goal: Goal, to_on: date) -> Numbers:
    """The goal's own days, after eight weeks before it."""
    return Numbers(goal.workspace, goal.starts_on - timedelta(days=LONGEST_DAYS), to_on, goal.campaign)


def forecast(goal: Goal, metric: Metric, history: Days, so_far: Days) -> strategy.Standing:
    """How far it has come, and the forecast of where it ends; without one while there are fewer than two weeks."""
    value = value_now(metric.kind, so_far or history[-1:]) if metric.kind == "stock" else value_now(metric.kind, so_far)
    known = [one for one in (*history, *so_far) if one is not None]
    if len(known) < (SHORTEST_DAYS if metric.kind != "level" else SHORTEST_DAYS // 2) or len(so_far) >= goal.days_total:
        return strategy.Standing(value)
    found = outlook.forecast(metric.kind, goal.metric, history, so_far, goal.days_total, goal.target, goal.starts_on)
    return strategy.Standing(value, found.p, found.low, found.mid, found.high)


def _begin(goal: Goal, metric: Metric, history: Days, so_far: Days) -> None:
    """The baseline, as soon as there are enough days to measure it."""
    if goal.baseline is not None:
        return
    start = baseline(metric, history if any(one is not None for one in history) else so_far, goal.days_total)
    start = start or baseline(metric, [*history, *so_far], goal.days_total)
    if start is not None:
        strategy.note_baseline(goal=goal, baseline=start)


def _put_right(goal: Goal, metric: Metric, so_far: Days) -> None:
    values = {goal.starts_on + n * A_DAY: value_now(metric.kind, so_far[: n + 1]) for n in range(len(so_far))}
    strategy.note_values(goal=goal, values=values)


def _end(goal: Goal, metric: Metric, standing: GoalDay, numbers: Numbers, now: datetime) -> None:
    """Reached as soon as it is there (an average not before its last day); missed when all numbers are in."""
    is_there = standing.value is not None and standing.value >= goal.target
    is_over = standing.day >= goal.deadline + GRACE
    if not (is_over or (is_there and metric.kind != "level")):
        return
    state = Goal.State.REACHED if is_there else Goal.State.MISSED
    closing = lesson(goal, metric, standing.value or 0.0, numbers)
    strategy.close_goal(goal=goal, state=state, by=None, now=now, closing=closing)
    notify.alert(
        workspace=goal.workspace, kind="goal", key=f"goal-{goal.pk}", now=now, urgency="low",
        message=say("“{title}”: {lesson}", title=goal.title, lesson=closing),
        url=reverse("goals:one", kwargs={"slug": goal.workspace.slug, "pk": goal.pk}),
    )  # fmt: skip


def lesson(goal: Goal, metric: Metric, value: float, numbers: Numbers) -> Message:
    """One line to take along: a kind word, the number, and from where most of it came."""
    began = goal.baseline if metric.kind != "sum" else None
    kind = kind_word(value >= goal.target, share_done(began, goal.target, value))
    figures = {"value": _figure(value, metric), "target": _figure(goal.target, metric)}
    most = _most(goal, metric, numbers)
    if most is not None:
        return say("{kind} It came to {value}; the goal was {target}. Most of it, {percent} %, came from {channel}.",
                   kind=kind, channel=most[0], percent=most[1], **figures)  # fmt: skip
    return say("{kind} It came to {value}; the goal was {target}.", kind=kind, **figures)


def _most(goal: Goal, metric: Metric, numbers: Numbers) -> tuple[str, int] | None:
    """The channel that brought most of a sum and its share in per cent; None where that is nothing to learn."""
    if metric.kind != "sum":
        return None
    own = Numbers(goal.workspace, goal.starts_on, numbers.to_on, goal.campaign)
    counted = own.gained(metric)
    named = {one.pk: str(one) for one in goal.channels.all()} if goal.channels.exists() else own.names()
    told = {pk: value for pk, value in counted.items() if pk in named}
    if len(told) < 2 or not sum(told.values()):
        return None
    best = max(told, key=lambda pk: told[pk])
    return named[best], round(100 * told[best] / sum(told.values()))


def _figure(value: float, metric: Metric) -> float:
    """As it is shown; it is written in the reader's way when it is read."""
    return round(value, metric.places) if metric.places else round(value)


def _today(goal: Goal, now: datetime) -> date:
    return now.astimezone(zone(goal.workspace.time_zone)).date()

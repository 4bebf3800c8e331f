"""What the five steps of a look back show, and what is kept of it when it is closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from vitrino.domain.goals import METRICS, Metric
from vitrino.domain.goals import WORDS as STANDINGS
from vitrino.domain.goals import percent as chance_percent
from vitrino.domain.goals import standing as standing_of
from vitrino.domain.message import Message, say
from vitrino.insight import queries as insight
from vitrino.lookback import figures, telling
from vitrino.lookback.models import LookBack
from vitrino.lookback.periods import Period
from vitrino.lookback.telling import Figure, Line
from vitrino.strategy import queries as strategy
from vitrino.workspace.models import Workspace

if TYPE_CHECKING:
    from vitrino.strategy.models import Goal

MOST_GOALS, MOST_FINDINGS = 8, 5
LINES = ("goals", "worked", "best", "ignored", "least")
TONES = {"on-track": "good", "at-risk": "warn", "off-track": "bad", "unknown": ""}


@dataclass(frozen=True)
class Seen:
    """goals, worked, ignored: lines. best, least: posts of the time."""

    goals: Sequence[Line] = ()
    figures: Sequence[Figure] = ()
    worked: Sequence[Line] = ()
    best: Sequence[Line] = ()
    ignored: Sequence[Line] = ()
    least: Sequence[Line] = ()

    def kept(self) -> dict[str, Any]:
        lines = {name: [one.kept() for one in getattr(self, name)] for name in LINES}
        return {**lines, "figures": [one.kept() for one in self.figures]}


def look(workspace: Workspace, period: Period, now: datetime) -> Seen:
    """Everything at once, for the record and for a report."""
    best, least = figures.extremes(workspace, period, now)
    worked, ignored = findings(workspace)
    return Seen(goals(workspace, period), figures.figures_of(workspace, period, now), worked, best, ignored, least)


def read(kept: Mapping[str, Any]) -> Seen:
    """What was kept when it was closed."""
    lines = {name: [telling.line(one) for one in kept.get(name, ())] for name in LINES}
    return Seen(figures=[telling.figure(one) for one in kept.get("figures", ())], **lines)


def of_step(back: LookBack, step: int, now: datetime) -> Seen:
    """What one step needs; the others stay empty."""
    workspace, period = back.workspace, Period(back.every, back.from_on, back.to_on)
    if step == 1:
        return Seen(goals=goals(workspace, period))
    if step == 2:
        return Seen(figures=figures.figures_of(workspace, period, now))
    if step in (3, 4):
        best, least = figures.extremes(workspace, period, now)
        worked, ignored = findings(workspace)
        return Seen(worked=worked, best=best) if step == 3 else Seen(ignored=ignored, least=least)
    return Seen()


def goals(workspace: Workspace, period: Period) -> list[Line]:
    """Goals under way, and those that ended in this time."""
    found = (
        strategy.goals_of(workspace)
        .filter(starts_on__lte=period.to_on)
        .select_related("workspace")
        .prefetch_related("standings")
    )
    return [_goal(one) for one in found if _is_of(one, period)][:MOST_GOALS]


def _is_of(goal: Goal, period: Period) -> bool:
    return goal.closed_at is None or goal.closed_at.date() >= period.from_on


def _goal(goal: Goal) -> Line:
    metric, url = METRICS.get(goal.metric), reverse("goals:one", kwargs={"slug": goal.workspace.slug, "pk": goal.pk})
    target = _rounded(goal.target, metric)
    if goal.state != "active":
        ended = {"reached": say("Reached: {target} by {day}."), "missed": say("Not reached: {target} by {day}.")}
        said = ended.get(goal.state, say("Given up: {target} by {day}."))
        tone = "good" if goal.state == "reached" else ""
        return Line(goal.title, Message(said.template, {"target": target, "day": _day(goal)}), tone, url=url)
    days = sorted(goal.standings.all(), key=lambda one: one.day, reverse=True)
    newest = next((one for one in days if one.value is not None), None)
    chance = next((one.chance for one in days if one.chance is not None), None)
    if newest is None or newest.value is None:
        return Line(goal.title, say("{target} by {day}. Not measured yet.", target=target, day=_day(goal)), url=url)
    value = _rounded(newest.value, metric)
    word = standing_of(chance)
    if chance is None:
        line = say("{value} of {target} by {day}: {standing}.", value=value, target=target, day=_day(goal),
                   standing=STANDINGS[word])  # fmt: skip
    else:
        line = say("{value} of {target} by {day}: {standing}. Reached in {percent} of 100 cases like this.",
                   value=value, target=target, day=_day(goal), standing=STANDINGS[word],
                   percent=chance_percent(chance))  # fmt: skip
    return Line(goal.title, line, TONES[word], url=url)


def _rounded(value: float, metric: Metric | None) -> float:
    """A whole number without a point, so that nobody reads 320.0 followers."""
    return round(value, metric.places) if metric and metric.places else round(value)


def _day(goal: Goal) -> str:
    return goal.deadline.isoformat()


def findings(workspace: Workspace) -> tuple[list[Line], list[Line]]:
    """What was found to work, and what the ignored posts share; well founded statements alone."""
    worked: list[Line] = []
    ignored: list[Line] = []
    for one in insight.findings_of(workspace).filter(is_enough=True):
        (ignored if one.kind == "ignored" else worked).append(_finding(workspace, one))
    return worked[:MOST_FINDINGS], ignored[:MOST_FINDINGS]


def _finding(workspace: Workspace, one: Any) -> Line:
    learnt = insight.learnt(one)
    ids = tuple(int(pk) for pk in one.evidence.get("ids", ())[:200])
    url = reverse("insight:finding", kwargs={"slug": workspace.slug, "pk": one.pk})
    return Line(learnt.message, learnt.basis, "good", ids, url)

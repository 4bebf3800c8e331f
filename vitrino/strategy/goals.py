"""Changes to goals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from vitrino.channels import queries
from vitrino.domain.goals import METRICS, Baseline, Metric, rounded
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.domain.slots import zone
from vitrino.strategy.models import Goal, GoalDay, Pillar
from vitrino.ui.formats import number
from vitrino.ui.words import words
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

if TYPE_CHECKING:
    from vitrino.campaigns.models import Campaign
    from vitrino.channels.models import Channel

LONGEST = timedelta(days=2 * 365)
LONGEST_LESSON = 300


@dataclass(frozen=True)
class Standing:
    """How far a goal has come, and the forecast of its end; see `GoalDay`."""

    value: float | None
    chance: float | None = None
    low: float | None = None
    middle: float | None = None
    high: float | None = None


@transaction.atomic
def set_goal(
    *,
    workspace: Workspace,
    title: str,
    metric: str,
    target: float,
    deadline: date,
    by: Person,
    now: datetime,
    baseline: Baseline | None = None,
    baseline_until: date | None = None,
    channels: Iterable[Channel] = (),
    pillars: Iterable[Pillar] = (),
    formats: Iterable[str] = (),
    accounts: str = "",
    campaign: Campaign | None = None,
) -> Goal:
    """A number to reach by a date. Raises Problem, with a proposal, when it can't be measured or is over already."""
    wanted = METRICS.get(metric)
    if wanted is None:
        raise Problem(say("This can't be counted. Choose a number that can, so that you will know."), "metric")
    today = now.astimezone(zone(workspace.time_zone)).date()
    _refuse_day(deadline, today)
    if campaign is not None and wanted.source != "links":
        raise Problem(say("Of one campaign only the clicks on its short links can be counted."), "campaign")
    _refuse_target(wanted, target, baseline)
    served = list(channels)
    goal = Goal.objects.create(
        workspace=workspace, title=title.strip() or _default_title(wanted, target, served), metric=metric,
        target=target, baseline_until=baseline_until, starts_on=today, deadline=deadline, owner=by, campaign=campaign,
        formats=sorted(formats), accounts=accounts.strip(), created_at=now,
    )  # fmt: skip
    if baseline is not None:
        note_baseline(goal=goal, baseline=baseline)
    goal.channels.set(served)
    goal.pillars.set(pillars)
    record("goal.set", workspace=workspace, by=by, now=now, about=goal, metric=metric, target=target)
    return goal


@transaction.atomic
def serve_goal(
    *,
    goal: Goal,
    by: Person,
    now: datetime,
    channels: Iterable[Channel] = (),
    pillars: Iterable[Pillar] = (),
    formats: Iterable[str] = (),
    accounts: str = "",
) -> Goal:
    """What serves a goal: posts on these channels, of these kinds and forms, and talking with these accounts."""
    goal.channels.set(channels)
    goal.pillars.set(pillars)
    goal.formats, goal.accounts = sorted(formats), accounts.strip()
    goal.save(update_fields=["formats", "accounts"])
    record("goal.served", workspace=goal.workspace_id, by=by, now=now, about=goal)
    return goal


@transaction.atomic
def close_goal(*, goal: Goal, state: str, by: Person | None, now: datetime, closing: Message | None = None) -> Goal:
    """A goal is over: reached, missed or given up. by: None when it closed by itself. closing: what can be learnt."""
    if goal.state != Goal.State.ACTIVE:
        raise Problem(say("This goal is closed already."))
    goal.state, goal.closed_at = state, now
    if closing is not None:
        goal.closing = {"template": closing.template, "values": closing.stored()}
    goal.save(update_fields=["state", "closed_at", "closing"])
    record("goal.closed", workspace=goal.workspace_id, by=by, now=now, about=goal, state=state)
    return goal


@transaction.atomic
def learn_from_goal(*, goal: Goal, lesson: str, by: Person, now: datetime) -> Goal:
    """What people learnt from a goal that is over. Raises Problem for nothing or too much."""
    lesson = " ".join(lesson.split())
    if not lesson or len(lesson) > LONGEST_LESSON:
        raise Problem(say("One sentence, of at most {n} characters.", n=LONGEST_LESSON), "lesson")
    goal.lesson = lesson
    goal.save(update_fields=["lesson"])
    record("goal.learnt", workspace=goal.workspace_id, by=by, now=now, about=goal)
    return goal


def note_baseline(*, goal: Goal, baseline: Baseline) -> Goal:
    """What is usual, now that it has been measured."""
    goal.baseline, goal.baseline_low, goal.baseline_high = baseline.value, baseline.low, baseline.high
    goal.baseline_days, goal.baseline_until = baseline.days, None
    goal.save(update_fields=["baseline", "baseline_low", "baseline_high", "baseline_days", "baseline_until"])
    return goal


@transaction.atomic
def note_standing(*, goal: Goal, day: date, standing: Standing) -> GoalDay:
    """How the goal stood at the end of a day. A forecast that was made is never changed afterwards."""
    made, is_new = GoalDay.objects.get_or_create(goal=goal, day=day, defaults=asdict(standing))
    if not is_new and made.chance is None:
        GoalDay.objects.filter(pk=made.pk).update(**asdict(standing))
        made.refresh_from_db()
    return made


def note_values(*, goal: Goal, values: Mapping[date, float | None]) -> None:
    """How far the goal had come on each of these days, put right where numbers came late. Forecasts stay."""
    rows = [GoalDay(goal=goal, day=day, value=value) for day, value in values.items()]
    GoalDay.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["goal", "day"], update_fields=["value"], batch_size=200
    )


def _refuse_day(deadline: date, today: date) -> None:
    if deadline <= today:
        raise Problem(say("The date has to lie ahead; three months give a goal time to work."), "deadline")
    if deadline > today + LONGEST:
        raise Problem(say("More than two years is too far to steer by. Choose a first stage."), "deadline")


def _refuse_target(metric: Metric, target: float, baseline: Baseline | None) -> None:
    if metric.most is not None and target > metric.most:
        raise Problem(say("There can't be more than {most} of these.", most=number(metric.most)), "target")
    if baseline is None or target > baseline.value:
        return
    proposal = min(metric.most or float("inf"), rounded(max(1.0, baseline.value * metric.rise), metric))
    shown = {"today": number(baseline.value, metric.places), "proposal": number(proposal, metric.places)}
    if metric.kind == "sum":
        sentence = say("A goal is more than usual. In as many days before it were {today}; {proposal} would be more.",
                       **shown)  # fmt: skip
    else:
        sentence = say("A goal is more than today. You have {today} now; {proposal} would be more.", **shown)
    raise Problem(sentence, "target")


def _default_title(metric: Metric, target: float, channels: list[Channel]) -> str:
    # Number and word apart, for languages in which the number bends the word.
    named = f"{words(metric.name)}: {number(target, metric.places)}"
    return f"{named} ({queries.manifest_of(channels[0]).name})" if len(channels) == 1 else named

"""The week as the learning runs advise it: which times and why, which is the test, and what changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from vitrino.domain.message import Message, say
from vitrino.domain.slots import zone
from vitrino.insight import lessons, wording
from vitrino.insight.lessons import Advised
from vitrino.insight.models import LearningRun
from vitrino.insight.pages.wanted import platform
from vitrino.plan import queries as plan
from vitrino.workspace.models import Workspace


@dataclass(frozen=True)
class Plan:
    """The week of one channel. rows: the time, its words, and whether it is a weekly time already."""

    run: LearningRun
    platform: str
    rows: list[tuple[Advised, Message, bool]]
    changes: list[Message]


def week(workspace: Workspace, now: datetime) -> dict[str, Any]:
    """One plan for each channel that was looked at."""
    kept = {(one.channel_id, one.weekday, one.wall_time.hour) for one in plan.slots_of(workspace)}
    plans = [_plan(run, kept) for run in lessons.newest_runs(workspace)]
    starts = min((run.run.decision.get("week_start", "") for run in plans), default="")
    return {
        "plans": plans,
        "sentence": _sentence(plans),
        "week_start": date.fromisoformat(starts) if starts else None,
        "learning": lessons.being_learnt(workspace),
        "zone": zone(workspace.time_zone).key,
    }


def _plan(run: LearningRun, kept: set[tuple[int, int, int]]) -> Plan:
    rows = [
        (one, wording.slot(one.weekday, one.hour), (run.channel_id, one.weekday, one.hour) in kept)
        for one in lessons.advice(run)
    ]
    return Plan(run, platform(run.channel), rows, lessons.changes(run))


def _sentence(plans: list[Plan]) -> Message:
    tests = sum(one.is_test for made in plans for one, *_rest in made.rows)
    posts = sum(len(made.rows) for made in plans)
    if not plans:
        return say("A week after the first posts Vitrino advises times for the next ones, and says why.")
    return say("{n} posts at the best known times, {tests} of them tests of times nobody knows enough about.",
               n=posts, tests=tests)  # fmt: skip

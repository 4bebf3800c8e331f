"""How the shop stands: the score of its open notices, kept day by day."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import cast

from django.db.models import QuerySet

from vitrino.checkup import basis
from vitrino.checkup.models import Day, Notice, Trouble
from vitrino.checkup.registry import all_rules
from vitrino.checkup.settling import GRADE, Settled
from vitrino.domain.checkup.score import Judged, Score, State, score
from vitrino.domain.slots import zone
from vitrino.workspace.models import Workspace

# A year and a month, so that the same month can be compared.
KEPT = timedelta(days=400)
_HOUR = timedelta(hours=1)


def current(workspace: Workspace, now: datetime) -> Score:
    """The score of what is open now. What was put aside counts like everything else."""
    open_ones = Notice.objects.filter(workspace=workspace, gone_at=None).values_list("rule", "severity")
    failed = set(Trouble.objects.filter(workspace=workspace).values_list("rule", flat=True))
    worst: dict[str, State] = {}
    for rule, severity in cast(list[tuple[str, State]], list(open_ones)):
        if rule not in worst or GRADE[severity] > GRADE[worst[rule]]:
            worst[rule] = severity
    missing = basis.missing(workspace, now)
    return score([
        Judged(one.id, one.mistake, worst.get(one.id) or _silence(one.id, failed, missing))
        for one in all_rules().values()
    ])  # fmt: skip


def keep_day(workspace: Workspace, settled: Settled, now: datetime) -> Day:
    """Today's row, made or renewed. The last look of a day is how the day ended."""
    found = current(workspace, now)
    counts = Counter(_open(workspace).values_list("severity", flat=True))
    day, _is_new = Day.objects.get_or_create(workspace=workspace, day=day_of(workspace, now))
    day.points, day.areas, day.unknown = found.points, dict(found.areas), list(found.unknown)
    day.high, day.medium, day.low = counts["high"], counts["medium"], counts["low"]
    day.aside = _open(workspace).exclude(dismissed_at=None).count()
    day.came += settled.came
    day.fixed += len(settled.fixed)
    day.open_hours = [*day.open_hours, *(round(one / _HOUR, 1) for one in settled.fixed)]
    day.save()
    return day


def forget_old_days(workspace: Workspace, now: datetime) -> None:
    Day.objects.filter(workspace=workspace, day__lt=day_of(workspace, now - KEPT)).delete()


def day_of(workspace: Workspace, now: datetime) -> date:
    """The shop's own date."""
    return now.astimezone(zone(workspace.time_zone)).date()


def _silence(rule: str, failed: set[str], missing: frozenset[str]) -> State:
    """What it means that a rule says nothing."""
    if rule in failed:
        return "failed"
    return "unknown" if missing & set(basis.needed(rule)) else "well"


def _open(workspace: Workspace) -> QuerySet[Notice]:
    return Notice.objects.filter(workspace=workspace, gone_at=None)

"""Experiments: one for each accepted suggestion, looked at until there are posts enough or six weeks are over."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from vitrino.channels import queries as channels
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.lookback.models import Experiment
from vitrino.notify import actions as notify
from vitrino.plan import actions as plan
from vitrino.plan import queries as plans
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person

if TYPE_CHECKING:
    from vitrino.plan.models import Suggestion

LASTS = timedelta(weeks=6)
# Posts of the last days settle first.
SETTLES = timedelta(days=2)
LOOKED_AGAIN_AFTER = timedelta(hours=20)
# An idea is one post; nothing comes back every week that could be compared.
NOT_TRIED = ("idea",)
State = Experiment.State


def begin_new(now: datetime) -> int:
    """An experiment for every accepted suggestion that has none yet; how many began."""
    known = Experiment.objects.values("suggestion_id")
    fresh = plans.accepted_suggestions().exclude(kind__in=NOT_TRIED).exclude(pk__in=known)
    return sum(begin(one, now) is not None for one in fresh[:500])


def begin(suggestion: Suggestion, now: datetime) -> Experiment | None:
    """The experiment of an accepted suggestion; None for what can't be tried."""
    if suggestion.kind in NOT_TRIED:
        return None
    starts_at = suggestion.decided_at or now
    made, is_new = Experiment.objects.get_or_create(
        suggestion=suggestion,
        defaults={
            "workspace": suggestion.workspace,
            "channel": _channel(suggestion),
            "starts_at": starts_at,
            "ends_at": starts_at + LASTS,
        },
    )
    if is_new:
        record("experiment.begun", workspace=made.workspace_id, by=suggestion.decided_by, now=now, about=made)
    return made


def _channel(suggestion: Suggestion) -> channels.Channel | None:
    mine = channels.channels_of(suggestion.workspace)
    if suggestion.kind == "platform-try":
        return mine.filter(platform=suggestion.change.get("platform", "")).first()
    return mine.filter(pk=suggestion.change.get("channel", 0)).first()


def look(now: datetime) -> int:
    """Look at every running experiment that was not looked at today; how many are over now."""
    running = Experiment.objects.filter(state=State.RUNNING).select_related("suggestion", "workspace", "channel")
    due = running.exclude(looked_at__gt=now - LOOKED_AGAIN_AFTER)
    return sum(_look_at(one, now) for one in due[:500])


def _look_at(experiment: Experiment, now: datetime) -> bool:
    if experiment.suggestion.state != "accepted":
        _close(experiment, State.TAKEN_BACK, None, now)
        return False
    # Only here the engine is loaded, and with it numpy.
    from vitrino.lookback.judging import judged

    result = judged(experiment, now, is_over=now >= experiment.ends_at + SETTLES)
    is_over = result["state"] != "early"
    with transaction.atomic():
        values = {"result": result, "looked_at": now}
        if is_over:
            values |= {"state": State.OVER, "over_at": now}
        changed = Experiment.objects.filter(pk=experiment.pk, state=State.RUNNING).update(**values)
        if is_over and changed:
            _tell(experiment, now)
    return is_over


def _tell(experiment: Experiment, now: datetime) -> None:
    """Once, in the log and to whoever plans."""
    record("experiment.over", workspace=experiment.workspace_id, by=None, now=now, about=experiment)
    url = reverse("lookback:experiment", kwargs={"slug": experiment.workspace.slug, "pk": experiment.pk})
    notify.alert(workspace=experiment.workspace, kind="lookback", key=f"experiment:{experiment.pk}", url=url, now=now,
                 message=say("The result of an experiment is in. Keep the change, or take it back?"))  # fmt: skip


@transaction.atomic
def keep(*, experiment: Experiment, by: Person, now: datetime) -> Experiment:
    """The change stays. Raises Problem when it was decided already."""
    return _close(experiment, State.KEPT, by, now)


@transaction.atomic
def take_back(*, experiment: Experiment, by: Person, now: datetime) -> Experiment:
    """The plan is put back as it was. Raises Problem when it was decided already, or the plan has moved on."""
    _close(experiment, State.TAKEN_BACK, by, now)
    plan.take_back_suggestion(suggestion=experiment.suggestion, by=by, now=now)
    return experiment


def _close(experiment: Experiment, state: str, by: Person | None, now: datetime) -> Experiment:
    still_open = Experiment.objects.filter(pk=experiment.pk, state__in=(State.RUNNING, State.OVER))
    if still_open.update(state=state, by=by, decided_at=now) != 1:
        raise Problem(say("Somebody has decided this already."))
    experiment.refresh_from_db()
    record(f"experiment.{state}", workspace=experiment.workspace_id, by=by, now=now, about=experiment)
    url = reverse("lookback:experiment", kwargs={"slug": experiment.workspace.slug, "pk": experiment.pk})
    notify.handled(workspace=experiment.workspace, about=url, now=now)
    return experiment

"""Suggestions to stop on a platform, or to try one: only where its cost is known and luck is ruled out."""

from __future__ import annotations

from datetime import datetime, timedelta

from vitrino.domain.effort import FEWEST_POSTS
from vitrino.domain.message import say
from vitrino.insight import effort
from vitrino.insight.effort import Standing
from vitrino.plan import actions as plan
from vitrino.plan import queries as plans
from vitrino.workspace.models import Workspace

# A channel that is younger has not had its chance.
SETTLED_AFTER = timedelta(days=28)
TRIED_PER_WEEK = 2


def propose_platforms(workspace: Workspace, now: datetime) -> None:
    """Make the suggestions that follow, withdraw those that no longer do."""
    cadences = plans.cadences_of(workspace)
    for one in effort.standings(workspace, now):
        target = cadences.get(one.channel.pk)
        _drop(workspace, one, now)
        _try(workspace, one, is_idle=target is None or not target.high_per_week, now=now)


def _drop(workspace: Workspace, one: Standing, now: datetime) -> None:
    key, ratio = f"platform-drop:{one.channel.pk}", one.judgement.ratio
    if one.judgement.verdict != "drop" or one.cost.is_estimate or ratio is None:
        plan.withdraw_suggestions(workspace=workspace, keys=[key])
        return
    message = say(
        "Stop posting on {platform}: an hour there brings {mid} times the answers of an hour elsewhere "
        "({low} to {high}).",
        platform=one.platform, mid=round(ratio.mid, 1), low=round(ratio.low, 1), high=round(ratio.high, 1),
    )  # fmt: skip
    plan.suggest(workspace=workspace, key=key, kind="platform-drop", message=message,
                 change={"channel": one.channel.pk}, now=now)  # fmt: skip


def _try(workspace: Workspace, one: Standing, *, is_idle: bool, now: datetime) -> None:
    key = f"platform-try:{one.channel.pk}"
    if one.judgement.verdict != "try" or not is_idle or now - one.channel.connected_at < SETTLED_AFTER:
        plan.withdraw_suggestions(workspace=workspace, keys=[key])
        return
    message = say("Try {platform}: {n} posts in four weeks would tell whether it is worth your time.",
                  platform=one.platform, n=FEWEST_POSTS)  # fmt: skip
    change = {"platform": one.channel.platform, "low": TRIED_PER_WEEK, "high": TRIED_PER_WEEK}
    plan.suggest(workspace=workspace, key=key, kind="platform-try", message=message, change=change, now=now)

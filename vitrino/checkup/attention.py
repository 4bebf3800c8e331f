"""Looking again soon after something changed: the log is followed, and the rules concerned are asked once more.

Bounded: a shop is looked at like that at most every `REST`, and only by the rules that what happened can concern. What
slips through is seen by the hourly round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from vitrino.checkup import actions
from vitrino.checkup.models import Attention, Follower
from vitrino.workspace import queries as workspaces

# Several changes often come one after the other.
PAUSE = timedelta(seconds=30)
REST = timedelta(minutes=5)

# First word of an event's kind -> first words of the ids of the rules that may say something else now.
CONCERNS: Mapping[str, tuple[str, ...]] = {
    "goal": ("goals",), "strategy": ("strategy", "platforms", "voice"), "pillar": ("balance", "content"),
    "brand": ("listening", "voice"), "watch": ("listening",), "notify": ("listening",),
    "channel": ("channels", "platforms", "cadence", "listening", "care"), "website": ("channels",),
    "place": ("listening",), "hook": ("listening", "care"),
    "cadence": ("cadence",), "slot": ("cadence",), "week": ("cadence", "goals"),
    "suggestion": ("analysis", "platforms"),
    "post": ("variants", "balance", "content", "media", "voice", "risk", "cadence", "goals"),
    "publication": ("variants", "balance", "content", "media", "voice", "risk", "cadence", "goals", "engagement"),
    "recurrence": ("cadence",), "asset": ("media",),
    "conversation": ("care", "abuse"), "inbox": ("care", "abuse", "engagement"), "case": ("care", "reputation"),
    "cause": ("reputation",), "shop-contact": ("care",), "conduct": ("abuse",), "saved-reply": ("care",),
    "answer-rules": ("care",), "playbook": ("care",),
    "reviews": ("reviews", "reputation"), "campaign": ("campaigns",), "links": ("campaigns",), "numbers": ("analysis",),
    "look-back": ("analysis",), "experiment": ("analysis",), "retrospective": ("analysis",),
    "crisis": ("crisis",), "surge": ("crisis",), "promise": ("risk",), "proof": ("risk",), "ledger": ("risk",),
    "contest": ("content",), "quiz": ("content",), "poll": ("content",), "balance": ("balance", "engagement"),
    "guidance": ("strategy", "voice"),
    "fit": ("platforms",),
}  # fmt: skip


def follow(now: datetime) -> int:
    """Read on in the log, and mark the shops in which something changed that a rule may care about; how many."""
    follower, is_first = Follower.objects.get_or_create(pk=1)
    newest = workspaces.newest_event()
    if newest == follower.event:
        return 0
    changed = {} if is_first else _changed(follower.event)
    with transaction.atomic():
        for workspace_id, groups in changed.items():
            _mark(workspace_id, groups, now)
        Follower.objects.filter(pk=1).update(event=newest)
    return len(changed)


def look(row: Attention, now: datetime) -> datetime | None:
    """Ask again what was marked. What is marked meanwhile waits for its own turn."""
    groups = row.groups
    Attention.objects.filter(pk=row.pk).update(groups=[], looked_at=now)
    if groups and row.workspace.is_onboarded:
        actions.look_again(workspace=row.workspace, groups=groups, now=now)
    row.refresh_from_db(fields=["groups"])
    return now + REST if row.groups else None


def _changed(since: int) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for workspace_id, kind in workspaces.kinds_since(since):
        found[workspace_id].update(CONCERNS.get(kind.partition(".")[0], ()))
    return {workspace_id: groups for workspace_id, groups in found.items() if groups}


def _mark(workspace_id: int, groups: set[str], now: datetime) -> None:
    row, _is_new = Attention.objects.select_for_update().get_or_create(workspace_id=workspace_id)
    row.groups = sorted({*row.groups, *groups})
    rested = row.looked_at + REST if row.looked_at else now
    row.due_at = row.due_at or max(now + PAUSE, rested)
    row.save(update_fields=["groups", "due_at"])

"""What a shop has settled about its answers."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from vitrino.inbox.models import DeskRules
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace


def rules_of(workspace: Workspace) -> DeskRules:
    """The shop's own, else the defaults; those are not stored."""
    return DeskRules.objects.filter(workspace=workspace).first() or DeskRules(workspace=workspace)


def send_at(workspace: Workspace, now: datetime) -> datetime:
    """When an answer given now leaves; until then it can be taken back."""
    return now + timedelta(seconds=rules_of(workspace).undo_s)


@transaction.atomic
def settle(*, rules: DeskRules, by: Person, now: datetime) -> DeskRules:
    """Keep what the shop settled."""
    rules.save()
    record("inbox.desk-settled", workspace=rules.workspace_id, by=by, now=now, about=rules,
           undo_s=rules.undo_s, asks_second_person=rules.asks_second_person)  # fmt: skip
    return rules

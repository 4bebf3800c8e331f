"""Every quarter of an hour: what was promised in new texts, and whom to remind."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q

from vitrino.engine.work import every
from vitrino.ledger import actions
from vitrino.ledger.models import Promise
from vitrino.workspace.models import Workspace


@every("ledger.follow", 900)
def follow(now: datetime) -> None:
    for workspace in Workspace.objects.filter(onboarding_step=0):
        actions.read_own_texts(workspace=workspace, now=now)
    soon = Promise.objects.filter(state=Promise.State.OPEN, due_at__lte=now + actions.REMINDED_BEFORE)
    untold = Q(told_at=None) | Q(due_at__lte=now, told_at__lt=F("due_at"))
    for promise in soon.filter(untold).select_related("workspace"):
        actions.remind(promise=promise, now=now)

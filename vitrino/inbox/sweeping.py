"""What changes by itself in conversations while time passes: targets are used up, snoozes end, windows close."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from vitrino.inbox import clocks, reminding, targets, triage
from vitrino.inbox.models import Conversation

BATCH = 100


def sweep(now: datetime) -> int:
    """Look at every conversation whose clocks changed by themselves, and warn; how many that were."""
    targets.notice_changes(now)
    total = 0
    while done := _sweep_some(now):
        total += done
    return total


@transaction.atomic
def _sweep_some(now: datetime) -> int:
    due = Conversation.objects.select_for_update(of=("self",)).filter(clock_event_at__lte=now)
    talks = list(due.select_related("workspace", "channel", "contact").order_by("clock_event_at", "pk")[:BATCH])
    # A window that closes makes it urgent.
    triage.read([talk for talk in talks if talk.reply_window_until], (), now)
    ran = clocks.refresh(talks, now, also=triage.FIELDS) if talks else {}
    for talk in talks:
        reminding.remind(talk, ran[talk.pk], now)
    return len(talks)

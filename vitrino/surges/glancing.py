"""Weighing every mention by itself, minutes after it was heard: one grave one is told before the hour is full."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse

from vitrino.domain.message import Message, say
from vitrino.domain.severity import Severity, weigh
from vitrino.listening import queries as listening
from vitrino.notify import actions as notify
from vitrino.surges.models import Glance, Grave
from vitrino.workspace.actions import record
from vitrino.workspace.models import Workspace

# What was written long ago and is only found now is no reason to run.
FRESH = timedelta(hours=48)
MOST_AT_ONCE = 500
# Ids may be given out of order: two readers at once store one after the other.
OVERLAP = 50
_SHOWN_TEXT = 140


@transaction.atomic
def glance(*, workspace: Workspace, now: datetime) -> list[Grave]:
    """Weigh the mentions that were heard since the last time; the grave ones. Two queries when nothing is new."""
    seen, _is_new = Glance.objects.select_for_update().get_or_create(workspace=workspace)
    mentions = listening.sure(listening.mentions_of(workspace)).filter(pk__gt=seen.mention_id_seen - OVERLAP)
    mentions = mentions.exclude(pk__in=Grave.objects.filter(workspace=workspace).values("mention"))
    rows: list[Any] = list(listening.with_copies(mentions).order_by("pk")[:MOST_AT_ONCE])
    if not rows:
        return []
    found = []
    for one in rows:
        arrival = one.arrival
        is_news = not arrival.is_own and arrival.deleted_at is None and now - one.at < FRESH
        if is_news and (severity := weigh(arrival.text, language=arrival.language, copies=one.copies)).is_at_once:
            found.append(_tell(workspace, one, severity, now))
    seen.mention_id_seen = max(seen.mention_id_seen, rows[-1].pk)
    seen.save(update_fields=["mention_id_seen"])
    return found


def _tell(workspace: Workspace, mention: Any, severity: Severity, now: datetime) -> Grave:
    made = Grave.objects.create(
        workspace=workspace, mention=mention, at=now, points=severity.points,
        reasons=[{"template": one.message.template, "values": dict(one.message.values)} for one in severity.reasons],
    )  # fmt: skip
    record("surge.grave", workspace=workspace, by=None, now=now, about=made, points=made.points)
    text = " ".join(mention.arrival.text.split())[:_SHOWN_TEXT]
    url = reverse("surges:home", kwargs={"slug": workspace.slug})
    notify.alert(workspace=workspace, kind="surge", key=f"grave-{mention.pk}", message=told(text, severity), url=url,
                 now=now, urgency="high")  # fmt: skip
    return made


def told(text: str, severity: Severity) -> Message:
    """What is told, with the weightiest reason."""
    return say("Look at once. {why}: “{text}”", why=severity.reasons[0].message, text=text)

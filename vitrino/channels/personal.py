"""What came from a person, as it came."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from vitrino.channels.models import Arrival
from vitrino.domain.message import say
from vitrino.workspace.keeping import Holding, Subject


def held(subject: Subject) -> list[Holding]:
    """Every text and reaction of their accounts as the platforms delivered it."""
    rows: list[dict[str, object]] = [
        {"kind": one.kind, "at": one.at, "received": one.received_at, "text": one.text, "address": one.url,
         "stars": one.rating, "as delivered": one.raw}
        for one in _theirs(subject)
    ]  # fmt: skip
    return [Holding(say("As the platforms delivered it"), rows)]


def erase(subject: Subject, now: datetime) -> int:
    """The rows stay for the counts; what they are told apart by is a number of ours from now on."""
    rows = list(_theirs(subject).select_for_update())
    for one in rows:
        one.remote_id = one.author_id = f"forgotten-{one.pk}"
        one.author_handle = one.author_name = one.author_url = one.text = one.url = one.parent_id = one.thread_id = ""
        one.reply, one.raw = None, {}
        one.deleted_at = one.deleted_at or now
        one.save()
    return len(rows)


def _theirs(subject: Subject) -> QuerySet[Arrival]:
    """By what the talks name, and by the account: a mention or a like may be in no talk."""
    wanted = Q(pk__in=subject.arrivals)
    for platform, remote_id in subject.accounts:
        wanted |= Q(channel__platform=platform, author_id=remote_id)
    return Arrival.objects.filter(wanted, workspace=subject.workspace).order_by("at", "pk")

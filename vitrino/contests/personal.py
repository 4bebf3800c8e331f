"""What contests keep of a person: their entries. Without the salt nobody can open the published list."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from vitrino.contests.models import Award, Entry
from vitrino.domain.message import say
from vitrino.workspace.keeping import Holding, Subject


def held(subject: Subject) -> list[Holding]:
    """Their entries, and with which salt they find themselves in the public list."""
    entries: list[dict[str, object]] = [
        {"contest": one.contest.title, "at": one.at, "text": one.text, "state": one.state, "number": one.number,
         "salt": one.salt, "platform": one.platform, "account": one.account}
        for one in _theirs(subject).select_related("contest")
    ]  # fmt: skip
    return [Holding(say("Entries in contests"), entries)]


def erase(subject: Subject, now: datetime) -> int:
    """That there was an entry stays, by its hash; names, text and the salt that opens the hash go."""
    theirs = list(_theirs(subject).values_list("pk", flat=True))
    Award.objects.filter(entry__in=theirs).update(is_named=False)
    return Entry.objects.filter(pk__in=theirs).update(
        account="", author="", handle="", text="", url="", salt="", note=""
    )


def _theirs(subject: Subject) -> QuerySet[Entry]:
    wanted = Q(arrival__in=subject.arrivals)
    for platform, remote_id in subject.accounts:
        wanted |= Q(platform=platform, account=remote_id)
    for platform, handle in subject.handles:
        wanted |= Q(platform=platform, handle=handle)
    addresses = subject.emails | subject.phones
    wanted |= Q(account__in=addresses) | Q(handle__in=addresses) | Q(author__in=subject.names)
    return Entry.objects.filter(wanted, contest__workspace=subject.workspace).order_by("pk")

"""Who wrote to the shop or spoke of it, and what the shop said to people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q, QuerySet

from vitrino.balance.models import Errand
from vitrino.inbox import queries as inbox
from vitrino.inbox.lookback import OUT
from vitrino.listening import queries as listening
from vitrino.publishing import queries as publishing
from vitrino.workspace.models import Workspace

if TYPE_CHECKING:
    from vitrino.inbox.models import Conversation

MOST = 200
_LEFT_ALONE = ("spam", "muted")
# What is done on the platform itself shows only in what was ticked off.
_OUTSIDE = ("join", "partner", "comment", "thank", "answer")


@dataclass(frozen=True)
class Occasion:
    """Somebody to talk with. who: the person. talk_id: of the conversation, 0 for a mention elsewhere."""

    who: str
    name: str
    text: str
    at: datetime
    talk_id: int = 0


def occasions(workspace: Workspace, since: datetime, until: datetime) -> list[Occasion]:
    """Everybody once, the newest first: who wrote since the channel is connected, and who spoke of the shop."""
    found = [_occasion(one) for one in _talks(workspace, since, until)[:MOST]]
    heard = listening.sure(listening.mentions_of(workspace)).filter(at__gt=since, at__lte=until)
    theirs = heard.filter(arrival__is_own=False, arrival__deleted_at=None, arrival__kind="mention")
    found += [
        Occasion(f"author:{one.arrival.author_id}", one.arrival.author_name or one.arrival.author_handle,
                 one.arrival.text, one.at)
        for one in theirs[:MOST]
    ]  # fmt: skip
    by_person = {one.name.casefold() or one.who: one for one in sorted(found, key=lambda one: one.at)}
    return sorted(by_person.values(), key=lambda one: one.at, reverse=True)


def words_said(workspace: Workspace, since: datetime, until: datetime) -> int:
    """Answers, messages and comments of the shop: here, on the platform itself, and what was ticked off."""
    here = inbox.conversations_of(workspace).order_by().filter(
        OUT, messages__at__gt=since, messages__at__lte=until
    ).aggregate(n=Count("messages"))["n"]  # fmt: skip
    sent = publishing.publications(workspace).filter(kind__in=("reply", "message", "review-reply"), state="published")
    ticked = Errand.objects.filter(workspace=workspace, state=Errand.State.DONE, sort__in=_OUTSIDE)
    return (int(here) + sent.filter(published_at__gt=since, published_at__lte=until).count()
            + ticked.filter(decided_at__gt=since, decided_at__lte=until).count())  # fmt: skip


def comments(workspace: Workspace, since: datetime, until: datetime) -> tuple[int, list[Occasion]]:
    """Comments that are no complaints: how many got a word of the shop, and those that did not, the newest first."""
    mine = _talks(workspace, since, until).filter(surface="comment", is_complaint=False)
    counted = mine.annotate(ours=Count("messages", filter=OUT))[:MOST]
    rows = list(counted)
    silent = [one for one in rows if not one.ours and one.first_reply_at is None]
    return len(rows) - len(silent), [_occasion(one) for one in silent]


def _talks(workspace: Workspace, since: datetime, until: datetime) -> QuerySet[Conversation]:
    """Begun in that time, and after the channel was connected: what was said before that nobody knows in full."""
    mine = inbox.conversations_of(workspace).filter(opened_at__gt=since, opened_at__lte=until)
    return mine.filter(Q(opened_at__gte=F("channel__connected_at"))).exclude(state__in=_LEFT_ALONE)


def _occasion(one: Conversation) -> Occasion:
    return Occasion(f"contact:{one.contact_id}", one.contact.name, one.last_text, one.opened_at, one.pk)

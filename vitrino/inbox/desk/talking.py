"""The talk as its page shows it: the newest part of it, who else is here, what waits for a second person."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zlib import crc32

from vitrino.conduct import pages as conduct
from vitrino.domain.publication import PublicationState
from vitrino.inbox import judging, queries, wording
from vitrino.inbox.desk import consent, presence
from vitrino.inbox.models import Conversation, Message
from vitrino.workspace.models import Person

S = PublicationState
# So many texts are shown at once, and as many more each time somebody asks for earlier ones.
PART, MOST = 40, 2_000
# Seconds between two looks: an answer under way changes soon, anything else whenever somebody writes.
SOON_S, NOW_AND_THEN_S = 2, 15
UNSETTLED = (S.READY, S.SENDING, S.UNKNOWN)


def lately(conversation: Conversation, person: Person, now: datetime, *, most: int | None = None) -> dict[str, Any]:
    """What the living part of the page shows. most: how many texts, where somebody asked for earlier ones.

    shown: changes whenever any of it changes. seen: the newest text on the page.
    """
    most = max(PART, min(most or PART, MOST))
    rows = list(queries.messages_of(conversation).reverse()[: most + 1])
    said = [wording.shown(message, conversation) for message in reversed(rows[:most])]
    folded = conduct.folded(conversation, [one for one in rows if one.direction == Message.Direction.IN])
    for one in said:
        one["is_folded"] = one["pk"] in folded
    others = presence.others_at(conversation, person, now)
    return {
        "messages": said,
        "colleagues": others,
        "most": most,
        "earlier": most + PART if len(rows) > most else None,
        "shown": _mark(said, others),
        "seen": presence.newest_of(conversation),
        "poll_s": SOON_S if any(one["state"] in UNSETTLED for one in said) else NOW_AND_THEN_S,
    }


def own_newest(conversation: Conversation, person: Person) -> int:
    """The number of this person's newest answer: what a browser kept before it was sent is no draft any more."""
    mine = conversation.messages.filter(by=person, direction=Message.Direction.OUT)
    return mine.order_by("-pk").values_list("pk", flat=True).first() or 0


def waiting_replies(conversation: Conversation, person: Person, now: datetime) -> list[dict[str, Any]]:
    """Answers that wait for a second person, with what the tone check says, and whether this person may agree."""
    return [
        {
            "pk": one.pk,
            "author": one.by.get_full_name() if one.by else "",
            "text": one.text,
            "at": one.at,
            "reasons": [found.reason for found in judging.objections_to(conversation, one.text, now)],
            "is_own": one.by_id == person.pk,
        }
        for one in consent.waiting_in(conversation)
    ]


def _mark(said: list[dict[str, Any]], others: list[presence.Colleague]) -> str:
    shown = [(one["pk"], one["state"], one["text"], one["is_gone"], one["can_take_back"]) for one in said]
    return str(crc32(repr((shown, others)).encode()))

"""Conversations in words: when an answer is due, what became of it, saved answers made personal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vitrino.domain.placeholders import gaps_in
from vitrino.domain.publication import PublicationState
from vitrino.inbox.models import Conversation, Message, SavedReply
from vitrino.ui.formats import duration
from vitrino.workspace.models import Workspace

S = PublicationState
STATES = {
    "waiting": gettext_noop("Waiting for us"),
    "open": gettext_noop("Open"),
    "mine": gettext_noop("Mine"),
    "done": gettext_noop("Done"),
    "all": gettext_noop("All"),
}
ON_ITS_WAY = gettext_noop("on its way")
# What became of an answer; only the platform's own id makes it "sent".
SENDING = {
    S.PUBLISHED: gettext_noop("sent"),
    S.FAILED: gettext_noop("not sent: the platform refused it"),
    S.NEEDS_DECISION: gettext_noop("we don't know whether it went out: please look"),
    S.UNKNOWN: gettext_noop("the answer of the platform was lost; Vitrino is looking"),
    S.HELD: gettext_noop("held back"),
    S.CANCELLED: gettext_noop("cancelled"),
}


def due(conversation: Conversation, now: datetime) -> dict[str, str]:
    """{"text", "tone"} about the answer that is due; empty when nobody waits."""
    if conversation.due_at is None:
        return {}
    left = conversation.due_at - now
    if left.total_seconds() < 0:
        return {"tone": "bad", "text": _("Your answer is %(time)s late") % {"time": duration(-left)}}
    return {"tone": "warn", "text": _("Answer due in %(time)s") % {"time": duration(left)}}


def line_end(conversation: Conversation, now: datetime) -> dict[str, str]:
    """The tag at the end of a line in the list."""
    return due(conversation, now)


def shown(message: Message, conversation: Conversation) -> dict[str, Any]:
    """One bubble: who, what, when, and what became of it."""
    is_ours = message.direction == Message.Direction.OUT
    publication = message.publication
    note, url = "", ""
    if publication is not None:
        note = _(SENDING.get(S(publication.state), ON_ITS_WAY))
        if publication.state in (S.FAILED, S.NEEDS_DECISION, S.UNKNOWN, S.HELD):
            slug = conversation.workspace.slug
            url = reverse("publishing:publication", kwargs={"slug": slug, "pk": publication.pk})
    author = conversation.contact.name
    if message.direction != Message.Direction.IN:
        author = message.by.get_full_name() if message.by else conversation.workspace.name
    return {
        "author": author,
        "text": message.text,
        "at": message.at,
        "is_ours": is_ours,
        "is_note": message.direction == Message.Direction.NOTE,
        "note": note,
        "url": url,
        "source_url": message.arrival.url if message.arrival else "",
    }


def saved_answers(
    replies: QuerySet[SavedReply], conversation: Conversation, workspace: Workspace
) -> list[dict[str, Any]]:
    """Saved answers with every gap filled that can be; the others stay open and block the sending."""
    return [
        {"id": reply.pk, "title": reply.title, "text": personal(reply.text, conversation, workspace)}
        for reply in replies
    ]


def saved_text(replies: QuerySet[SavedReply], chosen: str, conversation: Conversation, workspace: Workspace) -> str:
    """The text of one saved answer, "" for one that is not there."""
    found = replies.filter(pk=chosen).first() if chosen.isdecimal() else None
    return personal(found.text, conversation, workspace) if found else ""


def personal(text: str, conversation: Conversation, workspace: Workspace) -> str:
    """Fill what we know: the person's name and the shop's."""
    values = {"customer_name": conversation.contact.name, "shop_name": workspace.name}
    for gap in gaps_in(text):
        if values.get(gap):
            text = text.replace("{" + gap + "}", values[gap])
    return text

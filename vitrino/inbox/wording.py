"""Conversations in words: when an answer is due, what became of it, saved answers made personal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vitrino.domain.placeholders import fill_known
from vitrino.domain.publication import PublicationState
from vitrino.inbox.desk import saved, undoing
from vitrino.inbox.models import Conversation, Message, SavedReply
from vitrino.publishing import queries as publications
from vitrino.ui.formats import duration
from vitrino.workspace.models import Person

S = PublicationState
STATES = {
    "waiting": gettext_noop("Waiting for us"),
    "open": gettext_noop("Open"),
    "mine": gettext_noop("Mine"),
    "later": gettext_noop("For later"),
    "done": gettext_noop("Done"),
    "muted": gettext_noop("Muted talks"),
    "all": gettext_noop("All"),
}
URGENCIES = {
    3: gettext_noop("Somebody may come to harm"),
    2: gettext_noop("Today, or more urgent"),
    1: gettext_noop("Before other things, or more urgent"),
}
CLOSES_SOON = timedelta(hours=4)
LEAVES = gettext_noop("leaves at %(time)s")
ON_ITS_WAY = gettext_noop("on its way")
# What became of an answer; only the platform's own id makes it "sent".
SENDING = {
    S.PUBLISHED: gettext_noop("sent"),
    S.FAILED: gettext_noop("not sent: the platform refused it"),
    S.NEEDS_DECISION: gettext_noop("we don't know whether it went out: please look"),
    S.UNKNOWN: gettext_noop("the answer of the platform was lost; Vitrino is looking"),
    S.HELD: gettext_noop("held back"),
    S.CANCELLED: gettext_noop("taken back, not sent"),
}

# What somebody may have to look at on its own page.
LOOK_AT = (S.FAILED, S.NEEDS_DECISION, S.UNKNOWN, S.HELD)


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


def window(conversation: Conversation, now: datetime) -> dict[str, str]:
    """{"text", "tone"} about the platform's own limit for answering; empty where it sets none."""
    until = conversation.reply_window_until
    if until is None:
        return {}
    if until <= now:
        return {"tone": "bad", "text": _("The platform lets nobody answer here any more")}
    tone = "bad" if until - now < CLOSES_SOON else "warn"
    return {"tone": tone, "text": _("Can be answered for %(time)s more") % {"time": duration(until - now)}}


def shown(message: Message, conversation: Conversation) -> dict[str, Any]:
    """One bubble: who, what, when, and what became of it."""
    author = conversation.contact.name
    if message.direction != Message.Direction.IN:
        author = message.by.get_full_name() if message.by else conversation.workspace.name
    return {
        "pk": message.pk,
        "author": author,
        "text": message.text,
        "at": message.at,
        "is_ours": message.direction == Message.Direction.OUT,
        "is_note": message.direction == Message.Direction.NOTE,
        "source_url": message.arrival.url if message.arrival else "",
        **_fate(message),
        **_change(message),
    }


NO_FATE: dict[str, Any] = {
    "note": "", "state": "", "why": None, "publication": None, "can_take_back": False, "can_retry": False,
    "is_tone_bad": False,
}  # fmt: skip


def _fate(message: Message) -> dict[str, Any]:
    """What became of an answer, and what can be done about it. Only the platform's own id makes it "sent"."""
    row = message.publication
    if row is None:
        return NO_FATE
    is_waiting = undoing.can_be_taken_back(message)
    note = SENDING.get(S(row.state), ON_ITS_WAY)
    if is_waiting and row.state == S.READY:
        note = LEAVES
    return {
        "note": _(note) % {"time": formats.time_format(timezone.localtime(row.publish_at), "H:i:s")},
        "state": row.state,
        "why": publications.reason_of(row) if row.state in LOOK_AT else None,
        "publication": row.pk if row.state in LOOK_AT else None,
        "can_take_back": is_waiting,
        "can_retry": row.state in (S.FAILED, S.HELD),
        "is_tone_bad": row.state in (S.FAILED, S.NEEDS_DECISION),
    }


def _change(message: Message) -> dict[str, Any]:
    """Whether the person changed or took back what they wrote."""
    arrival = message.arrival
    is_theirs = message.direction == Message.Direction.IN
    gone_at = message.taken_back_at or (arrival.deleted_at if arrival else None)
    return {
        "is_gone": bool(is_theirs and gone_at),
        "is_edited": bool(is_theirs and arrival and arrival.edited_at and not gone_at),
    }


def saved_answers(replies: Iterable[SavedReply], conversation: Conversation, by: Person) -> list[dict[str, Any]]:
    """Saved answers with every gap filled that can be; the others stay open and block the sending."""
    rows = list(replies)
    values = saved.values_for(conversation, by) if rows else {}
    return [
        {"id": one.pk, "title": one.title, "shortcut": one.shortcut, "text": fill_known(one.text, values)}
        for one in rows
    ]

"""What the inbox keeps of a person: who they are, what was said, how their accounts were joined."""

from __future__ import annotations

from datetime import datetime

from vitrino.domain.message import say
from vitrino.inbox.models import (
    Contact,
    ContactFact,
    Conversation,
    Correction,
    Identity,
    Learnt,
    Message,
    Presence,
    WaitingReply,
)
from vitrino.ui.words import words
from vitrino.workspace.keeping import Holding, Subject


def held(subject: Subject) -> list[Holding]:
    """Names and notes, accounts, facts, and every word of every talk."""
    return [_people(subject), _accounts(subject), _facts(subject), _said(subject)]


def erase(subject: Subject, now: datetime) -> int:
    """Rows stay for the counts, without anything that was said or names anybody."""
    Presence.objects.filter(conversation__in=subject.conversations).delete()
    WaitingReply.objects.filter(conversation__in=subject.conversations).update(text="")
    if Correction.objects.filter(message__in=subject.messages).delete()[0]:
        Learnt.objects.filter(workspace=subject.workspace).delete()  # learnt anew from what is left
    ContactFact.objects.filter(identity__in=subject.identities).delete()
    emptied = Message.objects.filter(pk__in=subject.messages).update(text="", asks=False)
    emptied += Contact.objects.filter(pk__in=subject.contacts).update(name="", note="", forgotten_at=now)
    for identity in Identity.objects.filter(pk__in=subject.identities):
        identity.remote_id, identity.handle, identity.url = f"forgotten-{identity.pk}", "", ""
        identity.save(update_fields=["remote_id", "handle", "url"])
        emptied += 1
    for talk in Conversation.objects.filter(pk__in=subject.conversations):
        _empty(talk)
        emptied += 1
    return emptied


def _empty(talk: Conversation) -> None:
    """Nobody can be answered here any more, so nobody waits."""
    talk.thread_id, talk.parent_url, talk.last_text, talk.reasons = f"forgotten-{talk.pk}", "", "", []
    talk.waiting_since = talk.due_at = talk.snoozed_until = talk.reply_window_until = talk.clock_event_at = None
    if talk.state not in (Conversation.State.SPAM, Conversation.State.MUTED):
        talk.state = Conversation.State.RESOLVED
    talk.save()


def _people(subject: Subject) -> Holding:
    rows: list[dict[str, object]] = [
        {"name": one.name, "note": one.note, "since": one.created_at}
        for one in Contact.objects.filter(pk__in=subject.contacts)
    ]
    return Holding(say("The person"), rows)


def _accounts(subject: Subject) -> Holding:
    rows: list[dict[str, object]] = [
        {"platform": one.platform, "user name": one.handle, "id": one.remote_id, "address": one.url}
        for one in Identity.objects.filter(pk__in=subject.identities)
    ]
    return Holding(say("Accounts"), rows)


def _facts(subject: Subject) -> Holding:
    rows: list[dict[str, object]] = [
        {"what": words(one.get_kind_display()), "value": one.value, "from": words(one.get_source_display()),
         "is proven": one.is_verified, "since": one.at}
        for one in ContactFact.objects.filter(identity__in=subject.identities)
    ]  # fmt: skip
    return Holding(say("What is known of the accounts"), rows)


def _said(subject: Subject) -> Holding:
    said = Message.objects.filter(pk__in=subject.messages).select_related("conversation__channel").order_by("at", "pk")
    rows: list[dict[str, object]] = [
        {"at": one.at, "where": f"{one.conversation.channel.platform} {one.conversation.surface}",
         "direction": one.direction, "text": one.text}
        for one in said
    ]  # fmt: skip
    return Holding(say("Everything that was said"), rows)

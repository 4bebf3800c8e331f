"""From arrivals to conversations: whatever somebody wrote to the shop, once, in the right thread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Max
from django.urls import reverse

from vitrino.channels import queries as channels
from vitrino.channels.actions import work_off
from vitrino.domain import signals
from vitrino.domain.message import say
from vitrino.inbox import clocks
from vitrino.inbox.models import Contact, Conversation, Identity, Message
from vitrino.notify import actions as notify

if TYPE_CHECKING:
    from vitrino.channels.models import Arrival

KINDS = ("comment", "message", "mention", "review")
READER = "inbox"
# What is older came with the history of a channel: it is kept, but nobody is asked to answer it any more.
STILL_NEWS = timedelta(days=14)
SHOWN_TEXT = 80


def take_in(now: datetime) -> int:
    """Take in everything that arrived or changed and is in no conversation yet; how much that was."""
    return work_off(READER, lambda arrivals: _take_all(arrivals, now), now)


def take_in_one(arrival: Arrival, *, now: datetime) -> Message | None:
    """Put one arrival into its conversation. None for what is there already, or answers nobody who is known."""
    known = Message.objects.filter(arrival_id=arrival.pk).first()
    if known is not None:
        _follow_edit(known, arrival)
        return None
    if arrival.is_own:
        return _own(arrival)
    conversation, is_new = _conversation(arrival, now)
    message = Message.objects.create(
        conversation=conversation, direction=Message.Direction.IN, arrival=arrival, text=arrival.text, at=arrival.at
    )
    if is_new:
        _bring_own_words(arrival)
    _after(conversation, arrival, now, is_new=is_new)
    return message


def _take_all(arrivals: Sequence[Arrival], now: datetime) -> None:
    for arrival in arrivals:
        take_in_one(arrival, now=now)


def _follow_edit(message: Message, arrival: Arrival) -> None:
    """A text its author changed is shown as it is now."""
    if message.text != arrival.text:
        message.text = arrival.text
        message.save(update_fields=["text"])


def _conversation(arrival: Arrival, now: datetime) -> tuple[Conversation, bool]:
    """The conversation this belongs to, perhaps opened again."""
    identity = _identity(arrival, now)
    return Conversation.objects.get_or_create(
        channel_id=arrival.channel_id,
        surface=arrival.kind,
        thread_id=arrival.thread_id or arrival.remote_id,
        identity=identity,
        defaults={
            "contact": identity.contact,
            "workspace_id": arrival.workspace_id,
            "rating": arrival.rating,
            "parent_url": arrival.url,
            "last_message_at": arrival.at,
            "opened_at": arrival.at,
        },
    )


def _identity(arrival: Arrival, now: datetime) -> Identity:
    """The account that wrote it; the same account on the same platform is the same person."""
    found = Identity.objects.select_related("contact").filter(
        workspace_id=arrival.workspace_id, platform=arrival.channel.platform, remote_id=arrival.author_id,
        is_rehearsal=arrival.channel.is_rehearsal,
    ).first()  # fmt: skip
    if found is None:
        name = arrival.author_name.strip() or arrival.author_handle
        contact = Contact.objects.create(workspace_id=arrival.workspace_id, name=name[:200], created_at=now)
        found = Identity.objects.create(
            contact=contact, workspace_id=arrival.workspace_id, platform=arrival.channel.platform,
            remote_id=arrival.author_id, handle=arrival.author_handle, url=arrival.author_url,
            is_rehearsal=arrival.channel.is_rehearsal,
        )  # fmt: skip
    return found


def _after(conversation: Conversation, arrival: Arrival, now: datetime, *, is_new: bool) -> None:
    """What one more message changes: order, clock, state, sign of a complaint, and who is told."""
    conversation.is_complaint = conversation.is_complaint or bool(signals.complaint(arrival.text, arrival.rating))
    if arrival.at >= conversation.last_message_at:
        conversation.last_message_at, conversation.last_text = arrival.at, " ".join(arrival.text.split())[:300]
    if now - arrival.at > STILL_NEWS:
        if is_new:
            conversation.state = Conversation.State.RESOLVED
    elif conversation.state != Conversation.State.SPAM and _asks(conversation, arrival, is_new):
        conversation.state = Conversation.State.OPEN
        clocks.start(conversation, arrival.at)
        _tell(conversation, arrival, now)
    conversation.save()


def _asks(conversation: Conversation, arrival: Arrival, is_new: bool) -> bool:
    """Does anybody wait for an answer now? Not after a courtesy in a talk that was going on."""
    if not is_new and signals.is_courtesy(arrival.text):
        return False
    newest_answer = conversation.messages.filter(direction=Message.Direction.OUT).aggregate(at=Max("at"))["at"]
    return newest_answer is None or arrival.at > newest_answer


def _bring_own_words(arrival: Arrival) -> None:
    """What the shop said in this thread on the platform itself, before anybody wrote to it."""
    for own in channels.own_words(arrival.channel, arrival.thread_id):
        if not Message.objects.filter(arrival=own).exists():
            _own(own)


def _own(arrival: Arrival) -> Message | None:
    """Somebody answered on the platform itself; what went out from here is known already."""
    conversation = Conversation.objects.filter(
        channel_id=arrival.channel_id, thread_id=arrival.thread_id or arrival.remote_id
    ).first()
    if conversation is None:
        return None
    ours = conversation.messages.filter(publication__remote_id=arrival.remote_id).exclude(publication=None).first()
    if ours is not None:
        ours.arrival = arrival
        ours.save(update_fields=["arrival"])
        return ours
    message = Message.objects.create(
        conversation=conversation, direction=Message.Direction.OUT, arrival=arrival, text=arrival.text, at=arrival.at
    )
    if conversation.waiting_since and arrival.at >= conversation.waiting_since:
        clocks.stop(conversation, arrival.at)
        conversation.save()
    return message


def _tell(conversation: Conversation, arrival: Arrival, now: datetime) -> None:
    """A review or a message is told here; a mention by whoever watches the name."""
    if arrival.kind == "mention":
        return
    platform = channels.manifest_of(arrival.channel).name
    author = conversation.contact.name or platform
    text = " ".join(arrival.text.split())[:SHOWN_TEXT]
    if arrival.kind == "review":
        message = say("{author} gives you {stars} of 5 stars on {platform}: “{text}”",
                      author=author, stars=arrival.rating or "?", platform=platform, text=text)  # fmt: skip
    else:
        message = say("{author} writes to you on {platform}: “{text}”", author=author, platform=platform, text=text)
    notify.alert(
        workspace=arrival.workspace,
        kind="review" if arrival.kind == "review" else "message",
        key=f"arrival:{arrival.pk}",
        message=message,
        url=reverse("inbox:talk", kwargs={"slug": arrival.workspace.slug, "pk": conversation.pk}),
        now=now,
        urgency="high" if conversation.is_complaint else "normal",
    )

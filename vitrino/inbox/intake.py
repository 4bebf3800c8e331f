"""From arrivals to conversations: whatever somebody wrote to the shop, once, in the right thread.

What waits is taken up in batches, each in one transaction with few queries; an edit or a deletion comes by once more.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from vitrino.channels.actions import work_off
from vitrino.complaints import actions as complaints
from vitrino.domain import signals
from vitrino.domain.triage.samples import base_model
from vitrino.inbox import announcing, clocks, own_words, triage
from vitrino.inbox.accounts import conversations_for
from vitrino.inbox.models import Conversation, Message
from vitrino.inbox.people import facts
from vitrino.inbox.stories import shortened

if TYPE_CHECKING:
    from vitrino.channels.models import Arrival

KINDS = ("comment", "message", "mention", "review")
READER = "inbox"
# What is older came with the history of a channel: it is kept, but nobody is asked to answer it any more.
STILL_NEWS = timedelta(days=14)
# What somebody was judged to be keeps their words from being waited for.
UNHEARD = (Conversation.State.SPAM, Conversation.State.MUTED)
CHANGED = ("last_message_at", "last_text", "rating", *triage.FIELDS)


def take_in(now: datetime) -> int:
    """Take in everything that arrived or changed and is in no conversation yet; how much that was."""
    base_model()  # takes a moment once, and not while a transaction waits
    return work_off(READER, lambda arrivals: take_all(arrivals, now), now)


def take_all(arrivals: Sequence[Arrival], now: datetime) -> None:
    """Put a batch into its conversations. Own words come last: they answer what came with them."""
    known = {one.arrival_id: one for one in Message.objects.filter(arrival__in=arrivals)}
    theirs = [one for one in arrivals if one.pk not in known and not one.is_own and one.deleted_at is None]
    ours = [one for one in arrivals if one.pk not in known and one.is_own and one.deleted_at is None]
    talks, fresh, messages = _take_theirs(theirs, now) if theirs else ({}, [], [])
    ours += own_words.said_before(fresh) if fresh else []
    changed = {one.pk: one for one in own_words.take_in(ours)} if ours else {}
    edited = _follow(arrivals, known, now)
    touched = {**edited, **changed, **{one.pk: one for one in talks.values()}}
    clocks.refresh(list(touched.values()), now, also=CHANGED)
    _pass_on(theirs, talks, messages, now)


def _take_theirs(
    arrivals: Sequence[Arrival], now: datetime
) -> tuple[dict[int, Conversation], list[Conversation], list[Message]]:
    """The conversation of each arrival, those that are new, and the messages in the order of the arrivals."""
    talks, fresh = conversations_for(arrivals, now)
    opened = set(fresh)
    messages: list[Message] = []
    for arrival in arrivals:
        talk = talks[arrival.pk]
        messages.append(_message(talk, arrival, now, is_first=talk.pk in opened))
        opened.discard(talk.pk)
        _hear(talk, arrival)
    Message.objects.bulk_create(messages)
    for arrival in arrivals:
        facts.read_talk(talks[arrival.pk], arrival.text, now)
    triage.read({talk.pk: talk for talk in talks.values()}.values(), messages, now)
    return talks, [one for one in talks.values() if one.pk in fresh], messages


def _message(talk: Conversation, arrival: Arrival, now: datetime, *, is_first: bool) -> Message:
    """What was said; a courtesy in a talk that was going on asks for nothing."""
    is_old = now - arrival.at > STILL_NEWS
    if is_old and is_first:
        talk.state = Conversation.State.RESOLVED
    asks = not is_old and talk.state not in UNHEARD and (is_first or not signals.is_courtesy(arrival.text))
    return Message(
        conversation=talk, direction=Message.Direction.IN, arrival=arrival, text=arrival.text, at=arrival.at, asks=asks
    )


def _hear(talk: Conversation, arrival: Arrival) -> None:
    """What one more message changes besides the clocks. Sets, does not save."""
    talk.is_complaint = talk.is_complaint or bool(signals.complaint(arrival.text, arrival.rating))
    if arrival.at >= talk.last_message_at:
        talk.last_message_at, talk.last_text = arrival.at, shortened(arrival.text)


def _pass_on(arrivals: Sequence[Arrival], talks: dict[int, Conversation], messages: Sequence[Message],
             now: datetime) -> None:  # fmt: skip
    """To the complaints, and to the people who answer where somebody waits now."""
    asking = []
    going_on = complaints.talks_with_cases(talks.values())
    for arrival, message in zip(arrivals, messages, strict=True):
        talk = talks[arrival.pk]
        is_news = now - arrival.at <= STILL_NEWS and talk.state not in UNHEARD
        if is_news and (talk.pk in going_on or signals.complaint(arrival.text, arrival.rating) is not None):
            complaints.note_arrival(conversation=talk, message_id=message.pk, text=arrival.text, at=arrival.at,
                                    now=now, rating=arrival.rating)  # fmt: skip
            going_on.add(talk.pk)
        if message.asks and talk.waiting_since is not None and message.at >= talk.waiting_since:
            asking.append((talk, arrival))
    announcing.tell(asking, now)


def _follow(arrivals: Sequence[Arrival], known: dict[int | None, Message], now: datetime) -> dict[int, Conversation]:
    """A text is shown as its author wants it now, or hidden when they took it back; the conversations that changed."""
    changed = [message for arrival in arrivals if (message := known.get(arrival.pk)) and _differs(message, arrival)]
    if not changed:
        return {}
    for message in changed:
        message.save(update_fields=["text", "taken_back_at", "asks"])
    talks = Conversation.objects.filter(pk__in={one.conversation_id for one in changed})
    found = {
        one.pk: one for one in talks.select_related("workspace", "channel", "contact").select_for_update(of=("self",))
    }
    ratings = {one.pk: one.rating for one in arrivals if one.rating is not None}
    for message in changed:
        talk = found[message.conversation_id]
        talk.rating = ratings.get(message.arrival_id or 0, talk.rating)
        _show_newest(talk)
    heard = (one for one in changed if one.direction == Message.Direction.IN and one.taken_back_at is None)
    triage.read(found.values(), heard, now)
    return found


def _differs(message: Message, arrival: Arrival) -> bool:
    """Take over what its author changed. Sets, does not save."""
    was = (message.text, message.taken_back_at)
    if message.text != arrival.text:
        message.text = arrival.text
        message.asks = message.asks or (message.direction == Message.Direction.IN and _asks_now(arrival))
    message.taken_back_at = arrival.deleted_at
    return (message.text, message.taken_back_at) != was


def _asks_now(arrival: Arrival) -> bool:
    """A courtesy that was made a question."""
    edited_at = arrival.edited_at or arrival.received_at
    return edited_at - arrival.at <= STILL_NEWS and not signals.is_courtesy(arrival.text)


def _show_newest(talk: Conversation) -> None:
    """In the list stands the newest text that is still there."""
    said = talk.messages.filter(taken_back_at=None).exclude(direction=Message.Direction.NOTE)
    newest = said.order_by("-at", "-pk").first()
    talk.last_text = shortened(newest.text) if newest else ""

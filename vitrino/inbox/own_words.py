"""What the shop said on the platform itself answers whoever waited there; what went out from here is known already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from vitrino.channels import queries as channels
from vitrino.complaints import actions as complaints
from vitrino.inbox.accounts import thread_of
from vitrino.inbox.models import Conversation, Message

if TYPE_CHECKING:
    from vitrino.channels.models import Arrival


def said_before(conversations: Sequence[Conversation]) -> list[Arrival]:
    """What the shop said in these threads before anybody wrote to it, and nobody took in."""
    found = list(channels.own_words({(one.channel_id, one.thread_id) for one in conversations}))
    taken = set(Message.objects.filter(arrival__in=found).values_list("arrival_id", flat=True))
    return [one for one in found if one.pk not in taken]


def take_in(arrivals: Iterable[Arrival]) -> list[Conversation]:
    """Put the shop's own words where they belong; the conversations they changed. Others are left for later."""
    words = {one.pk: one for one in arrivals}
    talks = _talks(list(words.values()))
    sent = _sent_from_here(list(words.values()), {one.pk for one in talks.values()})
    changed: list[Conversation] = []
    for pk, conversation in talks.items():
        ours = sent.get((conversation.pk, words[pk].remote_id))
        if ours is not None:
            Message.objects.filter(pk=ours).update(arrival=words[pk])
        else:
            _answer(conversation, words[pk])
            changed.append(conversation)
    return changed


def _talks(arrivals: Sequence[Arrival]) -> dict[int, Conversation]:
    """Arrival -> the talk with the person it answers, else the first one in its thread."""
    answered = dict(_answered(arrivals))
    threads = Conversation.objects.filter(
        channel__in={one.channel_id for one in arrivals}, thread_id__in={thread_of(one) for one in arrivals}
    )
    rows = threads.select_related("workspace", "channel", "contact").select_for_update(of=("self",)).order_by("pk")
    by_pk = {one.pk: one for one in rows}
    first: dict[tuple[int, str], Conversation] = {}
    for one in by_pk.values():
        first.setdefault((one.channel_id, one.thread_id), one)
    found = {
        one.pk: by_pk.get(answered.get(one.pk, 0)) or first.get((one.channel_id, thread_of(one))) for one in arrivals
    }
    return {pk: talk for pk, talk in found.items() if talk is not None}


def _answered(arrivals: Sequence[Arrival]) -> Iterator[tuple[int, int]]:
    """Arrival -> conversation of the message it is an answer to."""
    parents = {one.parent_id for one in arrivals if one.parent_id}
    rows = Message.objects.filter(
        arrival__remote_id__in=parents, arrival__channel__in={one.channel_id for one in arrivals}
    ).values_list("arrival__channel_id", "arrival__remote_id", "conversation_id")
    found = {(channel, remote_id): conversation for channel, remote_id, conversation in rows}
    for one in arrivals:
        if (one.channel_id, one.parent_id) in found:
            yield one.pk, found[one.channel_id, one.parent_id]


def _sent_from_here(arrivals: Sequence[Arrival], conversation_ids: set[int]) -> dict[tuple[int, str], int]:
    """(conversation, the platform's id) -> our message that went out under that id."""
    rows = Message.objects.filter(
        conversation__in=conversation_ids, publication__remote_id__in={one.remote_id for one in arrivals}
    )
    return {(talk, remote_id): pk for talk, remote_id, pk in
            rows.values_list("conversation_id", "publication__remote_id", "pk")}  # fmt: skip


def _answer(conversation: Conversation, arrival: Arrival) -> None:
    since = conversation.waiting_since
    message = Message.objects.create(
        conversation=conversation, direction=Message.Direction.OUT, arrival=arrival, text=arrival.text, at=arrival.at,
        waited_since=since if since and since <= arrival.at else None,
    )  # fmt: skip
    complaints.note_reply(
        conversation=conversation, message_id=message.pk, publication=None, text=arrival.text, by=None, now=arrival.at
    )

"""Who wrote, and the conversation it belongs to: many at once, with few queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from vitrino.conduct import queries as conduct
from vitrino.inbox.models import Contact, Conversation, Identity

if TYPE_CHECKING:
    from vitrino.channels.models import Arrival

# The same account on the same platform is the same person: shop, platform, is it rehearsed, the account's id.
Account = tuple[int, str, bool, str]
# One person in one thread of one channel is one talk: channel, surface, thread, account.
Talk = tuple[int, str, str, int]


def conversations_for(arrivals: Sequence[Arrival], now: datetime) -> tuple[dict[int, Conversation], set[int]]:
    """The conversation of each arrival by the arrival's number, and which of the conversations are new."""
    identities = _identities(arrivals, now)
    wanted = {arrival.pk: _talk_of(arrival, identities[_account_of(arrival)]) for arrival in arrivals}
    known = _known_talks(wanted.values())
    openers = {wanted[one.pk]: one for one in reversed(arrivals) if wanted[one.pk] not in known}
    fresh = [_opened(one, identities[_account_of(one)]) for one in openers.values()]
    _mute(fresh)
    for made in Conversation.objects.bulk_create(fresh):
        known[made.channel_id, made.surface, made.thread_id, made.identity_id or 0] = made
    return {pk: known[talk] for pk, talk in wanted.items()}, {made.pk for made in fresh}


def _mute(fresh: Sequence[Conversation]) -> None:
    """Whoever is muted or blocked for abuse wakes nobody with a new thread either."""
    silenced = conduct.silenced(one.contact_id for one in fresh) if fresh else set()
    for one in fresh:
        if one.contact_id in silenced:
            one.state = Conversation.State.MUTED


def thread_of(arrival: Arrival) -> str:
    return arrival.thread_id or arrival.remote_id


def surface_of(arrival: Arrival) -> str:
    """What was found in the open and is surely about the shop is a mention to those who answer."""
    return Conversation.Surface.MENTION.value if arrival.kind == "find" else arrival.kind


def _identities(arrivals: Sequence[Arrival], now: datetime) -> dict[Account, Identity]:
    known = _known_accounts(arrivals)
    fresh = {account: one for one in arrivals if (account := _account_of(one)) not in known}
    names = {account: one.author_name.strip() or one.author_handle for account, one in fresh.items()}
    people = Contact.objects.bulk_create(
        [Contact(workspace_id=account[0], name=names[account][:200], created_at=now) for account in fresh]
    )
    made = [_identity(one, contact) for one, contact in zip(fresh.values(), people, strict=True)]
    return known | dict(zip(fresh, Identity.objects.bulk_create(made), strict=True))


def _known_accounts(arrivals: Sequence[Arrival]) -> dict[Account, Identity]:
    found = Identity.objects.select_related("contact").filter(
        workspace__in={one.workspace_id for one in arrivals}, remote_id__in={one.author_id for one in arrivals}
    )
    return {(one.workspace_id, one.platform, one.is_rehearsal, one.remote_id): one for one in found}


def _account_of(arrival: Arrival) -> Account:
    return arrival.workspace_id, arrival.channel.platform, arrival.channel.is_rehearsal, arrival.author_id


def _identity(arrival: Arrival, contact: Contact) -> Identity:
    return Identity(
        contact=contact, workspace_id=arrival.workspace_id, platform=arrival.channel.platform,
        remote_id=arrival.author_id, handle=arrival.author_handle, url=arrival.author_url,
        is_rehearsal=arrival.channel.is_rehearsal,
    )  # fmt: skip


def _talk_of(arrival: Arrival, identity: Identity) -> Talk:
    return arrival.channel_id, surface_of(arrival), thread_of(arrival), identity.pk


def _known_talks(wanted: Iterable[Talk]) -> dict[Talk, Conversation]:
    channels, _surfaces, threads, identities = (set(part) for part in zip(*wanted, strict=True))
    found = Conversation.objects.filter(channel__in=channels, thread_id__in=threads, identity__in=identities)
    rows = found.select_related("workspace", "channel", "contact").select_for_update(of=("self",)).order_by("pk")
    return {(one.channel_id, one.surface, one.thread_id, one.identity_id or 0): one for one in rows}


def _opened(arrival: Arrival, identity: Identity) -> Conversation:
    return Conversation(
        channel=arrival.channel, surface=surface_of(arrival), thread_id=thread_of(arrival), identity=identity,
        contact=identity.contact, workspace=arrival.workspace, rating=arrival.rating, parent_url=arrival.url,
        last_message_at=arrival.at, opened_at=arrival.at,
    )  # fmt: skip

"""The same shop's mistakes with people: how it listens, answers, promises, quarrels, and cares for its reputation."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from vitrino.channels.models import Arrival, Channel
from vitrino.commerce.models import Order
from vitrino.complaints.models import Case
from vitrino.complaints.playbooks import current_version
from vitrino.domain import cases
from vitrino.inbox.lookback import Sent
from vitrino.inbox.models import Contact, Conversation, Message
from vitrino.reviews.models import Review
from vitrino.workspace.models import Workspace
from vitrino.workspace.tests.cast import NOW

COMPLAINT = "The rye bread was mouldy and the parcel came late"
KIND = "Ola, your rye bread is baked again and comes tomorrow with the parcel, loaf {n}."
COLD = "Thank you for your message, we are working on it, number {n}."
SAME = "We have passed this on to the bakery and will be back with more."
HARSH = "Ola, it is not our fault that the rye bread was mouldy, you stored it wrong."
_numbers = count(1)


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


def talk(channel: Channel, *, at: datetime, surface: str = "comment", **fields: Any) -> Conversation:
    """Somebody wrote; nobody waits any more."""
    contact = Contact.objects.create(workspace=channel.workspace, name="Ola", created_at=at)
    values = {"last_message_at": at, "opened_at": at, "last_text": COMPLAINT, "language": "en"}
    made = Conversation.objects.create(
        workspace=channel.workspace, channel=channel, contact=contact, surface=surface,
        thread_id=f"care{next(_numbers)}", **(values | fields),
    )  # fmt: skip
    say(made, COMPLAINT, at, direction="in")
    return made


def say(talk: Conversation, text: str, at: datetime, *, direction: str = "out") -> Message:
    return Message.objects.create(conversation=talk, direction=direction, text=text, at=at)


def arrival(channel: Channel, text: str, at: datetime, kind: str = "mention", **fields: Any) -> Arrival:
    number = next(_numbers)
    return Arrival.objects.create(workspace=channel.workspace, channel=channel, kind=kind, remote_id=f"care{number}",
                                  author_id=f"a{number}", text=text, at=at, received_at=at, **fields)  # fmt: skip


def case(channel: Channel, *, opened_at: datetime, facts: dict[str, Any] | None = None, **fields: Any) -> Case:
    """A complaint as a case. facts: what is known beside when it came."""
    version = current_version(channel.workspace, now=NOW)
    known = cases.Case(received_at=opened_at, **(facts or {}))
    where = talk(channel, at=opened_at, surface="message", is_complaint=True)
    return Case.objects.create(workspace=channel.workspace, conversation=where, playbook=version, opened_at=opened_at,
                               facts=cases.to_json(known), **fields)  # fmt: skip


def know(known: Case, fact: str) -> None:
    """Something was done for a complaint, just now."""
    known.facts[fact] = {"at": NOW.isoformat(), "message_id": "2", "by": "1"}
    known.save()


def sent(text: str, number: int = 1, **fields: Any) -> Sent:
    """An answer of yesterday to Anna, who asked for her parcel. number: of the talk."""
    asked = "Kiedy dojdzie moja paczka z chlebem?"
    made = Sent(number, "Anna Nowak", "mastodon", "comment", text, ago(days=1), asked, False, None)
    return replace(made, **fields)


def review(channel: Channel, stars: int, at: datetime, *, text: str = "", is_answered: bool = True) -> Review:
    made = arrival(channel, text, at, "review", rating=stars)
    return Review.objects.create(workspace=channel.workspace, channel=channel, arrival=made, text=text, rating=stars,
                                 author="Ola", at=at, noted_at=at, answered_at=at if is_answered else None)  # fmt: skip


def deliver(shop: Workspace, count: int) -> None:
    """Orders that arrived ten days ago."""
    for number in range(count):
        Order.objects.create(workspace=shop, source="sample", remote_id=f"o{number}", number=f"o{number}",
                             total_minor=100, currency="PLN", state="delivered", placed_at=ago(days=20),
                             delivered_at=ago(days=10))  # fmt: skip

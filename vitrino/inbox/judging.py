"""An answer as the tone check sees it: made from what the shop knows about this talk and its person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import cast

from vitrino.channels import queries as channels
from vitrino.commerce import queries as commerce
from vitrino.domain import text as rules
from vitrino.domain import tone
from vitrino.domain.hours import from_json
from vitrino.domain.slots import zone
from vitrino.domain.tone.reply import PUBLIC_SURFACES, Customer, Formality, Reply, Shop, Surface
from vitrino.inbox import queries
from vitrino.inbox.models import Conversation, Message
from vitrino.posts.checks import rule_of
from vitrino.workspace import queries as workspaces

LONGEST_THREAD = 50
# The words of the brand in those of the tone check; "neutral" settles nothing.
FORMALITIES: dict[str, Formality] = {"casual": "informal", "formal": "formal"}
# Where a platform makes a link in a text one that can be followed.
LINKS_WORK = (None, "text", "card")


def findings_of(reply: Reply) -> tuple[tone.Finding, ...]:
    """Every remark, the blocking ones first; none about a field that is still empty."""
    return tone.check(reply) if reply.text.strip() else ()


def objections_to(conversation: Conversation, text: str, now: datetime) -> tuple[tone.Finding, ...]:
    """What must not go out unless somebody takes it upon themselves."""
    return tuple(one for one in findings_of(reply_of(conversation, text, now)) if one.level == "block")


def reply_of(conversation: Conversation, text: str, now: datetime) -> Reply:
    """Ten short queries at most, however long the shop's history is.

    The shop's contacts stay empty: none are stored, and a list without its telephone would call its own number strange.
    """
    surface = cast(Surface, conversation.surface)
    thread = list(queries.said_in(conversation)[:LONGEST_THREAD])
    return Reply(
        text=text,
        surface=surface,
        is_public=surface in PUBLIC_SURFACES,
        customer=_customer(conversation, thread),
        shop=_shop(conversation, thread, text),
        now=now,
    )


def _customer(conversation: Conversation, thread: Sequence[Message]) -> Customer:
    asked = list(_asked(thread))
    arrival = asked[-1].arrival if asked else None
    orders = commerce.orders_of_person(
        conversation.workspace, queries.handles_of(conversation.contact.identities.all())
    )
    known = list(orders[: queries.ORDERS_KNOWN])
    return Customer(
        name=conversation.contact.name,
        handle=arrival.author_handle if arrival else "",
        text="\n".join(message.text for message in asked),
        language=arrival.language.split("-")[0] if arrival else "",
        is_complaint=conversation.is_complaint,
        stars=conversation.rating,
        order_numbers=tuple(order.number for order in known),
        items=tuple(name for order in known for item in order.items if (name := str(item.get("name") or ""))),
        private_facts=tuple({order.customer_email for order in known if order.customer_email}),
    )


def _asked(thread: Sequence[Message]) -> Iterator[Message]:
    """What the customer wrote since our last answer, oldest first; with nothing new, their last message."""
    theirs = [place for place, message in enumerate(thread) if message.direction == Message.Direction.IN]
    ours = next((place for place, message in enumerate(thread) if message.direction == Message.Direction.OUT), None)
    fresh = [place for place in theirs if ours is None or place < ours] or theirs[:1]
    return (thread[place] for place in reversed(fresh))


def _shop(conversation: Conversation, thread: Sequence[Message], text: str) -> Shop:
    workspace, place = conversation.workspace, channels.manifest_of(conversation.channel).link_place
    return Shop(
        name=workspace.name,
        brands=tuple(name.text for name in workspaces.brand_names(workspace)),
        recent_public_replies=tuple(queries.public_replies(workspace, PUBLIC_SURFACES, besides=conversation)),
        thread_replies=tuple(message.text for message in thread if message.direction == Message.Direction.OUT),
        opening_hours=from_json(workspace.hours),
        zone=zone(workspace.time_zone).key,
        formality=FORMALITIES.get(workspaces.brand_of(workspace).formality),
        max_length=_limit(conversation, text),
        links_work=(place.value if place else None) in LINKS_WORK,
    )


def _limit(conversation: Conversation, text: str) -> int | None:
    """The platform's limit when this text passes it. The check counts code points, the platform perhaps otherwise."""
    measured = rules.count(text, rule_of(conversation.channel))
    return None if measured.fits else measured.limit

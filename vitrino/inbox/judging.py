"""An answer as the tone check sees it: made from what the shop knows about this talk and its person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from vitrino.channels import queries as channels
from vitrino.commerce import queries as commerce
from vitrino.complaints import queries as complaints
from vitrino.conduct import queries as conduct
from vitrino.domain import text as rules
from vitrino.domain import tone
from vitrino.domain.abuse import AbuseState
from vitrino.domain.cases import CaseState
from vitrino.domain.hours import from_json
from vitrino.domain.slots import zone
from vitrino.domain.tone.reply import PUBLIC_SURFACES, Customer, Formality, Reply, Shop, Surface
from vitrino.domain.voice import spoken
from vitrino.inbox import queries
from vitrino.inbox.models import Conversation, Message
from vitrino.posts.checks import rule_of
from vitrino.strategy import queries as strategy
from vitrino.workspace import queries as workspaces

if TYPE_CHECKING:
    from vitrino.complaints.queries import Case
    from vitrino.workspace.models import Workspace

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
    """Seventeen short queries at most, however long the shop's history is."""
    surface = cast(Surface, conversation.surface)
    thread = list(queries.said_in(conversation)[:LONGEST_THREAD])
    case = complaints.case_of(conversation)
    return Reply(
        text=text,
        surface=surface,
        is_public=surface in PUBLIC_SURFACES,
        customer=_customer(conversation, thread, case),
        shop=_shop(conversation, thread, text, case),
        now=now,
    )


def _customer(conversation: Conversation, thread: Sequence[Message], case: Case | None) -> Customer:
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
        is_happy=True if case and case.state == CaseState.HAPPY else None,
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


def _shop(conversation: Conversation, thread: Sequence[Message], text: str, case: Case | None) -> Shop:
    workspace, place = conversation.workspace, channels.manifest_of(conversation.channel).link_place
    return Shop(
        name=workspace.name,
        brands=tuple(name.text for name in workspaces.brand_names(workspace)),
        recent_public_replies=tuple(queries.public_replies(workspace, PUBLIC_SURFACES, besides=conversation)),
        thread_replies=tuple(message.text for message in thread if message.direction == Message.Direction.OUT),
        opening_hours=from_json(workspace.hours),
        zone=zone(workspace.time_zone).key,
        **_voice(conversation, thread),
        max_length=_limit(conversation, text),
        links_work=(place.value if place else None) in LINKS_WORK,
        contacts=_contacts(workspace),
        **_of_case(workspace, case),
        **_of_conduct(conversation),
    )


def lines_for(conversation: Conversation) -> dict[str, Any] | None:
    """What the strategy says about treating people here; None while it says nothing. Two queries."""
    in_force = strategy.strategy_in_force(conversation.workspace)
    said = {one.platform: one for one in strategy.voices_of(in_force)} if in_force else {}
    own = said.get(conversation.channel.platform) or said.get("")
    found = {"care": in_force.care if in_force else "", "voices": (own,) if own else ()}
    return found if any(found.values()) else None


def _voice(conversation: Conversation, thread: Sequence[Message]) -> dict[str, Any]:
    """What the strategy settles for the platform, else the brand. Formal to whoever was formal first is never wrong."""
    workspace = conversation.workspace
    wish = strategy.wish_for(strategy.voices_in_force(workspace), conversation.channel.platform, is_answer=True)
    formality = wish.formality or FORMALITIES.get(workspaces.brand_of(workspace).formality)
    if formality == "informal" and any(
        spoken(message.text, conversation.language).formal for message in _asked(thread)
    ):
        formality = None
    return {"formality": formality or None, "emoji_budget": wish.emoji, "not_words": wish.not_words}


def _contacts(workspace: Workspace) -> tuple[str, ...]:
    """Every confirmed way to reach the shop; its website is one too, but alone it says nothing of telephones."""
    confirmed = complaints.contact_values(workspace)
    return (*confirmed, workspace.website) if confirmed and workspace.website else confirmed


def _of_case(workspace: Workspace, case: Case | None) -> dict[str, Any]:
    """Where the complaint stands, and how long ones like it take."""
    if case is None:
        return {}
    return {
        "case_state": case.state,
        "has_closing_note": case.known.note is not None or case.known.skipped is not None,
        "is_thread_public": case.known.is_public,
        "median_answer_minutes": complaints.median_answer_minutes(workspace, kind=case.kind),
    }


def _of_conduct(conversation: Conversation) -> dict[str, Any]:
    """Where the person stands on the ladder of abuse, and what they were told."""
    step = conduct.step_of(conversation.contact_id)
    if step == AbuseState.NONE:
        return {}
    return {
        "abuse_step": step.value,
        "abuse_policy": conduct.policy_text(conversation.workspace_id, conversation.language),
        "was_policy_stated": conduct.was_policy_stated(conversation.contact_id),
    }


def _limit(conversation: Conversation, text: str) -> int | None:
    """The platform's limit when this text passes it. The check counts code points, the platform perhaps otherwise."""
    measured = rules.count(text, rule_of(conversation.channel))
    return None if measured.fits else measured.limit

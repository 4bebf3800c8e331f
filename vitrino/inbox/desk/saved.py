"""Answers given often: kept, found, made personal, completed and counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet

from vitrino.commerce import queries as commerce
from vitrino.domain.message import Message as Words
from vitrino.domain.message import say
from vitrino.domain.names.vocative import address, vocative
from vitrino.domain.placeholders import GAPS, check_template, fill_known, gaps_in
from vitrino.domain.problem import Problem
from vitrino.domain.tone.people import first_name
from vitrino.domain.tone.reply import PUBLIC_SURFACES, Customer
from vitrino.inbox.models import Conversation, SavedReply
from vitrino.inbox.queries import handles_of
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

OFFERED, LOOKED_THROUGH = 5, 500
# A text whose own words are as few as this says nothing about which saved answer it was made from.
SHORTEST_TRACE = 12
_SHORTCUT = re.compile(r"[\w-]{1,20}")
_ASKED_FOR = re.compile(r"(?:^|(?<=\s))/([\w-]{0,20})\Z")


@dataclass(frozen=True)
class Ask:
    """A gap only a person can fill. name: of the field; label: what to write there."""

    name: str
    label: Words
    value: str = ""


@transaction.atomic
def keep(*, saved: SavedReply, by: Person, now: datetime) -> SavedReply:
    """Store a new saved answer or a changed one. Raises Problem for a gap nobody can fill or a shortcut in use."""
    saved.title, saved.text, saved.shortcut = saved.title.strip(), saved.text.strip(), saved.shortcut.strip().lower()
    check_template(saved.text)
    _check_shortcut(saved)
    is_new = saved.pk is None
    if is_new:
        saved.created_at = now
    saved.save()
    kind = "saved-reply.kept" if is_new else "saved-reply.changed"
    record(kind, workspace=saved.workspace_id, by=by, now=now, about=saved)
    return saved


def offered(conversation: Conversation) -> QuerySet[SavedReply]:
    """Those that fit this language and kind of conversation, the most used first."""
    fitting = SavedReply.objects.filter(workspace_id=conversation.workspace_id).filter(
        Q(surface="") | Q(surface=conversation.surface)
    )
    if conversation.language:
        fitting = fitting.filter(Q(language="") | Q(language=conversation.language))
    return fitting.order_by("-used_count", "title", "pk")


def wanted_by(text: str, conversation: Conversation) -> list[SavedReply]:
    """Those somebody asks for who writes "/open" at the end of the answer; the shortcut that fits first."""
    asked = _ASKED_FOR.search(text)
    if asked is None:
        return []
    beginning = asked[1].lower()
    fitting = offered(conversation).filter(Q(shortcut__startswith=beginning) | Q(title__icontains=beginning))
    found = sorted(fitting[:LOOKED_THROUGH], key=lambda one: not one.shortcut.startswith(beginning or "/"))
    return found[:OFFERED]


def put_into(text: str, saved: SavedReply, conversation: Conversation, by: Person) -> str:
    """What was typed, with the saved answer in place of "/open", or behind it."""
    before = _ASKED_FOR.sub("", text)
    filled = personal(saved.text, conversation, by)
    return f"{before}{filled}" if before != text or not before.strip() else f"{before.rstrip()} {filled}"


def personal(text: str, conversation: Conversation, by: Person) -> str:
    """Fill what is known; everything else stays open and keeps the answer from going out."""
    return fill_known(text, values_for(conversation, by)) if gaps_in(text) else text


def values_for(conversation: Conversation, by: Person) -> dict[str, str]:
    """What is known of this person, in the form that goes into an answer. Two queries.

    In public nothing is told of an order.
    """
    first = first_name(Customer(name=conversation.contact.name, handle=_handle(conversation))) or ""
    is_polish = (conversation.language or conversation.workspace.language) == "pl"
    known = {
        "customer_name": first,
        "customer_vocative": (vocative(first) or "" if first else "") if is_polish else first,
        "customer_address": (address(first) or "" if first else "") if is_polish else first,
        "shop_name": conversation.workspace.name,
        "my_name": by.name,
    }
    return known if conversation.surface in PUBLIC_SURFACES else known | _order(conversation)


def asks_in(text: str, given: Mapping[str, str] | None = None) -> list[Ask]:
    """The gaps still open, each as a field; given: what was typed into them, by field name."""
    fields = [(f"ask:{gap}", say(gap[1:].strip()) if gap.startswith("?") else GAPS[gap]) for gap in _open_in(text)]
    return [Ask(name, label, (given or {}).get(name, "")) for name, label in fields]


def completed(text: str, given: Mapping[str, str]) -> str:
    """The answer with what was typed into the fields of `asks_in`."""
    return fill_known(text, {gap: given.get(f"ask:{gap}", "") for gap in _open_in(text)})


def count_use(workspace: Workspace, text: str) -> None:
    """Count every saved answer whose own words all stand in the text that was sent."""
    known = SavedReply.objects.filter(workspace=workspace).values_list("pk", "text")[:LOOKED_THROUGH]
    used = [pk for pk, template in known if _stands_in(template, text)]
    if used:
        SavedReply.objects.filter(pk__in=used).update(used_count=F("used_count") + 1)


def _open_in(text: str) -> Iterable[str]:
    return [gap for gap in gaps_in(text) if gap in GAPS or (gap.startswith("?") and gap[1:].strip())]


def _stands_in(template: str, text: str) -> bool:
    """Its words between the gaps stand in the text, one behind the other."""
    pieces = [piece.strip() for piece in re.split(r"\{[^{}]*\}", template)]
    if sum(map(len, pieces)) < SHORTEST_TRACE:
        return False
    place = 0
    for piece in pieces:
        place = text.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    return True


def _check_shortcut(saved: SavedReply) -> None:
    if not saved.shortcut:
        return
    if not _SHORTCUT.fullmatch(saved.shortcut):
        raise Problem(say("A shortcut is one short word of letters and digits, without the slash."), "shortcut")
    same = SavedReply.objects.filter(workspace_id=saved.workspace_id, shortcut=saved.shortcut).exclude(pk=saved.pk)
    if same.exists():
        raise Problem(say("Another saved answer has this shortcut already."), "shortcut")


def _handle(conversation: Conversation) -> str:
    return conversation.identity.handle if conversation.identity else ""


def _order(conversation: Conversation) -> dict[str, str]:
    """The newest order; none when there is none, so that the gap stays open."""
    handles = handles_of(conversation.contact.identities.all())
    newest = commerce.orders_of_person(conversation.workspace, handles).first()
    if newest is None:
        return {}
    names = [str(item.get("name") or "") for item in newest.items]
    return {"order_number": newest.number, "product": next(filter(None, names), "")}

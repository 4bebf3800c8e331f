"""What the page of a person shows, in finished words."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any, cast

from django.urls import reverse
from django.utils.translation import get_language_info, gettext_noop, ngettext
from django.utils.translation import gettext as _

from vitrino.channels import queries as channels
from vitrino.domain.identity import Evidence, FactKind
from vitrino.domain.names.greeting import LANGUAGES, Formality, greeting
from vitrino.inbox.models import Contact, ContactChange, Conversation, Message
from vitrino.inbox.people import queries
from vitrino.inbox.people.forms import ContactForm, FactForm
from vitrino.ui.formats import moment, number
from vitrino.ui.words import words
from vitrino.workspace import queries as workspaces
from vitrino.workspace.access import WorkspaceRequest, may

ORDERS_SHOWN = 20
FOUND_SHOWN = 8
# What is said of a change: by a person, or by the evidence alone.
SAID = {
    ("merge", True): gettext_noop("%(who)s said that this person is also %(other)s."),
    ("merge", False): gettext_noop("Vitrino joined %(other)s to this person: %(why)s."),
    ("split", True): gettext_noop("%(who)s made some of the accounts a person of their own: %(other)s."),
}


def context(request: WorkspaceRequest, contact: Contact, *, form: ContactForm | None = None,
            fact_form: FactForm | None = None) -> dict[str, Any]:  # fmt: skip
    """Everything about one person."""
    contact.workspace = request.workspace
    identities = list(contact.identities.order_by("pk"))
    before = request.GET.get("before", "")
    said, older = queries.timeline(contact, int(before) if before.isdecimal() else None)
    orders = list(queries.orders_of(contact)[:ORDERS_SHOWN])
    words_searched = request.GET.get("other", "").strip()[:100]
    return {
        "contact": contact,
        "identities": identities,
        "sentence": _sentence(len(identities), contact, orders),
        "greetings": greetings(contact),
        "orders": orders,
        "facts": queries.facts_of(contact),
        "messages": [_bubble(message, contact) for message in said],
        "older": older,
        "alike": [(one, why(one.evidence)) for one in queries.alike(contact)],
        "earlier": [one for one in queries.joined_into(contact) if one.note],
        "changes": [_change(change, contact) for change in queries.changes_of(contact)],
        "words_searched": words_searched,
        "others": _others(contact, words_searched),
        "form": form or ContactForm(instance=contact),
        "fact_form": fact_form or FactForm(),
        "may_answer": may(request.member, "answer"),
        "may_manage": may(request.member, "manage"),
    }


def greetings(contact: Contact) -> list[tuple[str, str, str]]:
    """(language in its own words, code, greeting): the person's language first, then those Vitrino is at home in."""
    brand = workspaces.brand_of(contact.workspace)
    formality = cast(Formality, brand.formality)
    spoken = Counter(one for one in contact.conversations.values_list("language", flat=True) if one in LANGUAGES)
    own = spoken.most_common(1)[0][0] if spoken else contact.workspace.language
    wanted = dict.fromkeys([own, "pl", "eo"])
    return [(get_language_info(one)["name_local"], one, greeting(contact.name, one, formality)) for one in wanted]


def why(evidence: Evidence) -> str:
    """The evidence in words: "The same user name, the same link in the profile"."""
    return "; ".join(words(one) for one in evidence.words)


def _sentence(accounts: int, contact: Contact, orders: list[Any]) -> str:
    talks = contact.conversations.count()
    said = [ngettext("%(n)s account", "%(n)s accounts", accounts) % {"n": number(accounts)}]
    said.append(ngettext("%(n)s talk", "%(n)s talks", talks) % {"n": number(talks)})
    if orders:
        said.append(ngettext("%(n)s order", "%(n)s orders", len(orders)) % {"n": number(len(orders))})
    return " · ".join(said)


def _bubble(message: Message, contact: Contact) -> dict[str, Any]:
    conversation = message.conversation
    is_ours = message.direction != Message.Direction.IN
    author = message.by.get_full_name() if message.by else contact.workspace.name
    where = f"{channels.manifest_of(conversation.channel).name} · {Conversation.Surface(conversation.surface).label}"
    return {
        "author": author if is_ours else contact.name or _("Somebody"),
        "text": message.text,
        "at": message.at,
        "is_ours": is_ours,
        "is_note": message.direction == Message.Direction.NOTE,
        "where": where,
        "url": reverse("inbox:talk", kwargs={"slug": contact.workspace.slug, "pk": conversation.pk}),
    }


def _change(change: ContactChange, contact: Contact) -> dict[str, Any]:
    other = change.source if change.target_id == contact.pk else change.target
    evidence = Evidence(tuple(FactKind(kind) for kind in change.evidence), change.is_strong)
    who = change.by.get_full_name() if change.by else _("Somebody of your team")
    values = {"who": who, "other": other.name or _("Somebody"), "why": why(evidence)}
    return {
        "pk": change.pk,
        "title": _("Joined") if change.kind == "merge" else _("Parted"),
        "text": _(SAID[change.kind, change.is_by_hand]) % values,
        "at": moment(change.at),
        "undone": moment(change.undone_at) if change.undone_at else "",
        "can_undo": queries.can_undo(change),
    }


def _others(contact: Contact, words_searched: str) -> list[queries.Line]:
    if not words_searched:
        return []
    lines, _more = queries.page(queries.found(contact.workspace, words_searched).exclude(pk=contact.pk), None)
    return lines[:FOUND_SHOWN]


def kept_of(holdings: list[Any]) -> list[tuple[str, str]]:
    """What goes when a person is forgotten: (what, how many)."""
    return [(words(one.title), number(len(one.rows))) for one in holdings]


def file_name(contact: Contact, now: datetime) -> str:
    """No name of a person in it: files travel."""
    return f"person-{contact.pk}-{now:%Y-%m-%d}.zip"

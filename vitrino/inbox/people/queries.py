"""Reading people: the list, one person with everything they said, and who else may be the same person."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from vitrino.commerce import queries as commerce
from vitrino.domain import identity as rules
from vitrino.domain.identity import Evidence, FactKind
from vitrino.domain.matcher import key
from vitrino.inbox.models import Contact, ContactChange, ContactFact, Conversation, Identity, Message
from vitrino.inbox.people import changes, facts
from vitrino.inbox.queries import handles_of
from vitrino.workspace.models import Workspace

if TYPE_CHECKING:
    from vitrino.commerce.models import Order

PAGE = 30
TIMELINE_PAGE = 50
ALIKE_LOOKED_AT = 200


@dataclass(frozen=True)
class Line:
    """A person in the list: their accounts, how many talks there were, and when they last wrote."""

    contact: Contact
    identities: list[Identity]
    talks: int
    last_at: datetime | None


@dataclass(frozen=True)
class Alike:
    """Somebody who may be the same person, and why."""

    contact: Contact
    identities: list[Identity]
    evidence: Evidence


def people_of(workspace: Workspace) -> QuerySet[Contact]:
    """Everybody who has an account; who was joined to another has none, who was forgotten is nobody."""
    mine = Identity.objects.filter(contact=OuterRef("pk"))
    return Contact.objects.filter(Exists(mine), workspace=workspace, forgotten_at=None).order_by("-pk")


def found(workspace: Workspace, words: str) -> QuerySet[Contact]:
    """People by name, handle, or the beginning of an address or number."""
    if not words:
        return people_of(workspace)
    by_handle = Identity.objects.filter(contact=OuterRef("pk"), handle__icontains=words.lstrip("@"))
    by_fact = ContactFact.objects.filter(identity__contact=OuterRef("pk"), normal__startswith=key(words))
    return people_of(workspace).filter(Q(name__icontains=words) | Exists(by_handle) | Exists(by_fact))


def page(contacts: QuerySet[Contact], before: int | None) -> tuple[list[Line], int | None]:
    """One page of the list, and where the next one begins (None at the end)."""
    rows = list((contacts.filter(pk__lt=before) if before else contacts)[: PAGE + 1])
    shown = rows[:PAGE]
    return _lines(shown), shown[-1].pk if len(rows) > PAGE else None


def now_with(contact: Contact) -> Contact:
    """Who has the accounts now: the contact itself, or the one it was joined to."""
    seen = {contact.pk}
    while not contact.identities.exists():
        joined = ContactChange.objects.filter(source=contact, kind="merge", undone_at=None).order_by("-pk").first()
        if joined is None or joined.target_id in seen:
            break
        contact = joined.target
        seen.add(contact.pk)
    return contact


def contacts_of_accounts(workspace: Workspace, remote_ids: Collection[str]) -> dict[tuple[str, str], int]:
    """(platform, account's id) -> the contact behind it, for these ids; accounts of one person have the same one."""
    mine = Identity.objects.filter(workspace=workspace, remote_id__in=set(remote_ids))
    return {(platform, remote_id): contact for platform, remote_id, contact in
            mine.values_list("platform", "remote_id", "contact_id")}  # fmt: skip


def joined_into(contact: Contact) -> list[Contact]:
    """Contacts without accounts of their own that were joined to this one; their names and notes are kept there."""
    known, fresh = [contact.pk], [contact.pk]
    while fresh:
        merges = ContactChange.objects.filter(target__in=fresh, kind="merge", undone_at=None)
        sources = Contact.objects.filter(pk__in=merges.values("source"), identities=None).exclude(pk__in=known)
        fresh = list(sources.values_list("pk", flat=True))
        known += fresh
    return list(Contact.objects.filter(pk__in=known[1:]).order_by("pk"))


def changes_of(contact: Contact) -> QuerySet[ContactChange]:
    """How this person's accounts came together or were parted, the newest first."""
    mine = Q(source=contact) | Q(target=contact)
    return ContactChange.objects.filter(mine).select_related("by", "source", "target", "undone_by").order_by("-pk")


def can_undo(change: ContactChange) -> bool:
    """No later change stands on this one."""
    later = ContactChange.objects.filter(pk__gt=change.pk, undone_at=None, moved__in=change.moved.all())
    return change.undone_at is None and not later.exists()


def timeline(contact: Contact, before: int | None = None) -> tuple[list[Message], int | None]:
    """What was said on all channels, newest first, a page at a time; and where the next page begins."""
    said = Message.objects.filter(conversation__contact=contact)
    if before is not None and (mark := said.filter(pk=before).first()) is not None:
        said = said.filter(Q(at__lt=mark.at) | Q(at=mark.at, pk__lt=mark.pk))
    related = said.select_related("conversation__channel", "conversation__identity", "by", "publication", "arrival")
    rows = list(related.order_by("-at", "-pk")[: TIMELINE_PAGE + 1])
    return rows[:TIMELINE_PAGE], rows[TIMELINE_PAGE - 1].pk if len(rows) > TIMELINE_PAGE else None


def facts_of(contact: Contact) -> QuerySet[ContactFact]:
    """Addresses and numbers; what the accounts show anyway is left out."""
    told = ContactFact.objects.filter(identity__contact=contact, kind__in=("email", "phone", "order"))
    return told.select_related("identity").order_by("kind", "pk")


def orders_of(contact: Contact) -> QuerySet[Order]:
    """Orders by account and by proven address; an address that somebody merely wrote shows nobody's orders."""
    handles = handles_of(contact.identities.all())
    emails, phones = facts.verified(contact, FactKind.EMAIL), facts.verified(contact, FactKind.PHONE)
    customers = commerce.customers_of(contact.workspace, handles=handles, emails=emails, phones=phones)
    return commerce.orders_of_person(contact.workspace, handles, emails, list(customers))


def alike(contact: Contact) -> list[Alike]:
    """Who may be the same person, the best proven first."""
    mine = list(ContactFact.objects.filter(identity__contact=contact))
    others = ContactFact.objects.filter(workspace=contact.workspace_id).exclude(identity__contact=contact)
    same = others.filter(_any_of(mine)).values_list("identity", flat=True)[:ALIKE_LOOKED_AT] if mine else []
    identities = Identity.objects.filter(Q(contact=contact) | Q(pk__in=list(same)))
    known = ContactFact.objects.filter(identity__in=identities.values("pk"))
    suggested = rules.suggestions(changes.load(identities), facts.profiles(known))
    pairs = [(one, int(one.other if one.one == str(contact.pk) else one.one)) for one in suggested
             if str(contact.pk) in (one.one, one.other)]  # fmt: skip
    contacts = Contact.objects.prefetch_related("identities").in_bulk([pk for _one, pk in pairs])
    return [Alike(contacts[pk], list(contacts[pk].identities.all()), one.evidence) for one, pk in pairs]


def _any_of(rows: Iterable[ContactFact]) -> Q:
    wanted = Q(pk__in=[])
    for kind, normal in {(row.kind, row.normal) for row in rows}:
        wanted |= Q(kind=kind, normal=normal)
    return wanted


def _lines(contacts: list[Contact]) -> list[Line]:
    identities: dict[int, list[Identity]] = {}
    for identity in Identity.objects.filter(contact__in=contacts).order_by("pk"):
        identities.setdefault(identity.contact_id, []).append(identity)
    talks: dict[int, list[datetime]] = {}
    for contact, at in Conversation.objects.filter(contact__in=contacts).values_list("contact_id", "last_message_at"):
        talks.setdefault(contact, []).append(at)
    return [
        Line(one, identities.get(one.pk, []), len(talks.get(one.pk, [])), max(talks.get(one.pk, []), default=None))
        for one in contacts
    ]

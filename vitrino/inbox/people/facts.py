"""What is known of accounts: from their profiles, from what they write, from the shop's orders, from the team."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, Max, OuterRef

from vitrino.commerce import queries as commerce
from vitrino.domain.identity import Fact, FactKind, Profile
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.inbox.models import Contact, ContactFact, Conversation, Identity
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

LONGEST = 300
BATCH = 500
OVERLAP = 1_000
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE = re.compile(r"(?<![\w.,/-])(?:\+|00)\d[\d ()-]{7,20}\d(?![\w.,/-])")
Source = ContactFact.Source


def learn(identity: Identity, fact: Fact, *, source: ContactFact.Source, now: datetime) -> ContactFact | None:
    """Keep a fact; verified stays verified. None for a value that says nothing."""
    normal = fact.normal
    if not normal or len(fact.value) > LONGEST:
        return None
    row, is_new = ContactFact.objects.get_or_create(
        identity=identity, kind=fact.kind.value, normal=normal[:320],
        defaults={"workspace_id": identity.workspace_id, "value": fact.value.strip(), "place": fact.place,
                  "is_verified": fact.is_verified, "source": source, "at": now},
    )  # fmt: skip
    if not is_new and fact.is_verified and not row.is_verified:
        row.is_verified, row.source, row.at = True, source, now
        row.save(update_fields=["is_verified", "source", "at"])
    return row


@transaction.atomic
def add(*, identity: Identity, kind: str, value: str, is_verified: bool, by: Person, now: datetime) -> ContactFact:
    """Somebody of the shop knows it. Raises Problem for what can't be an address or number."""
    fact = Fact(FactKind(kind), value, is_verified=is_verified)
    made = learn(identity, fact, source=Source.PERSON, now=now)
    if made is None:
        raise Problem(say("This does not look right. Please check it."), "value")
    record("contact.fact-added", workspace=identity.workspace_id, by=by, now=now, about=identity.contact, fact=kind)
    return made


@transaction.atomic
def drop(*, fact: ContactFact, by: Person, now: datetime) -> None:
    """It was wrong."""
    contact = fact.identity.contact
    record("contact.fact-dropped", workspace=fact.workspace_id, by=by, now=now, about=contact, fact=fact.kind)
    fact.delete()


def read(identity: Identity, text: str, now: datetime) -> None:
    """Addresses and numbers that somebody writes; hints, because one can write another's."""
    for kind, pattern in ((FactKind.EMAIL, _EMAIL), (FactKind.PHONE, _PHONE)):
        for found in pattern.findall(text)[:3]:
            learn(identity, Fact(kind, found), source=Source.MESSAGE, now=now)


def read_talk(talk: Conversation, text: str, now: datetime) -> None:
    """The same for what came in a conversation; no query for a text that names nothing."""
    if talk.identity_id is not None and (_EMAIL.search(text) or _PHONE.search(text)):
        read(Identity.objects.get(pk=talk.identity_id), text, now)


def note_profiles(now: datetime) -> int:
    """Handle, link and name of accounts that came since; how many accounts were looked at."""
    after = (
        ContactFact.objects.filter(source=Source.PROFILE).aggregate(last=Max("identity_id"))["last"] or 0
    ) - OVERLAP
    noted = ContactFact.objects.filter(identity=OuterRef("pk"), source=Source.PROFILE)
    fresh = Identity.objects.filter(~Exists(noted)).select_related("contact").order_by("pk")
    total = 0
    while found := list(fresh.filter(pk__gt=after)[:BATCH]):
        rows = [row for identity in found for row in _of_profile(identity, now)]
        ContactFact.objects.bulk_create(rows, ignore_conflicts=True)
        after, total = found[-1].pk, total + len(found)
    return total


def note_orders(workspace: Workspace, now: datetime) -> None:
    """The shop's own system knows whose order or account it is: that proves address, number and account belong
    together."""
    wanted: dict[tuple[str, str], list[Fact]] = {}
    for handles, proofs in (*_of_orders(workspace), *_of_customers(workspace)):
        for platform, handle in handles.items():
            wanted.setdefault((platform, str(handle)), []).extend(proofs)
    for identity in Identity.objects.filter(workspace=workspace, handle__in=[handle for _, handle in wanted]):
        for fact in wanted.get((identity.platform, identity.handle), []):
            learn(identity, fact, source=Source.ORDER, now=now)


def profiles(rows: Iterable[ContactFact]) -> list[Profile]:
    """What the rules compare."""
    known: dict[int, set[Fact]] = {}
    for row in rows:
        fact = Fact(FactKind(row.kind), row.value, is_verified=row.is_verified, place=row.place)
        known.setdefault(row.identity_id, set()).add(fact)
    return [Profile(str(pk), frozenset(facts)) for pk, facts in known.items()]


def verified(contact: Contact, kind: FactKind) -> list[str]:
    """Values that are proven, for example the addresses whose orders may be shown."""
    found = ContactFact.objects.filter(identity__contact=contact, kind=kind.value, is_verified=True)
    return list(found.values_list("value", flat=True))


def _of_orders(workspace: Workspace) -> Iterator[tuple[Mapping[str, str], list[Fact]]]:
    for order in commerce.orders_with_handles(workspace):
        number = Fact(FactKind.ORDER, order.number, is_verified=True, place=order.source)
        yield order.handles, [number, Fact(FactKind.EMAIL, order.customer_email, is_verified=True)]


def _of_customers(workspace: Workspace) -> Iterator[tuple[Mapping[str, str], list[Fact]]]:
    for one in commerce.every_customer(workspace).exclude(handles={}):
        email, phone = (
            Fact(FactKind.EMAIL, one.email, is_verified=True),
            Fact(FactKind.PHONE, one.phone, is_verified=True),
        )
        yield one.handles, [email, phone]


def _of_profile(identity: Identity, now: datetime) -> list[ContactFact]:
    """Only a contact with a single account is known to bear that account's name."""
    said = {FactKind.HANDLE: identity.handle, FactKind.LINK: identity.url, FactKind.NAME: identity.contact.name}
    facts = [Fact(kind, value) for kind, value in said.items() if value]
    return [
        ContactFact(workspace_id=identity.workspace_id, identity=identity, kind=fact.kind.value, value=fact.value,
                    normal=fact.normal[:320], source=Source.PROFILE, at=now)
        for fact in facts if fact.normal and len(fact.value) <= LONGEST
    ]  # fmt: skip

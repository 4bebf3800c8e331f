"""One person's copy of everything, and the right to be forgotten."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from vitrino.domain.identity import FactKind
from vitrino.inbox.models import Contact, ContactFact, Conversation, Identity, Message
from vitrino.inbox.people import queries
from vitrino.workspace import forgotten
from vitrino.workspace.actions import record
from vitrino.workspace.keeping import Subject, keepers
from vitrino.workspace.models import Person


def subject_of(contact: Contact) -> Subject:
    """Everything by which the apps know this person."""
    contacts = [contact, *queries.joined_into(contact)]
    identities = list(Identity.objects.filter(contact__in=contacts))
    talks = Conversation.objects.filter(contact__in=contacts)
    said = list(Message.objects.filter(conversation__in=talks).values_list("pk", "arrival", "publication", "text"))
    facts = list(ContactFact.objects.filter(identity__in=identities).values_list("kind", "value", "is_verified"))
    proven = [(kind, value) for kind, value, is_verified in facts if is_verified]
    return Subject(
        workspace=contact.workspace,
        contacts=frozenset(one.pk for one in contacts),
        identities=frozenset(one.pk for one in identities),
        conversations=frozenset(talks.values_list("pk", flat=True)),
        messages=frozenset(pk for pk, *_rest in said),
        arrivals=frozenset(arrival for _pk, arrival, *_rest in said if arrival),
        publications=frozenset(publication for _pk, _arrival, publication, _text in said if publication),
        accounts=frozenset((one.platform, one.remote_id) for one in identities),
        handles=frozenset((one.platform, one.handle) for one in identities if one.handle),
        names=frozenset(one.name for one in contacts if one.name),
        emails=frozenset(value.lower() for kind, value in proven if kind == FactKind.EMAIL),
        phones=frozenset(value for kind, value in proven if kind == FactKind.PHONE),
        texts=frozenset(text for *_rest, text in said if text),
    )


@transaction.atomic
def erase(*, contact: Contact, by: Person, now: datetime) -> int:
    """Forget a person: what they wrote, their names and accounts, everywhere. How many things were made empty.

    Counts stay. A keyed hash of their accounts stays too, so that reading a source again brings nothing back.
    """
    subject = subject_of(contact)
    told = {*subject.accounts, *(("email", email) for email in subject.emails)}
    forgotten.forget(subject.workspace, told, now)
    emptied = sum(keeper.erase(subject, now) for keeper in keepers())
    record("contact.erased", workspace=contact.workspace_id, by=by, now=now, about=contact, emptied=emptied)
    return emptied

"""Joining accounts to one person and parting them again; the rules are `domain.identity`, this keeps what they decide.

Conversations and messages belong to accounts. They follow their account from contact to contact, so taking a change
back gives both sides all of their own again, with what came in between.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet

from vitrino.domain import identity as rules
from vitrino.domain.identity import Evidence, FactKind, People
from vitrino.inbox.models import Contact, ContactChange, ContactFact, Conversation, Identity
from vitrino.inbox.people import facts
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person

# More contacts with one proven address are a family or a mistake: somebody has to look.
MOST_WITH_ONE_PROOF = 8
LATELY = timedelta(hours=1)
PROVING = (FactKind.EMAIL, FactKind.PHONE, FactKind.ORDER)


@transaction.atomic
def merge(
    *, keep: Contact, gone: Contact, by: Person | None, now: datetime, evidence: Evidence | None = None
) -> ContactChange:
    """The accounts of `gone` are accounts of `keep` now. by None: on strong evidence only. Raises Problem."""
    _hold(keep, gone)
    people = load(Identity.objects.filter(contact__in=(keep, gone)))
    joined = rules.merge(
        people, keep=str(keep.pk), gone=str(gone.pk), at=now, by=str(by.pk) if by else "", evidence=evidence
    )
    return _keep(joined.log[-1], keep.workspace_id, by)


@transaction.atomic
def split(*, contact: Contact, identities: Collection[int], by: Person, now: datetime) -> ContactChange:
    """Some accounts become a person of their own. Raises Problem unless it is some, but not all."""
    _hold(contact)
    people = load(Identity.objects.filter(contact=contact))
    first = Identity.objects.filter(contact=contact, pk__in=identities).first()
    name = first.handle if first else ""
    into = Contact.objects.create(workspace_id=contact.workspace_id, name=name, created_at=now)
    parted = rules.split(
        people, contact=str(contact.pk), identities=[str(pk) for pk in identities], into=str(into.pk), at=now,
        by=str(by.pk),
    )  # fmt: skip
    return _keep(parted.log[-1], contact.workspace_id, by)


@transaction.atomic
def undo(*, change: ContactChange, by: Person, now: datetime) -> ContactChange:
    """As if it had not been. Raises Problem when it was undone already, or a later change stands on it."""
    _hold(change.source, change.target)
    change.refresh_from_db()
    people = load(Identity.objects.filter(pk__in=[*change.moved.values_list("pk", flat=True)]))
    rules.undo(people, number=change.pk, at=now, by=str(by.pk))
    _move(change.moved.values_list("pk", flat=True), change.source)
    change.undone_at, change.undone_by = now, by
    change.save(update_fields=["undone_at", "undone_by"])
    record("contact.change-undone", workspace=change.workspace_id, by=by, now=now, about=change.target)
    return change


def merge_proven(now: datetime) -> int:
    """Join people whom a verified address, number or order proves to be one; how many joins that were."""
    shared = ContactFact.objects.filter(is_verified=True, kind__in=PROVING).values("workspace", "kind", "normal")
    proofs = shared.annotate(n=Count("identity__contact", distinct=True)).filter(n__gt=1, n__lte=MOST_WITH_ONE_PROOF)
    joins = [_join(ContactFact.objects.filter(is_verified=True, **_same(one)), now) for one in proofs]
    return sum(joins)


def mend(now: datetime) -> int:
    """A talk that began while its account moved belongs to where the account went."""
    moves = ContactChange.objects.filter(Q(at__gt=now - LATELY) | Q(undone_at__gt=now - LATELY))
    lost = Conversation.objects.filter(identity__in=moves.values("moved")).exclude(contact=F("identity__contact"))
    for conversation in lost.select_related("identity"):
        Conversation.objects.filter(pk=conversation.pk).update(contact=conversation.identity.contact_id)  # type: ignore[union-attr]
    return len(lost)


def load(identities: QuerySet[Identity]) -> People:
    """These accounts and every change that ever touched them, as the rules see them."""
    of = {str(pk): str(contact) for pk, contact in identities.values_list("pk", "contact_id")}
    touched = ContactChange.objects.filter(Q(moved__in=list(of)) | Q(stayed__in=list(of))).distinct().order_by("pk")
    return People(of, tuple(_change(row) for row in touched.prefetch_related("moved", "stayed")))


def _join(rows: QuerySet[ContactFact], now: datetime) -> int:
    """Join the people of one proof, into the one known longest."""
    identities = Identity.objects.filter(pk__in=rows.values("identity"))
    known = ContactFact.objects.filter(identity__in=identities)
    done = 0
    for found in rules.suggestions(load(identities), facts.profiles(known)):
        keep, gone = sorted((int(found.one), int(found.other)))
        both = Contact.objects.in_bulk([keep, gone])
        if found.evidence.is_strong and all(one.identities.exists() for one in both.values()):
            merge(keep=both[keep], gone=both[gone], by=None, now=now, evidence=found.evidence)
            done += 1
    return done


def _same(one: Mapping[str, Any]) -> dict[str, Any]:
    return {"workspace": one["workspace"], "kind": one["kind"], "normal": one["normal"]}


def _hold(*contacts: Contact) -> None:
    """Nobody else moves accounts of these meanwhile."""
    list(Contact.objects.select_for_update().filter(pk__in=[one.pk for one in contacts]).order_by("pk"))


def _keep(change: rules.Change, workspace_id: int, by: Person | None) -> ContactChange:
    source, target = (Contact.objects.get(pk=int(pk)) for pk in (change.source, change.target))
    made = ContactChange.objects.create(
        workspace_id=workspace_id, kind=change.kind.value, source=source, target=target, at=change.at, by=by,
        evidence=[kind.value for kind in change.evidence.kinds], is_strong=change.evidence.is_strong,
        is_by_hand=by is not None,
    )  # fmt: skip
    made.moved.set(Identity.objects.filter(pk__in=change.moved))
    made.stayed.set(Identity.objects.filter(pk__in=change.stayed))
    _move([int(pk) for pk in change.moved], target)
    kind = "contact.merged" if change.kind is rules.ChangeKind.MERGE else "contact.split"
    record(kind, workspace=workspace_id, by=by, now=change.at, about=target)
    return made


def _move(identities: Collection[int] | QuerySet[Any, int], to: Contact) -> None:
    Identity.objects.filter(pk__in=identities).update(contact=to)
    Conversation.objects.filter(identity__in=identities).update(contact=to)


def _change(row: ContactChange) -> rules.Change:
    return rules.Change(
        number=row.pk, kind=rules.ChangeKind(row.kind), source=str(row.source_id), target=str(row.target_id),
        moved=frozenset(str(one.pk) for one in row.moved.all()),
        stayed=frozenset(str(one.pk) for one in row.stayed.all()), at=row.at,
        by=str(row.by_id or "somebody") if row.is_by_hand else "",
        evidence=Evidence(tuple(FactKind(kind) for kind in row.evidence), row.is_strong),
        undone_at=row.undone_at, undone_by=str(row.undone_by_id or ""),
    )  # fmt: skip

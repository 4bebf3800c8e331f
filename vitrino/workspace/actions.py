"""Changes to the workspace, its people and its brand; and the log every app writes to."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.text import slugify

from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.slots import zone
from vitrino.workspace.models import Brand, BrandName, Event, Invitation, Membership, Person, Workspace

INVITATION_LASTS = timedelta(days=14)
LETTERS = str.maketrans("łŁøØđĐ", "lLoOdD")  # what slugify would drop


def record(
    kind: str,
    *,
    workspace: Workspace | int | None,
    by: Person | None,
    now: datetime,
    about: Model | None = None,
    **values: Any,
) -> Event:
    """Write down what happened ("post.scheduled"). by None: Vitrino itself. Ids and numbers, never texts or secrets."""
    return Event.objects.create(
        workspace_id=workspace.pk if isinstance(workspace, Workspace) else workspace,
        person=by,
        kind=kind,
        object_kind=about._meta.label_lower if about is not None else "",
        object_id=str(about.pk) if about is not None else "",
        values=values,
        at=now,
    )


def speak(*, person: Person, language: str) -> Person:
    """The language this person reads; it holds on every page and in every e-mail."""
    Person.objects.filter(pk=person.pk).update(language=language)
    person.language = language
    return person


@transaction.atomic
def open_workspace(
    *, name: str, by: Person, language: str, now: datetime, time_zone: str = "Europe/Warsaw", is_sample: bool = False
) -> Workspace:
    """A new shop with its first owner. Raises Problem for an empty name or an unknown time zone."""
    name = " ".join(name.split())
    if not name:
        raise Problem(say("Please give the shop a name."), "name")
    made = Workspace.objects.create(
        name=name,
        slug=free_slug(name),
        language=language,
        time_zone=zone(time_zone).key,
        is_sample=is_sample,
        created_at=now,
    )
    Brand.objects.create(workspace=made)
    Membership.objects.create(workspace=made, person=by, role=Membership.Role.OWNER, since=now)
    add_brand_name(workspace=made, text=name, by=by, now=now, is_primary=True)
    record("workspace.opened", workspace=made, by=by, now=now, about=made)
    return made


@transaction.atomic
def describe_shop(*, workspace: Workspace, by: Person, now: datetime, values: Mapping[str, Any]) -> Workspace:
    """Change name, website, sells, time_zone, language or hours; names not in `values` stay as they are."""
    changed = [name for name, value in values.items() if getattr(workspace, name) != value]
    for name in changed:
        setattr(workspace, name, values[name])
    if changed:
        workspace.save(update_fields=changed)
        record("workspace.described", workspace=workspace, by=by, now=now, about=workspace, changed=changed)
    return workspace


def go_to_step(*, workspace: Workspace, step: int) -> Workspace:
    """Remember how far setting up has come: 1..5, 0 when done."""
    Workspace.objects.filter(pk=workspace.pk).update(onboarding_step=step)
    workspace.onboarding_step = step
    return workspace


@transaction.atomic
def add_brand_name(
    *,
    workspace: Workspace,
    text: str,
    by: Person,
    now: datetime,
    is_primary: bool = False,
    context_words: Iterable[str] = (),
) -> BrandName:
    """One more name the shop goes by; the same name is taken once. Raises Problem for a single letter."""
    text = " ".join(text.split())
    if len(text) < 2:
        raise Problem(say("A name needs at least two letters; one letter would match everything."), "name")
    made, is_new = BrandName.objects.get_or_create(
        workspace=workspace,
        text=text,
        defaults={"is_primary": is_primary, "created_at": now, "context_words": list(context_words)},
    )
    if is_new:
        record("brand.name-added", workspace=workspace, by=by, now=now, about=made)
    return made


@transaction.atomic
def remove_brand_name(*, brand_name: BrandName, by: Person, now: datetime) -> None:
    """Stop going by a name. Raises Problem for the shop's own name."""
    if brand_name.is_primary:
        raise Problem(say("This is the shop's own name. Change it in the shop's description instead."))
    record("brand.name-removed", workspace=brand_name.workspace_id, by=by, now=now, about=brand_name)
    brand_name.delete()


@transaction.atomic
def shape_brand(*, workspace: Workspace, voice: str, formality: str, avoid: str, by: Person, now: datetime) -> Brand:
    """How the shop speaks, and the topics it keeps away from."""
    brand, _is_new = Brand.objects.update_or_create(
        workspace=workspace, defaults={"voice": voice, "formality": formality, "avoid": avoid}
    )
    record("brand.shaped", workspace=workspace, by=by, now=now, about=brand)
    return brand


@transaction.atomic
def invite(*, workspace: Workspace, email: str, role: str, by: Membership, now: datetime) -> tuple[Invitation, str]:
    """An invitation and the secret token of its link. Raises Problem for members and for roles above one's own."""
    email = email.strip().lower()
    _refuse_higher_role(by, role)
    if Membership.objects.filter(workspace=workspace, person__email=email).exists():
        raise Problem(say("{email} is already a member.", email=email), "email")
    token = secrets.token_urlsafe(32)
    Invitation.objects.filter(workspace=workspace, email=email, accepted_at=None).update(withdrawn_at=now)
    made = Invitation.objects.create(
        workspace=workspace, email=email, role=role, token_hash=hashed(token), by=by.person, created_at=now,
        expires_at=now + INVITATION_LASTS,
    )  # fmt: skip
    record("member.invited", workspace=workspace, by=by.person, now=now, about=made, role=role)
    return made, token


def invitation_for(token: str, now: datetime) -> Invitation | None:
    """The invitation behind a link, if it can still be accepted."""
    found = Invitation.objects.select_related("workspace", "by").filter(token_hash=hashed(token))
    return found.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now).first()


@transaction.atomic
def accept_invitation(*, invitation: Invitation, person: Person, now: datetime) -> Membership:
    """Become a member. Single use: raises Problem when it was used or withdrawn meanwhile."""
    still_open = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None, expires_at__gt=now)
    if still_open.update(accepted_at=now) != 1:
        raise Problem(say("This invitation has been used or withdrawn. Ask for a new one."))
    member, _is_new = Membership.objects.get_or_create(
        workspace=invitation.workspace, person=person, defaults={"role": invitation.role, "since": now}
    )
    record("member.joined", workspace=invitation.workspace, by=person, now=now, about=member, role=member.role)
    return member


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Person, now: datetime) -> None:
    """The link stops working."""
    Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(withdrawn_at=now)
    record("member.invitation-withdrawn", workspace=invitation.workspace_id, by=by, now=now, about=invitation)


@transaction.atomic
def change_role(*, member: Membership, role: str, by: Membership, now: datetime) -> Membership:
    """Give a member another role. Raises Problem when the last owner would go, or for roles above one's own."""
    _refuse_higher_role(by, member.role)
    _refuse_higher_role(by, role)
    if role != Membership.Role.OWNER:
        _refuse_last_owner(member)
    member.role = role
    member.save(update_fields=["role"])
    record("member.role-changed", workspace=member.workspace_id, by=by.person, now=now, about=member, role=role)
    return member


@transaction.atomic
def remove_member(*, member: Membership, by: Membership, now: datetime) -> None:
    """Take a member out of the shop; their past deeds stay in the log. Raises Problem for the last owner."""
    _refuse_higher_role(by, member.role)
    _refuse_last_owner(member)
    record("member.removed", workspace=member.workspace_id, by=by.person, now=now, about=member)
    member.delete()


def free_slug(name: str) -> str:
    """An address for a shop that nobody has yet."""
    base = slugify(name.translate(LETTERS))[:50] or "shop"
    taken = set(Workspace.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return base if base not in taken else next(f"{base}-{n}" for n in range(2, 10_000) if f"{base}-{n}" not in taken)


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _refuse_higher_role(by: Membership, role: str) -> None:
    if role == Membership.Role.OWNER and by.role != Membership.Role.OWNER:
        raise Problem(say("Only an owner can make, change or remove owners."), "role")


def _refuse_last_owner(member: Membership) -> None:
    others = Membership.objects.filter(workspace=member.workspace_id, role=Membership.Role.OWNER).exclude(pk=member.pk)
    if member.role == Membership.Role.OWNER and not others.exists():
        raise Problem(say("The shop needs at least one owner. Make somebody else an owner first."), "role")

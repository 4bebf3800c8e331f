"""How customers reach the shop, and why they complain."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from vitrino.complaints.models import Cause, ShopContact
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.tone.contacts import find_contacts
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

_LONGEST_VALUE, _LONGEST_NAME = 200, 80
# What is looked for before a number that is written in one run.
_BEFORE_A_NUMBER = "tel. "


@transaction.atomic
def add_contact(*, workspace: Workspace, value: str, is_tried: bool, by: Person, now: datetime) -> ShopContact:
    """A way to reach the shop that `by` has tried. Raises Problem for anything that is none."""
    value = value.strip()
    kind = kind_of(value)
    if kind is None:
        raise Problem(
            say("This is no e-mail address, telephone number or link. Write for example {example}.",
                example="hello@your-shop.example"), "value",
        )  # fmt: skip
    if not is_tried:
        raise Problem(say("Try it first: a slip here sends customers to a stranger."), "is_tried")
    made, is_new = ShopContact.objects.get_or_create(
        workspace=workspace, value=value, defaults={"kind": kind, "confirmed_by": by, "confirmed_at": now}
    )
    if is_new:
        record("shop-contact.added", workspace=workspace, by=by, now=now, about=made)
    return made


@transaction.atomic
def remove_contact(*, contact: ShopContact, by: Person, now: datetime) -> None:
    """No longer a way to reach the shop."""
    record("shop-contact.removed", workspace=contact.workspace_id, by=by, now=now, about=contact)
    contact.delete()


@transaction.atomic
def add_cause(*, workspace: Workspace, name: str, by: Person, now: datetime) -> Cause:
    """One more reason for complaints; the same name again is the same cause. Raises Problem without a name."""
    name = " ".join(name.split())[:_LONGEST_NAME]
    if not name:
        raise Problem(say("Name the cause in a few words."), "name")
    # SQLite compares without regard to capitals only in plain Latin.
    alike = (one for one in Cause.objects.filter(workspace=workspace) if one.name.casefold() == name.casefold())
    if (found := next(alike, None)) is not None:
        return found
    made = Cause.objects.create(workspace=workspace, name=name, created_at=now)
    record("cause.added", workspace=workspace, by=by, now=now, about=made)
    return made


@transaction.atomic
def address_cause(*, cause: Cause, remedy: str, by: Person, now: datetime) -> Cause:
    """The shop changed something about it. Raises Problem when nobody says what."""
    if not remedy.strip():
        raise Problem(say("Write down what you changed."), "remedy")
    cause.remedy, cause.addressed_at, cause.addressed_by = remedy.strip()[:1000], now, by
    cause.save(update_fields=["remedy", "addressed_at", "addressed_by"])
    record("cause.addressed", workspace=cause.workspace_id, by=by, now=now, about=cause)
    return cause


def kind_of(value: str) -> ShopContact.Kind | None:
    """E-mail, telephone or link, when the whole text is one of them; None for anything else."""
    if not value or len(value) > _LONGEST_VALUE:
        return None
    for lead in ("", _BEFORE_A_NUMBER):
        found = find_contacts(lead + value)
        if len(found) == 1 and found[0].text == value and found[0].kind in ShopContact.Kind.values:
            return ShopContact.Kind(found[0].kind)
    return None

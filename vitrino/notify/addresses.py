"""A person's ways: sealed at rest, opened only to send. E-mail is there for everybody, with the account."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime

from vitrino.connect.errors import AuthLost
from vitrino.connect.secret import Secret
from vitrino.domain.message import say
from vitrino.notify.models import Way
from vitrino.notify.ways import WAYS
from vitrino.notify.ways.contract import Address
from vitrino.notify.ways.mail import MAIL, has_server
from vitrino.workspace import vault
from vitrino.workspace.models import Person, Workspace


def live_ways(workspace: Workspace, people: Iterable[Person], now: datetime) -> dict[int, list[Way]]:
    """Person -> the ways that are in use, those that ring at once first; everybody's e-mail is among them."""
    wanted = {person.pk: person for person in people}
    found: dict[int, list[Way]] = {pk: [] for pk in wanted}
    for way in Way.objects.filter(workspace=workspace, person__in=wanted).order_by("pk"):
        found[way.person_id].append(way)
    for pk, ways in found.items():
        if not any(way.kind == MAIL.key for way in ways):
            ways.append(_mail_of(workspace, wanted[pk], now))
    order = list(WAYS)
    return {pk: sorted(filter(is_live, ways), key=lambda way: order.index(way.kind)) for pk, ways in found.items()}


def is_live(way: Way) -> bool:
    """Can anything be sent there at all?"""
    return way.ended_at is None and way.kind in WAYS


def can_reach(way: Way) -> bool:
    """Would it reach anybody? Mails in a folder do not."""
    return is_live(way) and (way.kind != MAIL.key or has_server())


def seal(way: Way, address: Mapping[str, Secret]) -> None:
    """Bound to its row, so the row has to be there already."""
    way.sealed = vault.seal(address, _place(way))
    way.save(update_fields=["sealed"])


def opened(way: Way) -> Address:
    """Where to send. Raises AuthLost when it can't be read any more."""
    if way.kind == MAIL.key:
        return {"email": Secret(way.person.email)}
    try:
        return vault.unseal(bytes(way.sealed), _place(way))
    except vault.Unreadable as error:
        raise AuthLost(say("Its address can't be read any more. Enter it again.")) from error


def fingerprint(address: Address) -> str:
    """The same for the same address, so that a way is not there twice; says nothing about it."""
    text = "\n".join(f"{name}={secret.reveal()}" for name, secret in sorted(address.items()))
    return hashlib.sha256(text.encode()).hexdigest()


def _mail_of(workspace: Workspace, person: Person, now: datetime) -> Way:
    made, _is_new = Way.objects.get_or_create(
        workspace=workspace, person=person, kind=MAIL.key, fingerprint="", defaults={"created_at": now}
    )
    return made


def _place(way: Way) -> vault.Place:
    return vault.Place("notice", way.workspace_id, way.pk)

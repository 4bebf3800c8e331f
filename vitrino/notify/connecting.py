"""Setting a way up: it is kept only after the other side has taken a first message."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from vitrino.connect.errors import ConnectError
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.notify import addresses, failing, letters, sending
from vitrino.notify.models import Way
from vitrino.notify.ways import WAYS
from vitrino.notify.ways.contract import Address
from vitrino.workspace.actions import record
from vitrino.workspace.models import Membership, Person, Workspace

MOST_WAYS = 20


def add_way(*, member: Membership, kind: str, given: Mapping[str, str], now: datetime) -> Way:
    """A new way, proven by a test. Raises Problem, with the other side's reason, when the test is not taken."""
    if Way.objects.filter(workspace=member.workspace, person=member.person).count() >= MOST_WAYS:
        raise Problem(say("These are enough ways. Remove one first."))
    address, name = WAYS[kind].address(given, sending.door())
    _try(kind, address, member.person, member.workspace)
    return _keep(member, kind, address, name, now)


def test_way(*, way: Way, now: datetime) -> str:
    """Send a test and keep the proof. Raises Problem with the reason when it was not taken."""
    try:
        address = addresses.opened(way)
    except ConnectError as error:
        raise Problem(error.message) from error
    proof = _try(way.kind, address, way.person, way.workspace)
    failing.note_success(way, now)
    return proof


@transaction.atomic
def remove_way(*, way: Way, by: Membership, now: datetime) -> None:
    """What was to go there goes by the ways that are left."""
    record("notify.way-removed", workspace=way.workspace, by=by.person, now=now, about=way, way=way.kind)
    way.delete()


def _try(kind: str, address: Address, person: Person, workspace: Workspace) -> str:
    letter = letters.trial(person, workspace, f"test-{secrets.token_hex(8)}")
    try:
        with letters.spoken_to(person, workspace):
            return WAYS[kind].send(address, letter, sending.door())
    except ConnectError as error:
        raise Problem(say("It did not work. {why}", why=error.message)) from error


@transaction.atomic
def _keep(member: Membership, kind: str, address: Address, name: str, now: datetime) -> Way:
    made, _is_new = Way.objects.get_or_create(
        workspace=member.workspace, person=member.person, kind=kind, fingerprint=addresses.fingerprint(address),
        defaults={"created_at": now},
    )  # fmt: skip
    made.name = name[:120]
    made.save(update_fields=["name"])
    addresses.seal(made, address)
    failing.note_success(made, now)
    record("notify.way-added", workspace=member.workspace, by=member.person, now=now, about=made, way=kind)
    return made

"""Connecting a shop by its key, rehearsing on an emulator, and disconnecting."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from vitrino.channels import shops
from vitrino.channels.clock import moment, running_from
from vitrino.commerce import keys
from vitrino.commerce.models import ShopConnection, ShopReading
from vitrino.connect import registry
from vitrino.connect.errors import ConnectError, Transient
from vitrino.connect.records import Credentials
from vitrino.connect.shop import KINDS, Placing, ShopProfile
from vitrino.connect.shop_twin import SAMPLES
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.engine import actions as engine
from vitrino.intake import actions as intake
from vitrino.intake import queries as addresses
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

HOOKS = "commerce.hooks"


def connect_shop(*, workspace: Workspace, system: str, fields: Mapping[str, str], by: Person, now: datetime,
                 months: int | None = None) -> ShopConnection:  # fmt: skip
    """Connect a shop by what its owner pasted; the shop is asked before anything is stored. Raises Problem in words.

    months: how far back its orders are read, None for all.
    """
    door = shops.internet()
    with running_from(now):
        try:
            credentials = registry.shop(system).authenticator.open(door, fields)
            profile = shops.connector(system, door, credentials).probe()
        except ConnectError as error:
            raise Problem(error.message) from error
        return _adopt(workspace, system, credentials, profile, by, now, months)


def rehearse_shop(*, workspace: Workspace, system: str, name: str, by: Person | None, now: datetime) -> ShopConnection:
    """A shop inside Vitrino with a few orders in it; one of each system."""
    with running_from(now):
        twin = shops.twin(workspace.pk, system)
        credentials = twin.open_shop(name.strip() or workspace.name)
        twin.fill(now)
        profile = ShopProfile("rehearsal", twin.shop["name"], "", twin.shop["currency"])
        return _adopt(workspace, system, credentials, profile, by, now, None, is_rehearsal=True)


def disconnect_shop(*, shop: ShopConnection, by: Person | None, now: datetime) -> ShopConnection:
    """Its key is deleted here, and nothing is read any more; what was read stays. The shop itself is told, if it can
    be: without that it would go on calling an address where nobody listens."""
    _stop_calls(shop, now)
    return _close(shop, by, now)


@transaction.atomic
def _close(shop: ShopConnection, by: Person | None, now: datetime) -> ShopConnection:
    _close_address(shop, by, now)
    shop.state, shop.state_reason = ShopConnection.State.DISCONNECTED, {}
    shop.sealed, shop.hook_state, shop.hook_reason = b"", "", {}
    shop.save()
    ShopReading.objects.filter(connection=shop).update(due_at=None)
    record("shop.disconnected", workspace=shop.workspace_id, by=by, now=now, about=shop)
    return shop


def read_now(*, shop: ShopConnection, now: datetime) -> None:
    """Look for what is new at once."""
    ShopReading.objects.filter(connection=shop, lease_until=None).update(due_at=now, failures=0)
    engine.ring()


def buy(*, shop: ShopConnection, now: datetime) -> None:
    """Somebody buys in a rehearsal shop. Raises Problem for a real one."""
    if not shop.is_rehearsal or not shop.is_usable:
        raise Problem(say("Only in a rehearsal shop can you let somebody buy."))
    with running_from(now):
        twin = shops.twin(shop.workspace_id, shop.system)
        name, email, items, _deed = SAMPLES[len(twin.orders()) % len(SAMPLES)]
        twin.place_order(Placing(name, email, items, moment()))
    read_now(shop=shop, now=now)


def subscribe(*, shop: ShopConnection, now: datetime) -> ShopConnection:
    """Have the shop call us. Where it won't, reading every few minutes finds the same, only later.

    Raises Transient: to be tried again.
    """
    if not shop.is_usable or shop.address is None or shop.address.closed_at is not None:
        return shop
    url, secret = addresses.shown(shop.address)
    with running_from(now):
        try:
            keys.call(shop, lambda connector: connector.subscribe(url, secret))
        except Transient:
            raise
        except ConnectError as error:
            ShopConnection.objects.filter(pk=shop.pk).update(
                hook_state="refused", hook_reason=keys.stored(error.message)
            )
            shop.refresh_from_db()
            return shop
    ShopConnection.objects.filter(pk=shop.pk).update(hook_state="open", hook_reason={})
    shop.refresh_from_db()
    return shop


def renew_hooks(now: datetime) -> int:
    """Shops switch calls off after a few that failed; once a day it is looked whether they are still there."""
    wanted = ShopConnection.objects.filter(state=ShopConnection.State.CONNECTED, address__isnull=False)
    for shop in wanted:
        ask_for_calls(shop, now)
    return len(wanted)


def ask_for_calls(shop: ShopConnection, now: datetime) -> None:
    key = f"{HOOKS}:{shop.pk}:{now:%Y%m%d%H%M}"
    engine.enqueue(HOOKS, key=key, payload={"shop_id": shop.pk}, now=now)


@transaction.atomic
def _adopt(workspace: Workspace, system: str, credentials: Credentials, profile: ShopProfile, by: Person | None,
           now: datetime, months: int | None, *, is_rehearsal: bool = False) -> ShopConnection:  # fmt: skip
    """The row of this shop: a new one, or the known one with a new key."""
    remote_id = profile.remote_id[:100]
    shop = ShopConnection.objects.select_for_update().filter(
        workspace=workspace, system=system, remote_id=remote_id
    ).first()  # fmt: skip
    is_new = shop is None
    shop = shop or ShopConnection(workspace=workspace, system=system, remote_id=remote_id,
                                  source=f"{system}:{remote_id}"[:120])  # fmt: skip
    shop.name, shop.url, shop.is_rehearsal = profile.name[:200], profile.url[:500], is_rehearsal
    shop.state, shop.state_reason = ShopConnection.State.CONNECTED, {}
    shop.notes = [keys.stored(note) for note in profile.notes]
    shop.connected_at, shop.connected_by = now, by
    shop.since_at = None if months is None else now - timedelta(days=months * 30.44)
    shop.save()
    keys.keep(shop, credentials)
    _open_readings(shop, now)
    _await_calls(shop, credentials, by, now)
    record("shop.connected" if is_new else "shop.reconnected", workspace=workspace, by=by, now=now, about=shop)
    return shop


def _open_readings(shop: ShopConnection, now: datetime) -> None:
    """What was read before is read on from there, with the usual overlap."""
    manifest = registry.shops()[shop.system]
    for kind in KINDS:
        ShopReading.objects.get_or_create(connection=shop, kind=kind, defaults={"every_s": manifest.every_s[kind]})
    ShopReading.objects.filter(connection=shop).update(due_at=now, failures=0, last_error={})
    engine.ring()


def _await_calls(shop: ShopConnection, credentials: Credentials, by: Person | None, now: datetime) -> None:
    """An address for the shop to call, where it can and we can be reached from outside."""
    if not registry.shops()[shop.system].has_hooks or shop.is_rehearsal or not settings.BASE_URL.startswith("https://"):
        return
    _close_address(shop, by, now)
    secret = registry.shop(shop.system).authenticator.hook_secret(credentials)
    shop.address = intake.open_address(workspace=shop.workspace, platform=shop.system, by=by, now=now, secret=secret)
    shop.hook_state = "asked"
    shop.save(update_fields=["address", "hook_state"])
    ask_for_calls(shop, now)


def _stop_calls(shop: ShopConnection, now: datetime) -> None:
    """Not inside a transaction: the shop may take its time. What it can't be told it finds out by itself."""
    if shop.address is None or not shop.is_usable:
        return
    url, _secret = addresses.shown(shop.address)
    with running_from(now), suppress(ConnectError):
        keys.quietly(shop, lambda connector: connector.unsubscribe(url))


def _close_address(shop: ShopConnection, by: Person | None, now: datetime) -> None:
    if shop.address is not None and by is not None:
        intake.close_address(address=shop.address, by=by, now=now)

"""The key of a shop: sealed in its row, renewed when it runs out, and marked as lost when only a person can help."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import transaction
from django.urls import reverse

from vitrino.channels import shops, vault
from vitrino.channels.clock import moment
from vitrino.commerce.models import ShopConnection, ShopReading
from vitrino.connect import registry
from vitrino.connect.errors import AuthLost, TokenExpired
from vitrino.connect.records import Credentials
from vitrino.connect.shop import ShopConnector
from vitrino.domain.message import Message, say
from vitrino.notify import actions as notify
from vitrino.workspace.actions import record

T = TypeVar("T")
logger = logging.getLogger(__name__)

# Renewed this long before it runs out.
EARLY = timedelta(minutes=5)


def call(shop: ShopConnection, use: Callable[[ShopConnector], T]) -> T:
    """Speak to a shop, once more after a new token. Raises the errors of `vitrino.connect.errors`."""
    try:
        return quietly(shop, use)
    except AuthLost as error:
        mark_lost(shop, error.message, moment())
        raise


def keep(shop: ShopConnection, credentials: Credentials) -> None:
    """Seal a key into its row."""
    shop.sealed = vault.seal(credentials.secrets, _place(shop))
    shop.public, shop.expires_at = dict(credentials.public), credentials.expires_at
    shop.save(update_fields=["sealed", "public", "expires_at"])


def load(shop: ShopConnection) -> Credentials:
    """The stored key. Raises AuthLost, in words, when there is none or it can't be opened."""
    if not shop.sealed:
        raise AuthLost(say("There is no key for this shop any more. Connect it again."))
    try:
        secrets = vault.unseal(bytes(shop.sealed), _place(shop))
    except vault.Unreadable as error:
        logger.error("the key of shop %s can't be opened: %s", shop.pk, error)
        raise AuthLost(say("The stored key can't be opened here. Connect the shop again.")) from error
    return Credentials(secrets, shop.public, shop.expires_at)


@transaction.atomic
def mark_lost(shop: ShopConnection, why: Message, now: datetime) -> bool:
    """Only a person can help now. True the first time."""
    reason = stored(why)
    connected = ShopConnection.objects.filter(pk=shop.pk, state=ShopConnection.State.CONNECTED)
    if connected.update(state=ShopConnection.State.NEEDS_KEY, state_reason=reason) != 1:
        return False
    shop.state, shop.state_reason = ShopConnection.State.NEEDS_KEY, reason
    ShopReading.objects.filter(connection=shop).update(due_at=None)
    record("shop.lost", workspace=shop.workspace_id, by=None, now=now, about=shop)
    message = say("{name} no longer lets Vitrino read its orders. Connect it again.", name=str(shop))
    tell(shop, f"shop:{shop.pk}:{now:%Y%m%d%H%M}", message, now)
    return True


def tell(shop: ShopConnection, key: str, message: Message, now: datetime) -> None:
    """Tell those who manage the shop."""
    url = reverse("commerce:shop", kwargs={"slug": shop.workspace.slug, "pk": shop.pk})
    notify.alert(workspace=shop.workspace, kind="shop", key=key, message=message, url=url, now=now, urgency="high")


def stored(message: Message) -> dict[str, object]:
    return {"template": message.template, "values": message.stored()}


def quietly(shop: ShopConnection, use: Callable[[ShopConnector], T]) -> T:
    """The same without telling anybody when the key is lost."""
    door = shops.door_for(shop)
    if shop.expires_at is not None and shop.expires_at <= moment() + EARLY:
        _renew(shop)
    try:
        return use(shops.connector(shop.system, door, load(shop)))
    except TokenExpired:
        _renew(shop)
        return use(shops.connector(shop.system, door, load(shop)))


def _renew(shop: ShopConnection) -> None:
    """Two at a time do no harm: both tokens work."""
    keep(shop, registry.shop(shop.system).authenticator.refresh(shops.door_for(shop), load(shop)))


def _place(shop: ShopConnection) -> vault.Place:
    return vault.Place("commerce", shop.workspace_id, shop.pk)

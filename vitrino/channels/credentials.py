"""The sign-in of a channel: sealed in its row, and renewed by one process at a time."""

from __future__ import annotations

import logging
import time
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from vitrino.channels import vault
from vitrino.channels.clock import moment
from vitrino.channels.models import Channel
from vitrino.connect import registry
from vitrino.connect.errors import AuthLost, Transient
from vitrino.connect.records import Credentials
from vitrino.connect.wire import Door
from vitrino.domain.message import say

logger = logging.getLogger(__name__)

REFRESH_LEASE_S = 60
# Renewed this long before they run out, so that no write begins with a token about to die.
EARLY = timedelta(minutes=2)
WAIT_STEP_S = 0.1


def place_of(channel: Channel) -> vault.Place:
    return vault.Place("credentials", channel.workspace_id, channel.pk)


def load(channel: Channel) -> Credentials:
    """The stored sign-in. Raises AuthLost, in words, when there is none or it can't be opened."""
    if not channel.sealed:
        if channel.listens_only:
            return Credentials({}, channel.public)
        raise AuthLost()
    try:
        secrets = vault.unseal(bytes(channel.sealed), place_of(channel))
    except vault.Unreadable as error:
        logger.error("the sign-in of channel %s can't be opened: %s", channel.pk, error)
        raise AuthLost(
            say("The stored sign-in can't be opened with the keys that are here. Connect the channel again.")
        ) from error
    return Credentials(secrets, channel.public, channel.expires_at, tuple(channel.scopes))


@transaction.atomic
def store(channel: Channel, credentials: Credentials) -> None:
    """Seal a new sign-in into the channel's row; it is committed before anybody uses it."""
    channel.sealed = vault.seal(credentials.secrets, place_of(channel))
    channel.public = dict(credentials.public)
    channel.expires_at, channel.scopes = credentials.expires_at, list(credentials.scopes)
    channel.token_version += 1
    channel.refreshing_until = None
    Channel.objects.filter(pk=channel.pk).update(
        sealed=channel.sealed, public=channel.public, expires_at=channel.expires_at, scopes=channel.scopes,
        token_version=F("token_version") + 1, refreshing_until=None,
    )  # fmt: skip


def is_running_out(channel: Channel) -> bool:
    return channel.expires_at is not None and channel.expires_at <= moment() + EARLY


def refresh(channel: Channel, door: Door) -> None:
    """Get new tokens, or take those that somebody else is just getting. Raises AuthLost when only a person can help.

    A refresh token often works only once, so two at a time would lock the shop out.
    """
    used = channel.token_version
    if not _take_lease(channel, moment()):
        _wait_for_the_other(channel, used)
        return
    try:
        _refresh_now(channel, door)
    finally:
        _free_lease(channel)


def _refresh_now(channel: Channel, door: Door) -> None:
    authenticator = registry.platform(channel.platform).authenticator
    if authenticator is None:
        raise AuthLost()
    renewed = authenticator.refresh(door, load(channel))
    store(channel, renewed)
    logger.info("new tokens for channel %s", channel.pk)


def _take_lease(channel: Channel, now: datetime) -> bool:
    free = Q(refreshing_until=None) | Q(refreshing_until__lt=now)
    mine = Channel.objects.filter(free, pk=channel.pk, token_version=channel.token_version)
    return mine.update(refreshing_until=now + timedelta(seconds=REFRESH_LEASE_S)) == 1


def _free_lease(channel: Channel) -> None:
    Channel.objects.filter(pk=channel.pk).update(refreshing_until=None)


def _wait_for_the_other(channel: Channel, used: int, most_s: float = 30.0) -> None:
    """Until whoever holds the lease has stored new tokens."""
    ends_s = time.monotonic() + most_s
    while time.monotonic() < ends_s:
        channel.refresh_from_db()
        if channel.token_version != used:
            return
        if channel.refreshing_until is None:
            raise AuthLost() if channel.state == Channel.State.NEEDS_SIGN_IN else Transient()
        time.sleep(WAIT_STEP_S)
    raise Transient()

"""Who may be called where: the sealed secret of an address, found by the token in its path."""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass, field

from asgiref.sync import sync_to_async
from django.db import close_old_connections, connection

from vitrino.channels import vault
from vitrino.connect.secret import Secret
from vitrino.intake.models import HookAddress

TOKEN_BYTES = 32
TOKEN_LENGTH = 43
# A closed address still answers this long.
FRESH_S = 5.0
MOST_KEPT = 5_000


@dataclass(frozen=True)
class Known:
    """An open address. platform: which hook judges what comes."""

    id: int
    platform: str
    secret: str = field(repr=False)


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def seal(address: HookAddress, token: str, secret: str) -> bytes:
    """Both together, bound to their row."""
    return vault.seal({"token": Secret(token), "secret": Secret(secret)}, _place(address))


def unsealed(address: HookAddress) -> tuple[str, str]:
    """Token and secret. Raises vault.Unreadable."""
    found = vault.unseal(bytes(address.sealed), _place(address))
    return found["token"].reveal(), found["secret"].reveal()


class Directory:
    """Open addresses by token, asked of the database at most every few seconds."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[float, Known | None]] = {}

    async def find(self, token: str) -> Known | None:
        """None for everything that is no open address."""
        if len(token) != TOKEN_LENGTH:
            return None
        kept = self._kept.get(token)
        if kept is None or kept[0] < time.monotonic():
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            kept = (time.monotonic() + FRESH_S, await self.ask(token))
            self._kept[token] = kept
        return kept[1]

    async def ask(self, token: str) -> Known | None:
        """The database, off the loop's thread."""
        return await sync_to_async(find)(token)


def find(token: str) -> Known | None:
    """The open address of a token; None where there is none, or none that can be unsealed."""
    if not connection.in_atomic_block:  # a connection that a database's restart has ended is not used again
        close_old_connections()
    address = HookAddress.objects.filter(token_hash=hashed(token), closed_at=None).first()
    if address is None:
        return None
    try:
        return Known(address.pk, address.platform, unsealed(address)[1])
    except vault.Unreadable:
        return None


def _place(address: HookAddress) -> vault.Place:
    return vault.Place("hook", address.workspace_id, address.pk)

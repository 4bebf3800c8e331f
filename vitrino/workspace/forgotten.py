"""Who was forgotten on request, known by a keyed hash only, so that reading a source again brings nobody back."""

from __future__ import annotations

import hmac
from collections.abc import Collection
from datetime import datetime
from hashlib import sha256

from vitrino.workspace import keyring
from vitrino.workspace.models import Forgotten, Workspace

# An account is a platform and its id there; ("email", address) and ("phone", number) serve the shop's orders.
Account = tuple[str, str]


def forget(workspace: Workspace, accounts: Collection[Account], now: datetime) -> None:
    """What these wrote or bought until now is never taken in again."""
    for account in accounts:
        mark = _marks(account)[0]
        Forgotten.objects.update_or_create(workspace=workspace, mark=mark, defaults={"until": now})


def since_when(workspace_id: int, accounts: Collection[Account]) -> dict[Account, datetime]:
    """Account -> until when it was forgotten; nothing for all others. One query where nobody was ever forgotten."""
    mine = Forgotten.objects.filter(workspace_id=workspace_id)
    if not accounts or not mine.exists():
        return {}
    marks = {mark: account for account in set(accounts) for mark in _marks(account)}
    return {marks[row.mark]: row.until for row in mine.filter(mark__in=marks)}


def _marks(account: Account) -> list[str]:
    """Under every key there is, the newest first; an address in small letters."""
    kind, name = account
    told = f"{kind}\n{name.strip().casefold() if kind == 'email' else name.strip()}".encode()
    return [hmac.new(key.derived("forgotten"), told, sha256).hexdigest() for key in keyring.ring()]

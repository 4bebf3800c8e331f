"""The one-time link that lets the first person in: whoever can read the console owns the installation."""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

from django.conf import settings

from vitrino.workspace.models import Person

SESSION_KEY = "may_start"


def token() -> str:
    """The token of the link, made when it is missing; "" once somebody has an account."""
    if Person.objects.exists():
        _path().unlink(missing_ok=True)
        return ""
    if not _path().exists():
        with os.fdopen(os.open(_path(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(24))
    return _path().read_text().strip()


def is_right(given: str) -> bool:
    """True for the token of a new installation."""
    expected = token()
    return bool(expected) and hmac.compare_digest(given.encode(), expected.encode())


def _path() -> Path:
    return Path(settings.VITRINO_DATA) / "keys" / "start.token"

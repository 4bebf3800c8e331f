"""The keys that open stored sign-ins. They live outside the database, so that a copy of it alone opens nothing."""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

KEY_ID_BYTES = 8


@dataclass(frozen=True)
class Key:
    """A master key; what really seals is derived from it for one purpose."""

    id: bytes
    master: bytes = field(repr=False)

    def derived(self, purpose: str) -> bytes:
        """32 bytes for AES-256, another key for every purpose."""
        return HKDF(SHA256(), 32, None, b"vitrino:" + purpose.encode()).derive(self.master)


def newest() -> Key:
    """The key that new records are sealed with; made now where setup has not."""
    return ring()[0]


def by_id(key_id: bytes) -> Key | None:
    return next((key for key in ring() if key.id == key_id), None)


def ring() -> tuple[Key, ...]:
    """All keys, newest first: VITRINO_TOKENS_KEY or the lines of keys/tokens.key. Raises PermissionError when others
    could read the file."""
    given: str = settings.VITRINO_TOKENS_KEY
    if given:
        return _parsed(given)
    path = folder() / "tokens.key"
    if not path.exists():
        write_private(path, secrets.token_urlsafe(48), replace=False)
    return _from_file(path, path.stat().st_mtime_ns)


def folder() -> Path:
    """Where the keys of this installation are."""
    return Path(settings.VITRINO_DATA) / "keys"


def write_private(path: Path, text: str, *, replace: bool = True) -> None:
    """Readable by the owner from the first moment on, and complete or not there at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    if replace:
        draft.replace(path)
        return
    with suppress(FileExistsError):  # somebody else was faster, and theirs is in use already
        os.link(draft, path)
    draft.unlink()


@lru_cache(maxsize=4)
def _from_file(path: Path, changed_ns: int) -> tuple[Key, ...]:
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise PermissionError(f"{path} can be read by others. Run: chmod 600 {path}")
    return _parsed(path.read_text(encoding="ascii"))


def _parsed(text: str) -> tuple[Key, ...]:
    masters = [line.strip().encode() for line in text.splitlines() if line.strip()]
    return tuple(Key(hashlib.sha256(b"key id:" + master).digest()[:KEY_ID_BYTES], master) for master in masters)

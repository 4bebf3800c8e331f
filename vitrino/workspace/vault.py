"""Secrets at rest: AES-256-GCM, and a record opens only in the row and for the purpose it was sealed for."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vitrino.connect.secret import Secret
from vitrino.workspace import keyring
from vitrino.workspace.keyring import KEY_ID_BYTES, Key

Purpose = Literal["credentials", "connect-attempt", "assist", "hook", "client-link", "notice", "commerce", "contest"]

_VERSION = b"\x01"
_NONCE_BYTES = 12


@dataclass(frozen=True)
class Place:
    """The one row a record belongs to."""

    purpose: Purpose
    workspace_id: int
    row_id: int

    @property
    def bound(self) -> bytes:
        return f"vitrino|{self.purpose}|workspace {self.workspace_id}|row {self.row_id}".encode()


class Unreadable(Exception):
    """The stored sign-in can't be opened: its key is missing, or the record was moved or damaged."""


def seal(secrets: Mapping[str, Secret], place: Place) -> bytes:
    """version, key id, nonce, sealed JSON. A new nonce each time, so equal secrets never look equal."""
    key, nonce = keyring.newest(), os.urandom(_NONCE_BYTES)
    text = json.dumps({name: secret.reveal() for name, secret in secrets.items()}).encode()
    head = _VERSION + key.id
    return head + nonce + _cipher(key, place).encrypt(nonce, text, head + place.bound)


def unseal(sealed: bytes, place: Place) -> dict[str, Secret]:
    """What `seal` was given. Raises Unreadable in any other row, for any other purpose, without the key."""
    head, nonce, body = _parts(sealed)
    key = keyring.by_id(head[len(_VERSION) :])
    if key is None:
        raise Unreadable("the key is missing")
    try:
        text = _cipher(key, place).decrypt(nonce, body, head + place.bound)
    except InvalidTag:
        raise Unreadable("the record does not belong here") from None
    return {name: Secret(secret) for name, secret in json.loads(text).items()}


def _cipher(key: Key, place: Place) -> AESGCM:
    return AESGCM(key.derived(place.purpose))


def _parts(sealed: bytes) -> tuple[bytes, bytes, bytes]:
    head_end = len(_VERSION) + KEY_ID_BYTES
    if not sealed.startswith(_VERSION) or len(sealed) <= head_end + _NONCE_BYTES:
        raise Unreadable("the record is damaged")
    return sealed[:head_end], sealed[head_end : head_end + _NONCE_BYTES], sealed[head_end + _NONCE_BYTES :]

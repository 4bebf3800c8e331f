"""Stored sign-ins open only where they belong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pytest_django import Settings

from vitrino.connect.secret import Secret
from vitrino.workspace import keyring
from vitrino.workspace.vault import Place, Unreadable, seal, unseal

PLACE = Place("credentials", 1, 7)
TOKEN = {"access_token": Secret("canary-4711")}


def test_a_sealed_secret_comes_back_and_shows_itself_to_nobody() -> None:
    sealed = seal(TOKEN, PLACE)
    assert b"canary" not in sealed
    assert unseal(sealed, PLACE) == TOKEN
    assert "canary" not in f"{unseal(sealed, PLACE)}"


def test_equal_secrets_never_look_equal() -> None:
    assert seal(TOKEN, PLACE) != seal(TOKEN, PLACE)


@pytest.mark.parametrize(
    "elsewhere", [Place("credentials", 1, 8), Place("credentials", 2, 7), Place("connect-attempt", 1, 7)]
)
def test_a_record_moved_to_another_row_opens_nothing(elsewhere: Place) -> None:
    with pytest.raises(Unreadable):
        unseal(seal(TOKEN, PLACE), elsewhere)


@pytest.mark.parametrize("cut", [0, 1, 8, 20, 21])
def test_a_damaged_record_opens_nothing(cut: int) -> None:
    sealed = seal(TOKEN, PLACE)
    with pytest.raises(Unreadable):
        unseal(sealed[:cut], PLACE)
    with pytest.raises(Unreadable):
        unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]), PLACE)


def test_without_its_key_a_record_opens_nothing(settings: Settings) -> None:
    sealed = seal(TOKEN, PLACE)
    settings.VITRINO_TOKENS_KEY = "another key altogether"
    with pytest.raises(Unreadable):
        unseal(sealed, PLACE)


def test_an_older_key_on_the_ring_still_opens_and_the_newest_seals(settings: Settings) -> None:
    settings.VITRINO_TOKENS_KEY = "old key"
    sealed = seal(TOKEN, PLACE)
    settings.VITRINO_TOKENS_KEY = "new key\nold key\n"
    assert unseal(sealed, PLACE) == TOKEN
    assert keyring.newest() != keyring.by_id(sealed[1:9])


def test_the_key_file_is_made_once_and_only_for_us() -> None:
    first = keyring.newest()
    assert keyring.newest() == first
    path = keyring.folder() / "tokens.key"
    assert path.stat().st_mode & 0o077 == 0
    assert first.master.decode() in path.read_text()
    assert "master" not in repr(first)


def test_a_key_file_that_others_can_read_is_refused() -> None:
    keyring.newest()
    path: Path = keyring.folder() / "tokens.key"
    path.chmod(0o644)
    os.utime(path, (1, 1))  # another time of change than the one remembered
    with pytest.raises(PermissionError, match="chmod 600"):
        keyring.newest()

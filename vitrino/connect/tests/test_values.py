"""Secrets that do not leak, errors that speak, manifests that refuse nonsense."""

from __future__ import annotations

import copy
import json
import pickle
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from vitrino.connect import errors
from vitrino.connect.errors import ConnectError, RateLimited, Transient, Unsupported
from vitrino.connect.records import Credentials
from vitrino.connect.registry import manifest
from vitrino.connect.secret import Secret

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def test_a_secret_is_only_told_when_asked_by_name() -> None:
    secret = Secret("hunter2")
    credentials = Credentials({"token": secret}, {"server": "https://x.example"})
    assert "hunter2" not in f"{secret} {secret!r} {[secret]} {credentials} {secret.__reduce_ex__.__name__}"
    assert secret.reveal() == "hunter2"
    assert secret == Secret("hunter2") != Secret("hunter3")
    assert not Secret("")


def test_a_secret_cannot_be_written_to_a_file_by_accident() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(Secret("hunter2"))
    with pytest.raises(TypeError):
        json.dumps(Secret("hunter2"))
    with pytest.raises(TypeError):
        copy.deepcopy(Secret("hunter2"))


def _kinds() -> list[type[ConnectError]]:
    found = [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, ConnectError)]
    return [kind for kind in found if kind not in (RateLimited, Unsupported)]


@pytest.mark.parametrize("kind", _kinds())
def test_every_error_has_words_of_its_own(kind: type[ConnectError]) -> None:
    words = str(kind())
    assert words.endswith(".")
    assert "\n" not in words


def test_a_rate_limit_is_something_to_wait_for() -> None:
    error = RateLimited(NOW)
    assert isinstance(error, Transient)
    assert error.retry_at == error.until == NOW


def test_what_is_unsupported_is_named() -> None:
    assert "read.reviews" in str(Unsupported("read.reviews"))


def test_a_manifest_refuses_a_capability_nobody_knows() -> None:
    with pytest.raises(ValueError, match="teleport"):
        replace(manifest("mastodon"), capabilities=frozenset({"teleport"}))  # type: ignore[arg-type]


def test_what_is_not_declared_is_treated_with_most_care() -> None:
    assert manifest("mastodon").safety_of("publish.hologram") == "blind"
    assert manifest("mastodon").media_rule("document") is None

"""A restored or copied database stays quiet until a person says how things are."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django import Settings

from vitrino.channels import actions, gateway, installation
from vitrino.channels.models import Channel, Installation
from vitrino.connect.errors import NotSent
from vitrino.domain.problem import Problem
from vitrino.workspace import keyring
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
one_file = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3",
    reason="several machines share one PostgreSQL server, each with keys of its own",
)

on_a_server = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql", reason="SQLite has no server"
)


@pytest.fixture
def people() -> Cast:
    return assemble()


@pytest.fixture(autouse=True)
def commits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's own transaction is never committed, so what waits for a commit is done here at once."""
    monkeypatch.setattr(transaction, "on_commit", lambda done, **_more: done())


def count_on(times: int = 1) -> Installation:
    for _time in range(times):
        installation.check(NOW)
    return Installation.objects.get()


def mirror() -> Path:
    return keyring.folder() / "installation.json"


def test_a_normal_start_counts_on_both_sides(people: Cast) -> None:
    row = count_on(3)
    assert json.loads(mirror().read_text())["incarnation"] == row.incarnation == 3
    assert installation.held_since(NOW) is None
    assert mirror().stat().st_mode & 0o077 == 0


def test_a_restored_database_is_held(people: Cast) -> None:
    count_on(5)
    Installation.objects.update(incarnation=2)  # the backup of yesterday
    count_on()
    assert installation.held_since(NOW) == NOW
    assert installation.warning(NOW) is not None


@pytest.mark.django_db(transaction=True)
def test_whatever_a_new_process_asks_first_it_learns_of_the_restore(people: Cast) -> None:
    """Else it would hold as merely shut what may be out already, and send it once it is released."""
    count_on(5)
    Installation.objects.update(incarnation=2)
    installation._CHECKED.clear()
    assert installation.restored_at() is not None


@one_file
def test_a_database_without_its_keys_is_held(people: Cast) -> None:
    count_on()
    mirror().unlink()
    count_on()
    assert installation.held_since(NOW) == NOW


@one_file
def test_a_copy_of_database_and_keys_elsewhere_is_held(people: Cast, settings: Settings, tmp_path: Path) -> None:
    count_on()
    shutil.copytree(settings.VITRINO_DATA, tmp_path / "copy")
    settings.VITRINO_DATA = tmp_path / "copy"
    count_on()
    assert installation.held_since(NOW) == NOW


@on_a_server
def test_a_copy_on_another_server_is_held_even_at_the_same_address(
    people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    count_on()
    number, server = installation._on_server()
    monkeypatch.setattr(installation, "_on_server", lambda: [number, f"{server}1"])
    count_on()
    assert installation.held_since(NOW) == NOW


@on_a_server
def test_a_server_at_another_address_is_the_same_server(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    count_on()
    monkeypatch.setitem(settings.DATABASES["default"], "HOST", "db.internal")
    count_on()
    assert installation.held_since(NOW) is None


def test_a_folder_that_was_only_moved_is_not_held(people: Cast, settings: Settings, tmp_path: Path) -> None:
    count_on()
    Path(settings.VITRINO_DATA).rename(tmp_path / "moved")
    settings.VITRINO_DATA = tmp_path / "moved"
    count_on()
    assert installation.held_since(NOW) is None


def test_a_crash_between_the_two_writes_is_not_held(people: Cast) -> None:
    row = count_on()
    Installation.objects.update(incarnation=row.incarnation + 1)  # counted on in the database, not in the mirror
    count_on()
    assert installation.held_since(NOW) is None


def test_the_database_of_another_installation_is_held(people: Cast) -> None:
    count_on()
    Installation.objects.update(instance_id="f" * 32)
    count_on()
    assert installation.held_since(NOW) == NOW


def test_a_held_copy_sends_no_request_at_all(people: Cast) -> None:
    channel = actions.rehearse(workspace=people.bakery, platform="mastodon", handle="zorza", name="", by=people.anna,
                               now=NOW)  # fmt: skip
    count_on()
    Installation.objects.update(held_at=NOW)
    asked = len(gateway.twin_of(channel).requests)
    with pytest.raises(NotSent, match="restored or copied"):
        gateway.probe(channel)
    assert len(gateway.twin_of(channel).requests) == asked


def test_a_person_lets_it_go_on(people: Cast) -> None:
    channel = actions.rehearse(workspace=people.bakery, platform="mastodon", handle="zorza", name="", by=people.anna,
                               now=NOW)  # fmt: skip
    count_on(4)
    Installation.objects.update(incarnation=1)
    count_on()
    Channel.objects.get(pk=channel.pk).sources.update(due_at=None)
    actions.release_installation(by=people.anna, now=NOW + HOUR)
    row = Installation.objects.get()
    assert (row.held_at, row.released_by, row.released_at) == (None, people.anna, NOW + HOUR)
    assert row.incarnation > 4
    assert channel.sources.filter(due_at=NOW + HOUR).exists()
    count_on()
    assert installation.held_since(NOW) is None
    with pytest.raises(Problem):
        actions.release_installation(by=people.anna, now=NOW + HOUR)


def test_a_mirror_that_another_process_makes_meanwhile_is_seen(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    count_on()
    read, looks = installation._read, []

    def too_early_once() -> installation.Mirror | None:
        looks.append(1)
        return read() if len(looks) > 1 else None

    monkeypatch.setattr(installation, "_read", too_early_once)
    count_on()
    assert installation.held_since(NOW) is None

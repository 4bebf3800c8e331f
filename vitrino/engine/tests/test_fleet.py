"""Handing rows over: a lost message comes again, a doubled one changes nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from vitrino.engine import fleet, leases
from vitrino.engine.models import Task
from vitrino.engine.work import WORKS, Work

# The fleet gives its connection back, so nothing may depend on an open transaction.
pytestmark = pytest.mark.django_db(transaction=True)
NAME = "test.row"
NOW = timezone.now()


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The keys of the tasks that were worked off, in order."""
    done: list[str] = []

    def run(row: Task, now: datetime) -> None:
        done.append(row.key)

    WORKS[NAME] = Work(NAME, lambda: Task.objects.filter(kind="test"), run, lease_s=60, lane="key")
    yield done
    del WORKS[NAME]


def a_task(key: str, due_in_s: float = -1) -> Task:
    due_at = NOW + timedelta(seconds=due_in_s)
    return Task.objects.create(key=key, kind="test", due_at=due_at, created_at=NOW)


def a_hander(sent: list[tuple[int, str]]) -> fleet.Hander:
    return fleet.Hander(lambda name, pk, lane: sent.append((pk, lane)) if name == NAME else None)


def test_due_rows_are_named_once_and_again_when_nobody_took_them(ran: list[str]) -> None:
    row, sent = a_task("mastodon"), []  # type: ignore[var-annotated]
    hander = a_hander(sent)
    hander.tick(NOW)
    hander.tick(NOW + timedelta(seconds=1))
    assert sent == [(row.pk, "mastodon")]
    hander.tick(NOW + timedelta(seconds=12))
    assert sent == [(row.pk, "mastodon")] * 2


def test_a_row_that_is_due_anew_is_named_at_once(ran: list[str]) -> None:
    row, sent = a_task("x"), []  # type: ignore[var-annotated]
    hander = a_hander(sent)
    hander.tick(NOW)
    Task.objects.filter(pk=row.pk).update(due_at=NOW + timedelta(seconds=1))
    hander.tick(NOW + timedelta(seconds=2))
    assert len(sent) == 2


def test_what_is_claimed_or_of_the_future_is_not_named(ran: list[str]) -> None:
    a_task("later", due_in_s=3600)
    a_task("claimed")
    leases.claim(Task.objects.filter(key="claimed"), now=NOW, lease_s=60, limit=1)
    sent: list[tuple[int, str]] = []
    a_hander(sent).tick(NOW)
    assert sent == []


def test_a_broker_that_is_away_is_waited_for(ran: list[str]) -> None:
    row = a_task("x")
    sent: list[int] = []
    away = [True]

    def send(name: str, pk: int, lane: str) -> None:
        if away[0]:
            raise ConnectionError
        if name == NAME:
            sent.append(pk)

    hander = fleet.Hander(send)
    hander.tick(NOW)
    away[0] = False
    hander.tick(NOW + timedelta(seconds=1))
    assert sent == [row.pk]


def test_a_doubled_message_finds_nothing_to_do(ran: list[str]) -> None:
    row = a_task("one")
    assert [fleet.work_off(NAME, row.pk) for _copy in range(3)] == [True, False, False]
    assert ran == ["one"]


def test_a_late_message_for_a_row_that_moved_on_changes_nothing(ran: list[str]) -> None:
    row = a_task("one")
    Task.objects.filter(pk=row.pk).update(due_at=timezone.now() + timedelta(hours=1))
    assert not fleet.work_off(NAME, row.pk)
    assert ran == []


@pytest.mark.django_db(transaction=True)
def test_a_long_run_keeps_its_lease() -> None:
    a_task("long")
    [row] = leases.claim(Task.objects.all(), now=timezone.now(), lease_s=0.6, limit=1)
    first = row.lease_until
    with leases.kept(row, lease_s=0.6):
        time.sleep(0.9)
        row.refresh_from_db()
    assert first is not None
    assert row.lease_until is not None
    assert row.lease_until > first

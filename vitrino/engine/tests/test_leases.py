"""A row is in one pair of hands at a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from vitrino.engine import leases
from vitrino.engine.models import Task

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def a_task(key: str, due_in_s: float = 0) -> Task:
    return Task.objects.create(key=key, kind="test", due_at=NOW + timedelta(seconds=due_in_s), created_at=NOW)


def claimed(at: datetime = NOW) -> list[Task]:
    return leases.claim(Task.objects.all(), now=at, lease_s=60, limit=10)


def test_a_due_row_is_claimed_once() -> None:
    a_task("one")
    assert [row.key for row in claimed()] == ["one"]
    assert claimed() == []


def test_a_row_of_the_future_is_left_alone() -> None:
    a_task("later", due_in_s=1)
    assert claimed() == []


def test_the_oldest_come_first() -> None:
    a_task("second", due_in_s=-1)
    a_task("first", due_in_s=-2)
    assert [row.key for row in claimed()] == ["first", "second"]


def test_an_expired_lease_can_be_taken_over() -> None:
    a_task("one")
    [lost] = claimed()
    [taken] = claimed(NOW + timedelta(seconds=61))
    assert taken.pk == lost.pk
    assert not leases.renew(lost, now=NOW, lease_s=60)
    assert not leases.release(lost, due_at=None)
    assert leases.release(taken, due_at=None)


def test_a_renewed_lease_lasts_longer() -> None:
    a_task("one")
    [row] = claimed()
    assert leases.renew(row, now=NOW + timedelta(seconds=50), lease_s=60)
    assert claimed(NOW + timedelta(seconds=61)) == []


def test_two_workers_that_read_the_same_row_do_not_both_get_it() -> None:
    a_task("one")
    seen_by_both = Task.objects.get(key="one")
    [winner] = claimed()
    assert winner.pk == seen_by_both.pk
    assert leases._take([seen_by_both], now=NOW, lease_s=60) == []


def test_of_several_rows_only_those_that_are_still_free_are_taken() -> None:
    seen = [a_task("one"), a_task("two")]
    leases.claim(Task.objects.filter(key="one"), now=NOW, lease_s=60, limit=1)
    assert [row.key for row in leases._take(seen, now=NOW, lease_s=60)] == ["two"]


def test_next_due_looks_past_rows_in_work() -> None:
    a_task("running")
    claimed()
    a_task("soon", due_in_s=5)
    assert leases.next_due(Task.objects.all()) == NOW + timedelta(seconds=5)

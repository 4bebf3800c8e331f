"""Sweeps beside workers: found by four workers at once on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from vitrino.channels.models import Installation
from vitrino.publishing import jobs
from vitrino.publishing.models import Publication
from vitrino.publishing.tests.stage import fresh, set_up

pytestmark = pytest.mark.django_db


def test_a_row_moved_meanwhile_keeps_no_sweep_from_the_others() -> None:
    stage = set_up()
    first, second = stage.plan("Rye"), stage.plan("Wheat")
    stage.later(hours=1)
    Installation.objects.update_or_create(
        defaults={"instance_id": "i", "incarnation": 1, "held_at": stage.now, "last_held_at": stage.now}
    )
    has_moved = False

    def meanwhile(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal has_moved
        if sql.startswith("SAVEPOINT") and not has_moved:
            has_moved = True
            Publication.objects.filter(pk=first.pk).update(state="cancelled")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(meanwhile):
        jobs.hold_back(stage.now)
    assert (fresh(first).state, fresh(second).state) == ("cancelled", "held")

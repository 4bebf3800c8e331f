"""When a clock was set, and when it only went on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from vitrino.domain.clock_jump import Reading, has_jumped, set_by

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
BEFORE = Reading(NOON, 1000.0)


def after(wall_s: float, boot_s: float) -> Reading:
    return Reading(NOON + timedelta(seconds=wall_s), 1000.0 + boot_s)


@pytest.mark.parametrize(("wall_s", "boot_s"), [(1, 1), (1.5, 1), (-20, 1), (31, 1), (8 * 3600, 8 * 3600)])
def test_a_small_correction_and_a_long_sleep_are_no_jump(wall_s: float, boot_s: float) -> None:
    assert not has_jumped(BEFORE, after(wall_s, boot_s))


@pytest.mark.parametrize("jump_s", [31, -31, 3600, -3600, 3652 * 86_400, -3652 * 86_400])
def test_a_clock_that_was_set_has_jumped_by_so_much(jump_s: float) -> None:
    now = after(60 + jump_s, 60)
    assert has_jumped(BEFORE, now)
    assert set_by(BEFORE, now) == timedelta(seconds=jump_s)


def test_the_first_reading_is_no_jump() -> None:
    assert not has_jumped(None, BEFORE)

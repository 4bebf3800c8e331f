"""Whatever goes wrong at whatever step: out once, or a person is asked, or it failed and that is true."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.grid import page, record
from tests.grid.cells import Cell, cells_of, is_in_sample, path, run
from tests.grid.clocks import set_by_hand
from tests.grid.faults import PRELUDES
from tests.grid.house import BUCKETS, Shop
from vitrino.connect import registry

AGAIN = "Run `python -m tests.grid` and look at what changed on docs/reference/fault-grid.md."
# Where `python -m tests.grid` wants all outcomes; without it a sample is run.
FOLDER = os.environ.get("VITRINO_GRID", "")


def test_every_platform_that_can_be_rehearsed_is_in_the_grid() -> None:
    keys = {key for key, manifest in registry.manifests().items() if manifest.can_rehearse}
    assert keys == set(BUCKETS)


@pytest.mark.django_db
@pytest.mark.parametrize("platform", BUCKETS)
def test_no_fault_at_any_step_makes_a_second_post_or_an_untrue_word(platform: str) -> None:
    known, found, wrong = record.read().get(platform, {}), {}, []
    with set_by_hand() as clocks:
        shop = Shop.open(platform)
        cells = [cell for prelude in PRELUDES for cell in cells_of(prelude, path(shop, clocks, prelude))]
        for cell in cells if FOLDER else [cell for cell in cells if is_in_sample(platform, cell)]:
            verdict = run(shop, clocks, cell)
            found[cell] = verdict.outcome
            if verdict.outcome in page.UNTRUTHS:
                wrong.append(f"{cell}: {verdict.outcome}, {verdict.why} {verdict.notes[-2:]}")
    _hand_over(platform, found)
    assert not wrong, "\n".join(wrong)
    if known and not FOLDER:  # the page names a platform that was never run completely
        assert _steps(cells) == _steps(known), AGAIN
        assert found == {cell: known.get(cell, outcome) for cell, outcome in found.items()}, AGAIN


def test_the_page_is_up_to_date() -> None:
    assert page.FILE.read_text(encoding="utf-8") == page.render(record.read()), AGAIN


def _steps(cells: Iterable[Cell]) -> set[tuple[str, str, str]]:
    """Which fault meets which step on which path; how often a step comes may change with every query saved."""
    return {(cell.prelude, cell.point.rpartition(" #")[0], cell.fault) for cell in cells}


def _hand_over(platform: str, found: dict[Cell, str]) -> None:
    if FOLDER:
        told = [[cell.prelude, cell.point, cell.fault, outcome] for cell, outcome in found.items()]
        (Path(FOLDER) / f"{platform}.json").write_text(json.dumps(told), encoding="utf-8")

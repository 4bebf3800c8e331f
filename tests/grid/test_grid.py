"""Whatever goes wrong at whatever step: out once, or a person is asked, or it failed and that is true."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.db import connection

from tests.grid import page, record
from tests.grid.cells import Cell, all_cells, is_in_sample, run
from tests.grid.clocks import Clocks, set_by_hand
from tests.grid.house import Shop
from tests.grid.savepoints import Alone
from tests.grid.walks import BUCKETS, WITH_PARTS, walks_of
from tests.grid.workers import Crew
from vitrino.connect import registry

AGAIN = "Run `python -m tests.grid` and look at what changed on docs/reference/fault-grid.md."
# Where `python -m tests.grid` wants all outcomes; without it a sample is run.
FOLDER = os.environ.get("VITRINO_GRID", "")
HAS_SERVER = connection.vendor == "postgresql"


def test_every_platform_that_can_be_rehearsed_is_in_the_grid() -> None:
    rehearsed = {key: manifest for key, manifest in registry.manifests().items() if manifest.can_rehearse}
    assert set(rehearsed) == set(BUCKETS)
    several = {key for key, one in rehearsed.items() if one.can("publish.thread") or one.can("first_comment")}
    assert several == set(WITH_PARTS)


@pytest.mark.django_db(transaction=HAS_SERVER)
@pytest.mark.parametrize("platform", BUCKETS)
def test_no_fault_at_any_step_makes_a_second_post_or_an_untrue_word(platform: str) -> None:
    known = record.read().runs["SQLite"].get(platform, {})
    with set_by_hand() as clocks, Shop.worked_in_by(Crew if HAS_SERVER else Alone, platform) as shop:
        cells = list(all_cells(shop, clocks, walks_of(platform), repeats=not HAS_SERVER))
        wanted = cells if FOLDER else [cell for cell in cells if is_in_sample(platform, cell)]
        found, wrong = _found(shop, clocks, wanted)
    _hand_over(platform, found)
    assert not wrong, "\n".join(wrong)
    if known and not FOLDER and not HAS_SERVER:  # the page names a platform that was never run completely
        assert _steps(cells) == _steps(known), AGAIN
        assert found == {cell: known.get(cell, outcome) for cell, outcome in found.items()}, AGAIN


def test_the_page_is_up_to_date() -> None:
    assert page.FILE.read_text(encoding="utf-8") == page.render(record.read()), AGAIN


def _found(shop: Shop, clocks: Clocks, cells: Iterable[Cell]) -> tuple[dict[Cell, str], list[str]]:
    """The outcomes, and the broken promises in words."""
    found, wrong = {}, []
    gc.freeze()  # what is loaded by now stays; looking through it again and again would cost a quarter of the time
    for cell in cells:
        verdict = run(shop, clocks, cell)
        found[cell] = verdict.outcome
        if verdict.outcome in page.UNTRUTHS:
            wrong.append(f"{cell}: {verdict.outcome}, {verdict.why} {verdict.notes[-2:]}")
    return found, wrong


def _steps(cells: Iterable[Cell]) -> set[tuple[str, str, str, str]]:
    """Which fault meets which step on which path; how often a step comes may change with every query saved."""
    return {(cell.walk, cell.prelude, cell.point.rpartition(" #")[0], cell.fault) for cell in cells}


def _hand_over(platform: str, found: dict[Cell, str]) -> None:
    if FOLDER:
        told = [[cell.prelude, cell.point, cell.fault, cell.walk, outcome] for cell, outcome in found.items()]
        (Path(FOLDER) / f"runs.{platform}.json").write_text(json.dumps(told), encoding="utf-8")

"""Take one guard away, and a story breaks a promise; take none away, and none does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.grid.clocks import Clocks, set_by_hand
from tests.grid.house import Shop
from tests.mutation.mutants import MUTANTS
from tests.mutation.scenarios import STORIES
from vitrino.domain.publication import INVARIANTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def clocks() -> Iterator[Clocks]:
    with set_by_hand() as clocks:
        yield clocks


@pytest.mark.parametrize("story", STORIES)
def test_with_every_guard_in_place_no_promise_is_broken(story: str, clocks: Clocks) -> None:
    platform, tell = STORIES[story]
    assert tell(Shop.open(platform), clocks) == []


@pytest.mark.parametrize("mutant", MUTANTS)
def test_without_it_a_promise_is_broken(mutant: str, clocks: Clocks, monkeypatch: pytest.MonkeyPatch) -> None:
    shop = Shop.open("google_business")
    shops = {"google_business": shop, "bluesky": shop.beside("bluesky")}
    for platform, tell in STORIES.values():
        with monkeypatch.context() as patch:
            MUTANTS[mutant](patch)
            try:
                broken = tell(shops[platform], clocks)
            except Exception as error:  # a product that falls over is red as well
                broken = [repr(error)]
        if broken:
            return
    raise AssertionError(f"nobody noticed that {mutant} is gone")


def test_every_guard_said_to_keep_a_promise_is_taken_away_once() -> None:
    named = {f"{one.name}: {name.value}" for one in INVARIANTS for name in one.kept_by}
    assert named <= set(MUTANTS)

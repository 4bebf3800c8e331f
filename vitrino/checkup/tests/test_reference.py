"""Every mistake of MISSION has a page, a test and rules that are judged; the pages about them are up to date."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import resolve, reverse

from vitrino.checkup.mission import MISTAKES, RULES, Mistake
from vitrino.checkup.reference import MISTAKES_PAGE, PAGE, judged, mistakes, table
from vitrino.checkup.registry import all_rules

ROOT = Path(__file__).resolve().parents[3]


def test_the_table_of_rules_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == table(), "run: python -m vitrino.checkup.reference"


def test_the_table_of_mistakes_is_up_to_date() -> None:
    assert MISTAKES_PAGE.read_text(encoding="utf-8") == mistakes(), "run: python -m vitrino.checkup.reference"


def test_all_mistakes_and_all_rules_are_there() -> None:
    assert [one.key for one in MISTAKES] == [f"M{number}" for number in range(1, 25)]
    assert len(RULES) == 72
    assert set(all_rules()) == RULES


@pytest.mark.parametrize("one", MISTAKES, ids=lambda one: one.key)
def test_no_row_is_empty(one: Mistake) -> None:
    resolve(reverse(one.page, kwargs={"slug": "shop"}))
    assert "def test_" in (ROOT / one.test).read_text(encoding="utf-8")
    found = judged()
    assert one.rules
    for rule in one.rules:
        assert len(found[rule].ill) >= 3, f"{rule} needs three shops with the mistake"
        assert len(found[rule].well) >= 3, f"{rule} needs three shops without the mistake"


@pytest.mark.parametrize("rule", sorted(RULES & set(all_rules())))
def test_a_rule_stands_beside_its_mistake(rule: str) -> None:
    mine = {one.key for one in MISTAKES if rule in one.rules}
    assert all_rules()[rule].mistake in mine

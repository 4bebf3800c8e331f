"""Each rule finds the mistake in the shops that make it, and in no other; on paper and in the database.

`pytest -s -k precision vitrino/checkup` prints how many mistakes each rule finds, and how many notices are right.
"""

from __future__ import annotations

import pytest

from vitrino.checkup.registry import all_rules
from vitrino.checkup.rule import AnyRule
from vitrino.checkup.tests.shops import labelled
from vitrino.workspace.tests.cast import NOW, assemble

SHOPS = [(name, shop) for name, module in labelled().items() for shop in module.SHOPS]


def rule_of(name: str) -> AnyRule:
    """The rule in the file of that name."""
    return next(one for one in all_rules().values() if one.judge.__module__.endswith(f".{name}"))


def test_every_rule_has_labelled_shops() -> None:
    files = {one.judge.__module__.rpartition(".")[2] for one in all_rules().values()}
    assert files == set(labelled()), "each rule needs a module of its name in tests/shops"


@pytest.mark.parametrize(("name", "shop"), SHOPS, ids=[f"{name}: {shop.name}" for name, shop in SHOPS])
def test_a_rule_notices_just_what_is_wrong(name: str, shop: object) -> None:
    found = rule_of(name).judge(shop.facts)  # type: ignore[attr-defined]
    assert sorted(one.key for one in found) == sorted(shop.keys)  # type: ignore[attr-defined]
    assert all(one.evidence and one.ways for one in found)


def test_precision_and_recall_of_each_rule() -> None:
    for name, module in labelled().items():
        told = {(shop.name, one.key) for shop in module.SHOPS for one in rule_of(name).judge(shop.facts)}
        true = {(shop.name, key) for shop in module.SHOPS for key in shop.keys}
        right = len(told & true)
        print(f"{rule_of(name).id:34} precision {right}/{len(told)}, recall {right}/{len(true)}")  # noqa: T201
        assert told == true
        assert sum(shop.is_ill for shop in module.SHOPS) >= 3, f"{name} needs three shops with the mistake"
        assert sum(not shop.is_ill for shop in module.SHOPS) >= 3, f"{name} needs three shops without the mistake"


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(labelled()))
def test_a_rule_sees_the_mistake_in_the_database_and_that_it_was_put_right(name: str) -> None:
    people, rule = assemble(), rule_of(name)
    labelled()[name].make_ill(people)
    found = rule.check(people.bakery, NOW)
    assert found
    assert all(one.evidence and one.ways for one in found)
    assert rule.check(people.florist, NOW) == [], "another shop is not concerned"
    labelled()[name].make_well(people)
    assert rule.check(people.bakery, NOW) == []

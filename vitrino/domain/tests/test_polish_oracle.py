"""The Polish forms against a dictionary, on names the rules have never seen. Goals: issue 4, "Done when" 1."""

from __future__ import annotations

import pytest

from vitrino.domain.names.polish import inflected
from vitrino.domain.tests import oracle
from vitrino.domain.tests.oracle import SINGULAR_OF_NAMES, SINGULAR_OF_NOUNS, all_forms, held_out

PROPER = ("geo", "surname", "first", "org")
RECALL = 0.985


@pytest.mark.parametrize("generate", [inflected, all_forms])
def test_proper_names_are_followed_through_polish_grammar(generate: object) -> None:
    names = [name for group in PROPER for name in held_out(group)]
    found = oracle.agreement(names, generate, singular=SINGULAR_OF_NAMES)  # type: ignore[arg-type]
    assert found.names == 800
    assert found.token_recall >= RECALL
    assert found.table_recall >= RECALL - 0.01
    assert found.precision >= 0.88


@pytest.mark.parametrize("generate", [inflected, all_forms])
@pytest.mark.parametrize("group", ["ka", "cons"])
def test_names_that_are_common_nouns_are_followed(group: str, generate: object) -> None:
    found = oracle.agreement(held_out(group), generate, singular=SINGULAR_OF_NOUNS)  # type: ignore[arg-type]
    assert found.names == 250
    assert found.token_recall >= RECALL
    assert found.table_recall >= RECALL
    assert found.precision >= 0.90


def test_the_name_alone_would_miss_most() -> None:
    found = oracle.agreement(held_out("ka"), lambda name: [], singular=SINGULAR_OF_NOUNS)
    assert found.token_recall < 0.35
    assert found.precision == 1


def test_a_form_of_another_word_counts_as_wrong() -> None:
    found = oracle.agreement(["Kraków"], lambda name: ["Krakowa", "kot", "xqz"], singular=SINGULAR_OF_NAMES)
    assert found.precision == pytest.approx(2 / 3)

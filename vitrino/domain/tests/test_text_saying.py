"""A counter says in which unit it counts, and how."""

from __future__ import annotations

import pytest

from vitrino.domain.tests.text_samples import RULES
from vitrino.domain.text import TextRule, gauge
from vitrino.domain.text.saying import how


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (TextRule("grapheme", 300), "3 / 300 characters: Every character and emoji you see counts 1."),
        (TextRule("grapheme_url", 500, url_length=23),
         "3 / 500 characters: Every character and emoji you see counts 1, a link 23."),
        (TextRule("grapheme_url", 500), "3 / 500 characters: Every character and emoji you see counts 1."),
        (TextRule("x_weighted", 280),
         "4 / 280 characters by weight: An emoji counts 2, a link 23, whatever its length."),
        (TextRule("codepoint", 2200), "3 / 2200 characters: A letter counts 1, an emoji 1 or more."),
        (TextRule("utf16", 2200), "4 / 2200 characters: A letter counts 1, an emoji 2 or more."),
        (TextRule("emoji_utf8", 500), "6 / 500 characters: A letter counts 1, an emoji 4 or more."),
        (TextRule("utf8_bytes", 5000),
         "7 / 5000 bytes: A plain letter counts 1, one with a mark 2, an emoji 4 or more."),
    ],
)  # fmt: skip
def test_a_gauge_names_its_unit_and_how_it_counts(rule: TextRule, said: str) -> None:
    found = gauge("aż🍞", rule)
    assert f"{found.used} / {found.limit} {found.unit}: {found.how}" == said


def test_when_only_the_bytes_are_too_many_they_are_what_is_shown() -> None:
    family = "👨‍👩‍👧‍👦" * 20
    found = gauge(family, TextRule("grapheme", 300, max_bytes=400))
    assert (found.used, found.limit, str(found.unit)) == (500, 400, "bytes")
    assert str(gauge("bread", TextRule("grapheme", 300, max_bytes=400)).unit) == "characters"


def test_every_unit_has_a_sentence() -> None:
    assert all(str(how(TextRule(unit, 10))) for unit in RULES)  # type: ignore[arg-type]

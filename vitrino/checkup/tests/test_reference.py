"""The page about the rules says what the rules say."""

from __future__ import annotations

from vitrino.checkup.reference import PAGE, table


def test_the_table_of_rules_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == table(), "run: python -m vitrino.checkup.reference"

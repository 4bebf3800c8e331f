"""Tables of mistakes and rules for the documentation: `python -m vitrino.checkup.reference` writes them anew."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import django

from vitrino.checkup.mission import MISTAKES, Mistake

if TYPE_CHECKING:
    from vitrino.checkup.rule import AnyRule
    from vitrino.checkup.tests.shops import Shop

_DOCS = Path(__file__).resolve().parents[2] / "docs" / "reference"
PAGE, MISTAKES_PAGE = _DOCS / "checkup-rules.md", _DOCS / "mistakes.md"
_HEAD = """# The rules of the checkup

Made by `python -m vitrino.checkup.reference`; do not edit. The checkup asks every rule once an hour, soon after
something changed, and when somebody presses “Check now”. What a rule notices comes with its evidence and a way out; it
leaves by itself once it is put right. Somebody can put it aside, with a reason, until a day or until what it is about
changes; it still counts in the score.

| Rule | Mistake | Severity | What it notices |
| --- | --- | --- | --- |
"""
_MISTAKES_HEAD = """# Mistakes, what prevents them, and what notices them

Made by `python -m vitrino.checkup.reference`; do not edit. Each mistake that small shops keep making, the page that
makes the right way the easy way (below `/w/<shop>/`), the test that walks it, and the rules that notice when it still
goes wrong.

| Mistake | What prevents it | Page | Test | Rules, each with the labelled shops it is judged by |
| --- | --- | --- | --- | --- |
"""
_RULES_HEAD = """
## How well the rules judge

Every rule is judged by labelled shops, `vitrino/checkup/tests/shops/<file>`: shops that make the mistake, and shops
that do not, with the thresholds between them; the same again in the database. Precision: of the notices, how many are
right. Recall: of the mistakes, how many are noticed. A rule that misses either fails the tests.

| Rule | File | Shops that make the mistake | Shops that do not | Precision | Recall |
| --- | --- | --- | --- | --- | --- |
"""


@dataclass(frozen=True)
class Judged:
    """A rule and its shops. told, true: notices as pairs of shop and key."""

    rule: AnyRule
    file: str
    ill: tuple[str, ...]
    well: tuple[str, ...]
    told: frozenset[tuple[str, str]]
    true: frozenset[tuple[str, str]]

    @property
    def precision(self) -> str:
        return f"{len(self.told & self.true)}/{len(self.told)}"

    @property
    def recall(self) -> str:
        return f"{len(self.told & self.true)}/{len(self.true)}"


def table() -> str:
    """The page of all rules, one line for each in alphabetical order. Django must be set up."""
    from vitrino.checkup.registry import all_rules  # its rules import models, which need Django's settings

    rows = [f"| `{one.id}` | {one.mistake} | {one.severity} | {one.notices} |" for one in all_rules().values()]
    return _HEAD + "\n".join(rows) + "\n"


def judged() -> dict[str, Judged]:
    """Rule id -> what it says of its labelled shops."""
    from vitrino.checkup.registry import all_rules
    from vitrino.checkup.tests.shops import labelled

    rules = {one.judge.__module__.rpartition(".")[2]: one for one in all_rules().values()}
    return {rules[file].id: _judged(rules[file], file, module.SHOPS) for file, module in labelled().items()}


def mistakes() -> str:
    """The page of all mistakes. Django must be set up."""
    found = judged()
    rows = [_row(one, found) for one in MISTAKES]
    shops = [_shops_row(one) for one in sorted(found.values(), key=lambda one: one.rule.id)]
    return _MISTAKES_HEAD + "\n".join(rows) + "\n" + _RULES_HEAD + "\n".join(shops) + "\n"


def _judged(rule: AnyRule, file: str, shops: tuple[Shop, ...]) -> Judged:
    return Judged(
        rule, f"{file}.py",
        tuple(one.name for one in shops if one.is_ill), tuple(one.name for one in shops if not one.is_ill),
        frozenset((one.name, noticed.key) for one in shops for noticed in rule.judge(one.facts)),
        frozenset((one.name, key) for one in shops for key in one.keys),
    )  # fmt: skip


def _row(one: Mistake, found: Mapping[str, Judged]) -> str:
    rules = "<br>".join(f"`{rule}` ({len(found[rule].ill)} ill, {len(found[rule].well)} well)" for rule in one.rules)
    return f"| {one.key} {one.name} | {one.capability} | `{_path(one.page)}` | `{one.test}` | {rules} |"


def _path(page: str) -> str:
    from django.urls import reverse

    return reverse(page, kwargs={"slug": "shop"}).removeprefix("/w/shop")


def _shops_row(one: Judged) -> str:
    ill, well = "; ".join(one.ill), "; ".join(one.well)
    return f"| `{one.rule.id}` | `{one.file}` | {ill} | {well} | {one.precision} | {one.recall} |"


def main() -> None:
    """Write the pages. The rules read the other apps, so Django is set up first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vitrino.config.settings")
    django.setup()
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(table(), encoding="utf-8")
    MISTAKES_PAGE.write_text(mistakes(), encoding="utf-8")


if __name__ == "__main__":
    main()

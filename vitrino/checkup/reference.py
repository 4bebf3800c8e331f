"""The table of all rules for the documentation: `python -m vitrino.checkup.reference` writes it anew."""

from __future__ import annotations

import os
from pathlib import Path

import django

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "checkup-rules.md"
_HEAD = """# The rules of the checkup

Made by `python -m vitrino.checkup.reference`; do not edit. The checkup asks every rule once an hour, and when
somebody presses “Check now”. What a rule notices comes with its evidence and a way out; it leaves by itself once it is
put right, and stays quiet after somebody set it aside until what it is about changes.

| Rule | Mistake | Severity | What it notices |
| --- | --- | --- | --- |
"""


def table() -> str:
    """The whole page as Markdown, one line for each rule in alphabetical order. Django must be set up."""
    from vitrino.checkup.registry import all_rules  # its rules import models, which need Django's settings

    rows = [f"| `{one.id}` | {one.mistake} | {one.severity} | {one.notices} |" for one in all_rules().values()]
    return _HEAD + "\n".join(rows) + "\n"


def main() -> None:
    """Write the page. The rules read the other apps, so Django is set up first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vitrino.config.settings")
    django.setup()
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(table(), encoding="utf-8")


if __name__ == "__main__":
    main()

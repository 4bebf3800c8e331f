"""`vitrino reply check`: what the tone rules say about replies before they are sent. A filter: no database, no Django.

One JSON object a line on standard input; only "text" must be there:
    {"id", "text", "language", "surface", "public", "now", "customer": {…}, "shop": {…}}
One line for each:
    {"id", "findings": [{"rule", "number", "level", "spans", "text", "reason", "remedy", "replacement"}],
     "verdict": "ok" | "warn" | "block"}
`spans` are pairs of code points [start, end) of the text, "text" is what stands at the first of them.
A line that can't be read answers {"id", "error"}; the rest goes on. `--lang` chooses the words of reason and remedy;
`replacement` is in the language of the reply. All keys: docs/reference/tone.md.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any

import vitrino.domain
from vitrino.domain import tone
from vitrino.domain.message import Message, fill
from vitrino.domain.problem import Problem
from vitrino.domain.tone.given import reply_from

LANGUAGES = ("en", "pl", "eo")


def add(parser: argparse.ArgumentParser) -> None:
    parser.description = __doc__
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    commands = parser.add_subparsers(dest="what", required=True)
    check = commands.add_parser("check", help="judge the tone of replies, one JSON object a line")
    check.add_argument("--lang", choices=LANGUAGES, default="en", help="language of reasons and remedies")


def run(args: argparse.Namespace) -> int:
    """Status 0, also when a reply is blocked or a line can't be read."""
    words = _words(args.lang)
    for number, line in enumerate(sys.stdin.buffer, 1):
        if line.strip():
            sys.stdout.write(
                json.dumps(answer(line.decode("utf-8", "replace"), number, words), ensure_ascii=False) + "\n"
            )
            sys.stdout.flush()
    return 0


def answer(line: str, number: int, words: Callable[[Message], str] = str) -> dict[str, Any]:
    """The output line for an input line; `number` is its name when it has no "id"."""
    given: Any = None
    try:
        given = json.loads(line)
        if not isinstance(given, dict):
            raise ValueError("The line is no JSON object.")
        reply = reply_from(given)
    except json.JSONDecodeError:
        return {"id": number, "error": "The line is no JSON object."}
    except (ValueError, RecursionError, Problem) as error:
        return {"id": given.get("id", number) if isinstance(given, dict) else number, "error": str(error)}
    findings = tone.check(reply)
    return {
        "id": given.get("id", number),
        "findings": [_finding(finding, reply.text, words) for finding in findings],
        "verdict": tone.verdict(findings),
    }


def _finding(finding: tone.Finding, text: str, words: Callable[[Message], str]) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "number": _numbers()[finding.rule],
        "level": finding.level,
        "spans": [[span.start, span.end] for span in finding.spans],
        "text": text[finding.spans[0].start : finding.spans[0].end] if finding.spans else "",
        "reason": words(finding.reason),
        "remedy": words(finding.remedy),
        "replacement": finding.replacement,
    }


@cache
def _numbers() -> dict[str, int]:
    return {rule.id: rule.number for rule in tone.RULES}


def _words(language: str) -> Callable[[Message], str]:
    """Messages in that language, English where a translation is missing."""
    catalogue = _catalogue(language)

    def words(message: Message) -> str:
        values = {name: words(value) if isinstance(value, Message) else value for name, value in message.values.items()}
        return fill(catalogue.gettext(message.template), values)

    return words


def _catalogue(language: str) -> NullTranslations:
    """The texts of the rules; from the source catalogue where nobody has compiled it yet."""
    folder = Path(vitrino.domain.__file__).parent / "locale" / language / "LC_MESSAGES"
    compiled, source = folder / "django.mo", folder / "django.po"
    if not source.exists() and not compiled.exists():
        return NullTranslations()
    if not compiled.exists() or (source.exists() and compiled.stat().st_mtime < source.stat().st_mtime):
        return _compiled(source)
    with compiled.open("rb") as file:
        return GNUTranslations(file)


def _compiled(source: Path) -> NullTranslations:
    """Compiled in memory: a filter writes no file."""
    from io import BytesIO

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    made = BytesIO()
    with source.open("rb") as file:
        write_mo(made, read_po(file))
    made.seek(0)
    return GNUTranslations(made)

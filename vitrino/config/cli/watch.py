"""`vitrino watch`: a shop's names in all their forms, and where they stand in texts. A filter: no database, no Django.

`vitrino watch forms NAME [NAME …] --lang pl,eo,de,en` writes one JSON object a line:
    {"text", "kind", "language", "needs_context"}

`vitrino watch match --terms FILE` reads texts on standard input, one a line: JSON ({"id": …, "text": "…"}) or plain.
FILE holds one name or form a line, plain or as JSON ({"text", "context": […], "excludes": […], "literal": bool}).
Each text gets one line: {"id", "hits": [{"start", "end", "text", "form", "rule", "score"}]}.
`start` and `end` count characters (code points). A line that can't be read answers {"id", "error"}; the rest goes on.
With `--forms` every line of FILE is a name, and all its forms are looked for.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

from vitrino.domain import names
from vitrino.domain.matcher import Matcher, Term
from vitrino.domain.message import say
from vitrino.domain.problem import Problem


def add(parser: argparse.ArgumentParser) -> None:
    parser.description = __doc__
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    commands = parser.add_subparsers(dest="what", required=True)
    forms = commands.add_parser("forms", help="write every form of a name")
    forms.add_argument("name", nargs="+")
    forms.add_argument("--lang", default=",".join(names.LANGUAGES), help="languages of the endings (pl,eo,de,en)")
    match = commands.add_parser("match", help="find names in texts on standard input")
    match.add_argument("--terms", required=True, type=Path, help="file with one name or form a line")
    match.add_argument("--forms", action="store_true", help="look for all forms of the names in the file")


def run(args: argparse.Namespace) -> int:
    """Status 0; 2 (a Problem) for a file or a language that is not there."""
    lines = _forms(args.name, args.lang) if args.what == "forms" else _match(args.terms, all_forms=args.forms)
    for line in lines:
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    return 0


def _forms(wanted: list[str], languages: str) -> Iterator[dict[str, Any]]:
    for form in names.forms(wanted, _languages(languages)):
        yield {"text": form.text, "kind": form.kind, "language": form.language, "needs_context": form.needs_context}


def _languages(text: str) -> list[names.Language]:
    wanted = [part.strip() for part in text.split(",") if part.strip()]
    unknown = [part for part in wanted if part not in names.LANGUAGES]
    if unknown:
        raise Problem(say("There are no endings for “{code}”. Known: {all}.",
                          code=unknown[0], all=", ".join(names.LANGUAGES)))  # fmt: skip
    return cast(list[names.Language], wanted)


def _match(path: Path, *, all_forms: bool) -> Iterator[dict[str, Any]]:
    terms = list(_terms(path, all_forms=all_forms))
    texts = {term.id: term.text for term in terms}
    matcher = Matcher(terms)
    for number, line in enumerate(sys.stdin, 1):
        if line.strip():
            yield _answer(matcher, texts, number, line)


def _answer(matcher: Matcher, forms: dict[str, str], number: int, line: str) -> dict[str, Any]:
    try:
        text_id, text = _read(line, number)
    except ValueError as error:
        return {"id": number, "error": str(error)}
    hits = [
        {"start": hit.start, "end": hit.end, "text": hit.matched, "form": forms[hit.term_id], "rule": hit.rule,
         "score": hit.score}
        for hit in matcher.find(text)
    ]  # fmt: skip
    return {"id": text_id, "hits": hits}


def _read(line: str, number: int) -> tuple[Any, str]:
    if not line.lstrip().startswith("{"):
        return number, line.rstrip("\r\n")
    value = json.loads(line)
    if not isinstance(value.get("text"), str):
        raise ValueError('The object has no "text".')
    return value.get("id", number), value["text"]


def _terms(path: Path, *, all_forms: bool) -> Iterator[Term]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(say("The file {path} can't be read: {why}", path=str(path), why=str(error))) from error
    given = [_given(line) for line in lines if line.strip()]
    if not given:
        raise Problem(say("The file {path} holds no name.", path=str(path)))
    yield from _all_forms(given) if all_forms else (_term(n, one) for n, one in enumerate(given))


def _all_forms(given: Iterable[dict[str, Any]]) -> Iterator[Term]:
    number = 0
    for one in given:
        for form in names.forms([str(one["text"])]):
            yield _term(number, one | {"text": form.text, "literal": form.is_literal})
            number += 1


def _given(line: str) -> dict[str, Any]:
    if not line.lstrip().startswith("{"):
        return {"text": line.strip()}
    try:
        value = json.loads(line)
    except ValueError as error:
        raise Problem(say("This line of the file is no JSON: {line}", line=line[:80])) from error
    if not isinstance(value.get("text"), str):
        raise Problem(say("This line of the file has no “text”: {line}", line=line[:80]))
    return dict(value)


def _term(number: int, given: dict[str, Any]) -> Term:
    return Term(
        id=str(number),
        text=str(given["text"]),
        context=tuple(given.get("context", ())),
        excludes=tuple(given.get("excludes", ())),
        is_literal=bool(given.get("literal", False)),
    )

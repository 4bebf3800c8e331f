"""`vitrino watch`: a shop's names in all their forms, and where they stand in texts. A filter: no database, no Django.

`vitrino watch forms NAME [NAME …] --lang pl,eo,de,en` writes one JSON object a line:
    {"text", "kind", "language", "why", "needs_context"}

`vitrino watch match --terms FILE` reads texts on standard input, one a line: plain, or JSON with "text" and, if known,
"id", "author", "site", "lang", "type", "links". FILE holds one name or form a line: plain, or JSON with "text" (or
"query") and, if wanted, "context", "excludes", "literal", "not_by", "languages", "typos", "ambiguous".
Each text gets one line: {"id", "hits": [{"start", "end", "text", "form", "rule", "score"}]}.
`start` and `end` count characters (code points); a score of 0.5 or less is a maybe. A line that can't be read answers
{"id", "error"}; the rest goes on.
With `--forms` every line of FILE is a name, and all its forms are looked for. See docs/reference/watching.md.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

from vitrino.domain import names
from vitrino.domain.matcher import Matcher, Post, Term
from vitrino.domain.message import say
from vitrino.domain.problem import Problem

_LISTS = ("context", "excludes", "not_by", "languages")
_SWITCHES = ("literal", "typos", "ambiguous")


def add(parser: argparse.ArgumentParser) -> None:
    parser.description = __doc__
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    commands = parser.add_subparsers(dest="what", required=True)
    forms = commands.add_parser("forms", help="write every form of a name")
    forms.add_argument("name", nargs="+")
    match = commands.add_parser("match", help="find names in texts on standard input")
    match.add_argument("--terms", required=True, type=Path, help="file with one name, form or query a line")
    match.add_argument("--forms", action="store_true", help="look for all forms of the names in the file")
    for one in (forms, match):
        one.add_argument("--lang", default=",".join(names.LANGUAGES), help="languages of the endings (pl,eo,de,en)")


def run(args: argparse.Namespace) -> int:
    """Status 0; 2 (a Problem) for a file, a query or a language that can't be used."""
    languages = _languages(args.lang)
    lines = _forms(args.name, languages) if args.what == "forms" else _match(args.terms, args.forms, languages)
    for line in lines:
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    return 0


def _forms(wanted: list[str], languages: list[names.Language]) -> Iterator[dict[str, Any]]:
    for form in names.forms(wanted, languages):
        yield {
            "text": form.text,
            "kind": form.kind,
            "language": form.language,
            "why": str(form.why),
            "needs_context": form.needs_context,
        }


def _languages(text: str) -> list[names.Language]:
    wanted = [part.strip() for part in text.split(",") if part.strip()]
    unknown = [part for part in wanted if part not in names.LANGUAGES]
    if unknown:
        raise Problem(say("There are no endings for “{code}”. Known: {all}.",
                          code=unknown[0], all=", ".join(names.LANGUAGES)))  # fmt: skip
    return cast(list[names.Language], wanted)


def _match(path: Path, all_forms: bool, languages: list[names.Language]) -> Iterator[dict[str, Any]]:
    given = _given(path)
    terms = list(_all_forms(given, languages)) if all_forms else [_term(str(n), one) for n, one in enumerate(given)]
    for term in terms:
        if term.is_asleep:
            sys.stderr.write(f"{term.text}: an ordinary word too; looked for only with words of the business beside it "
                             '("context").\n')  # fmt: skip
    matcher = Matcher(terms)
    texts = {term.id: term.text for term in terms}
    for number, line in enumerate(sys.stdin, 1):
        if line.strip():
            yield _answer(matcher, texts, number, line)


def _answer(matcher: Matcher, forms: dict[str, str], number: int, line: str) -> dict[str, Any]:
    try:
        text_id, post = _read(line, number)
    except ValueError as error:
        return {"id": number, "error": str(error)}
    hits = [
        {"start": hit.start, "end": hit.end, "text": hit.matched, "form": forms[hit.term_id], "rule": hit.rule,
         "score": hit.score}
        for hit in matcher.find(post)
    ]  # fmt: skip
    return {"id": text_id, "hits": hits}


def _read(line: str, number: int) -> tuple[Any, Post]:
    if not line.lstrip().startswith("{"):
        return number, Post(line.rstrip("\r\n"))
    value = json.loads(line)
    if not isinstance(value.get("text"), str):
        raise ValueError('The object has no "text".')
    links = value.get("links") or []
    post = Post(
        value["text"],
        author=str(value.get("author") or ""),
        site=str(value.get("site") or ""),
        language=str(value.get("lang") or ""),
        kind=str(value.get("type") or ""),
        links=tuple(map(str, links)) if isinstance(links, list) else (),
    )
    return value.get("id", number), post


def _given(path: Path) -> list[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(say("The file {path} can't be read: {why}", path=str(path), why=str(error))) from error
    given = [_one(line) for line in lines if line.strip()]
    if not given:
        raise Problem(say("The file {path} holds no name.", path=str(path)))
    return given


def _one(line: str) -> dict[str, Any]:
    """One line of the file, checked."""
    if not line.lstrip().startswith("{"):
        return {"text": line.strip()}
    try:
        value = json.loads(line)
    except ValueError as error:
        raise Problem(say("This line of the file is no JSON: {line}", line=line[:80])) from error
    if isinstance(value.get("query"), str):
        value |= {"text": value["query"], "is_query": True}
    if not isinstance(value.get("text"), str):
        raise Problem(say("This line of the file has no “text”: {line}", line=line[:80]))
    for name in _LISTS:
        if not isinstance(value.get(name, []), list):
            raise Problem(say("“{name}” must be a list of words: {line}", name=name, line=line[:80]))
    return dict(value)


def _all_forms(given: Iterable[dict[str, Any]], languages: list[names.Language]) -> Iterator[Term]:
    number = 0
    for one in given:
        if one.get("is_query"):
            yield _term(f"q{number}", one)
            number += 1
            continue
        for form in names.forms([str(one["text"])], languages):
            own = {"text": form.text, "literal": form.is_literal, "ambiguous": form.needs_context}
            yield _term(str(number), one | own)
            number += 1


def _term(term_id: str, given: dict[str, Any]) -> Term:
    lists = {name: tuple(map(str, given.get(name, ()))) for name in _LISTS}
    literal, typos, ambiguous = (bool(given.get(name, False)) for name in _SWITCHES)
    return Term(
        id=term_id,
        text=str(given["text"]),
        is_query=bool(given.get("is_query", False)),
        is_literal=literal,
        allows_typos=typos,
        is_ambiguous=ambiguous,
        **lists,
    )

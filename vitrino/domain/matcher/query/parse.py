"""Queries as text: AND, OR, NOT (also -), brackets, "phrases", begin*, NEAR/n and fields. Side by side is AND.

Strongest first: NEAR/n, NOT, AND, OR. AND, OR, NOT and NEAR count only in capitals, so that "not" can be looked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from vitrino.domain.matcher.fold import key
from vitrino.domain.matcher.query.fields import FIELDS
from vitrino.domain.matcher.query.tree import And, Field, Near, Node, Not, Or, Phrase, Prefix, Query
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem

MAX_QUERY = 2_000
MAX_DEPTH = 30
MAX_PARTS = 200
NEAR_AT_MOST = 50
Kind = Literal["(", ")", "AND", "OR", "NOT", "NEAR", "phrase", "field", "word", "end"]

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<open>\() | (?P<close>\)) |
        (?P<operator>(?:AND|OR|NOT)(?![^\s()"])) |
        NEAR(?:/(?P<near>\d*))?(?![^\s()"]) |
        (?P<minus>-(?=\S)) |
        (?P<field>[A-Za-z]+):(?P<value>"[^"]*"|[^\s()"]+) |
        "(?P<phrase>[^"]*)" |
        (?P<quote>") |
        (?P<word>[^\s()"]+)
    )""",
    re.VERBOSE,
)
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Token:
    """One sign or word; `at` counts characters from 1, as people do."""

    kind: Kind
    value: str
    at: int
    field: str = ""


def parse(text: str) -> Query:
    """Understand a query. Raises Problem with the place and what to do when it can't be understood."""
    if len(text) > MAX_QUERY:
        raise Problem(say("A query can have at most {limit} characters.", limit=MAX_QUERY))
    tokens = _tokens(text)
    if len(tokens) == 1:
        raise Problem(say("The query is empty. Write at least one word."))
    if len(tokens) > MAX_PARTS:
        raise Problem(say("A query can have at most {limit} words and signs.", limit=MAX_PARTS))
    return Query(text, _Parser(tokens).whole())


def _tokens(text: str) -> list[Token]:
    found, place = [], 0
    text = text.rstrip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        assert match is not None  # the last alternatives take anything
        found.append(_token(match))
        place = match.end()
    return [*found, Token("end", "", len(text) + 1)]


def _token(match: re.Match[str]) -> Token:
    at = match.end() - len(match.group().lstrip()) + 1
    groups = match.groupdict()
    if groups["quote"]:
        raise _problem(say("The quotation mark at character {at} is never closed.", at=at))
    if groups["open"] or groups["close"]:
        return Token("(" if groups["open"] else ")", "", at)
    if groups["operator"]:
        return Token(groups["operator"], "", at)  # type: ignore[arg-type]
    if groups["minus"]:
        return Token("NOT", "", at)
    if groups["field"]:
        return _field(groups["field"], groups["value"].strip('"'), at)
    if groups["phrase"] is not None:
        return Token("phrase", groups["phrase"], at)
    if groups["word"]:
        return Token("word", groups["word"], at)
    return Token("NEAR", groups["near"] or "10", at)


def _field(name: str, value: str, at: int) -> Token:
    """A field; a word before :// is the beginning of an address, not a field."""
    if value.startswith("//"):
        return Token("phrase", f"{name}:{value}", at)
    if name.lower() not in FIELDS:
        raise _problem(say("“{name}:” at character {at} is no field. There are: {all}.",
                           name=name, at=at, all=", ".join(f"{one}:" for one in FIELDS)))  # fmt: skip
    return Token("field", value, at, name.lower())


class _Parser:
    """Recursive descent, one method a level."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0

    def whole(self) -> Node:
        node = self._either()
        token = self._peek()
        if token.kind == ")":
            raise _problem(say("The bracket “)” at character {at} was never opened.", at=token.at))
        return node

    def _either(self) -> Node:
        parts = [self._all()]
        while self._peek().kind == "OR":
            self._take()
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _all(self) -> Node:
        parts = [self._unless()]
        while self._peek().kind not in ("OR", ")", "end"):
            if self._peek().kind == "AND":
                self._take()
            parts.append(self._unless())
        if all(isinstance(part, Not) for part in parts) and self._depth == 0:
            raise _problem(say("A query can't only say what must not be there. Add a word to look for."))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _unless(self) -> Node:
        if self._peek().kind == "NOT":
            self._take()
            return Not(self._deeper(self._unless))
        return self._near()

    def _near(self) -> Node:
        node = self._one()
        while self._peek().kind == "NEAR":
            token = self._take()
            most = int(token.value) if len(token.value) < 4 else NEAR_AT_MOST + 1
            if most > NEAR_AT_MOST:
                raise _problem(say("NEAR at character {at} can reach over at most {limit} words.",
                                   at=token.at, limit=NEAR_AT_MOST))  # fmt: skip
            right = self._one()
            if isinstance(node, Field) or isinstance(right, Field):
                raise _problem(say("NEAR at character {at} stands between words, not beside a field.", at=token.at))
            node = Near(node, right, most)
        return node

    def _one(self) -> Node:
        token = self._take()
        if token.kind == "(":
            node = self._deeper(self._either)
            if self._take().kind != ")":
                raise _problem(say("The bracket “(” at character {at} is never closed.", at=token.at))
            return node
        if token.kind in ("word", "phrase"):
            return _words(token)
        if token.kind == "field":
            return Field(token.field, token.value, FIELDS[token.field])
        if token.kind == "end":
            raise _problem(say("The query ends at character {at} where a word is missing.", at=token.at))
        raise _problem(say("A word is missing before “{sign}” at character {at}.", sign=token.kind, at=token.at))

    def _deeper(self, rule: Callable[[], Node]) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _problem(say("The query has too many brackets in one another."))
        node = rule()
        self._depth -= 1
        return node

    def _peek(self) -> Token:
        return self._tokens[self._next]

    def _take(self) -> Token:
        token = self._tokens[self._next]
        self._next = min(self._next + 1, len(self._tokens) - 1)
        return token


def _words(token: Token) -> Node:
    """A word, a phrase, or with a star at the end the beginning of a word."""
    words = tuple(_WORDS.findall(key(token.value)))
    if not words:
        raise _problem(say("There is no letter or digit in “{part}” at character {at}.", part=token.value, at=token.at))
    if token.kind == "word" and token.value.endswith("*") and len(words) == 1:
        return Prefix(words[0])
    return Phrase(words)


def _problem(message: Message) -> Problem:
    return Problem(message, "query")

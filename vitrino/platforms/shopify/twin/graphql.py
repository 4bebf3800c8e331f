"""Just enough GraphQL to be strict about what is asked: fields nobody knows are refused, as Shopify does.

Fields, arguments, variables and nested selections; no fragments, no directives, because we send none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[A-Za-z_]\w*|-?\d+|[{}()\[\]:!$=,]')
_LITERALS = {"null": None, "true": True, "false": False}


class Unknown(Exception):
    """A field or a form the schema does not have, in Shopify's words."""


@dataclass
class Field:
    """One asked field with its arguments and what is asked inside it."""

    name: str
    arguments: dict[str, Any] = field(default_factory=dict)
    inside: list[Field] = field(default_factory=list)


def parsed(query: str, variables: Mapping[str, Any]) -> list[Field]:
    """The fields at the top. Raises Unknown when the text is not well-formed."""
    return _Parser(_TOKEN.findall(query), variables).operation()


def chosen(value: Any, fields: list[Field], kind: str) -> Any:
    """What was asked of `value`; a callable in it answers with the arguments. Raises Unknown for other fields."""
    if isinstance(value, list):
        return [chosen(one, fields, kind) for one in value]
    if value is None or not fields:
        return value
    found = {}
    for asked in fields:
        if not isinstance(value, dict) or asked.name not in value:
            raise Unknown(f"Field '{asked.name}' doesn't exist on type '{kind}'")
        child = value[asked.name]
        inner = child(asked.arguments) if callable(child) else child
        if isinstance(inner, dict) and not asked.inside:
            raise Unknown(f"Field must have selections (field '{asked.name}' returns an object)")
        found[asked.name] = chosen(inner, asked.inside, asked.name)
    return found


class _Parser:
    def __init__(self, tokens: list[str], variables: Mapping[str, Any]) -> None:
        self._tokens, self._at, self._variables = tokens, 0, variables

    def operation(self) -> list[Field]:
        if self._peek() in ("query", "mutation"):
            self._next()
            if self._peek() not in ("(", "{"):
                self._next()
            if self._peek() == "(":
                self._skip_declarations()
        return self._selection()

    def _skip_declarations(self) -> None:
        while self._next() != ")":
            pass

    def _selection(self) -> list[Field]:
        self._expect("{")
        found = []
        while self._peek() != "}":
            found.append(self._field())
        self._next()
        return found

    def _field(self) -> Field:
        made = Field(self._next())
        if self._peek() == "(":
            made.arguments = self._arguments()
        if self._peek() == "{":
            made.inside = self._selection()
        return made

    def _arguments(self) -> dict[str, Any]:
        self._expect("(")
        found = {}
        while self._peek() != ")":
            name = self._next()
            self._expect(":")
            found[name] = self._value()
            if self._peek() == ",":
                self._next()
        self._next()
        return found

    def _value(self) -> Any:
        token = self._next()
        if token == "$":
            return self._variables.get(self._next())
        if token.startswith('"'):
            return token[1:-1]
        if token in _LITERALS:
            return _LITERALS[token]
        return int(token) if token.lstrip("-").isdigit() else token

    def _peek(self) -> str:
        if self._at >= len(self._tokens):
            raise Unknown("Parse error on end of file")
        return self._tokens[self._at]

    def _next(self) -> str:
        token = self._peek()
        self._at += 1
        return token

    def _expect(self, token: str) -> None:
        if self._next() != token:
            raise Unknown(f"Parse error, expecting {token}")

"""The rules know no clock and no chance, read nothing and write nothing: what goes in decides what comes out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

DOMAIN = Path(__file__).parents[1]
FORBIDDEN_CALLS = {"now", "utcnow", "today", "random", "open", "getenv", "print", "input", "read_text", "write_text"}
FORBIDDEN_IMPORTS = {
    *("django", "httpx", "aiohttp", "requests", "sqlite3", "socket", "subprocess"),
    *("random", "secrets", "logging", "os", "time", "threading", "pathlib", "numpy"),
}
WITH_NUMPY = DOMAIN / "insight"  # which no page may import (see tests/architecture)


def sources() -> list[Path]:
    return [path for path in sorted(DOMAIN.rglob("*.py")) if "tests" not in path.relative_to(DOMAIN).parts]


def calls(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield node.lineno, name


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""


def breaches(source: str) -> list[str]:
    """Every forbidden call and import, and every import of another part of the house."""
    tree = ast.parse(source)
    called = [f"{line}: calls {name}" for line, name in calls(tree) if name in FORBIDDEN_CALLS]
    imported = [
        f"{line}: imports {name}"
        for line, name in imports(tree)
        if name.split(".")[0] in FORBIDDEN_IMPORTS
        or (name.startswith("vitrino") and not name.startswith("vitrino.domain"))
    ]
    return called + imported


def test_the_rules_are_pure() -> None:
    assert len(sources()) > 30
    found = {path: breaches(path.read_text(encoding="utf-8")) for path in sources()}
    for path in found:
        if path.is_relative_to(WITH_NUMPY):
            found[path] = [line for line in found[path] if "imports numpy" not in line]
    assert {str(path.relative_to(DOMAIN)): lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "source",
    [
        "datetime.now()",
        "date.today()",
        "open('x')",
        "os.getenv('HOME')",
        "import random",
        "from django.db import models",
        "import os.path",
        "def f():\n    from socket import socket",
        "from vitrino.connect.manifest import Manifest",
    ],
)
def test_a_breach_is_seen(source: str) -> None:
    assert breaches(source)


@pytest.mark.parametrize(
    "source", ["from vitrino.domain.message import say", "import math", "def f(now): return now", "is_open(at)"]
)
def test_what_is_allowed_is_no_breach(source: str) -> None:
    assert breaches(source) == []

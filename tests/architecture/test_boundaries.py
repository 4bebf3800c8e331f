"""What the import linter can't say about the house."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.source import PACKAGE, ROOT, imports, modules

APPS = {path.parent.name for path in PACKAGE.glob("*/models.py")}
PLATFORM_KEYS = {path.parent.name for path in (PACKAGE / "platforms").glob("*/manifest.py")}
# The sample shop plays on named stages, the proofs need one of each class; that is their subject.
MAY_NAME_PLATFORMS = ("vitrino/platforms/", "vitrino/demo/", "vitrino/proofs/")
# They make and judge whole worlds of rows.
MAY_USE_ALL_MODELS = ("demo", "proofs")
OUTGOING = {"aiohttp", "httpx", "requests", "urllib3", "http.client", "urllib.request", "socket", "smtplib", "ftplib"}
# The door itself, its sockets and its lines that stay open; the server, which only listens.
MAY_OPEN_CONNECTIONS = {
    "vitrino/connect/http.py", "vitrino/connect/intime.py", "vitrino/connect/lines.py", "vitrino/config/server.py",
}  # fmt: skip
# Only jobs and commands load it: test_numbers.py.
MAY_CRUNCH = "vitrino/domain/insight/"
LONGEST_FILE = 400


def app_of(path: str) -> str:
    return Path(path).parts[1]


def test_only_an_app_itself_imports_its_models_and_jobs() -> None:
    # The types of rows are the one thing shared: access control and the engine's base classes are made of them.
    shared = {"vitrino.engine.models", "vitrino.workspace.models"}
    found = [
        f"{path}:{line} {name}"
        for path, tree in modules().items()
        for line, name in imports(tree)
        for parts in [name.split(".")]
        if len(parts) == 3 and parts[1] in APPS and parts[2] in ("models", "jobs") and parts[1] != app_of(path)
        if name not in shared and app_of(path) not in MAY_USE_ALL_MODELS
    ]
    assert found == []


def test_no_platform_is_named_outside_its_folder() -> None:
    found = [
        f"{path}:{node.lineno} {node.value!r}"
        for path, tree in modules().items()
        if not path.startswith(MAY_NAME_PLATFORMS)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in PLATFORM_KEYS
        if node.value != "x"  # also the letter
    ]
    assert found == []


def test_only_the_guarded_door_opens_connections() -> None:
    found = [
        f"{path}:{line} {name}"
        for path, tree in modules().items()
        if path not in MAY_OPEN_CONNECTIONS
        for line, name in imports(tree)
        if name in OUTGOING or name.split(".")[0] in {"aiohttp", "httpx", "requests", "urllib3"}
    ]
    assert found == []


def test_web_pages_do_not_load_the_number_crunchers() -> None:
    heavy = {"numpy", "scipy", "pandas"}
    found = [f"{path}:{line}" for path, tree in modules().items() for line, name in imports(tree)
             if name.split(".")[0] in heavy and not path.startswith(MAY_CRUNCH)]  # fmt: skip
    assert found == []


def test_no_file_outgrows_a_room() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {count} lines"
        for path in PACKAGE.rglob("*.py")
        if "migrations" not in path.parts
        and (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    ]
    assert found == []


def test_templates_carry_no_inline_script_or_style() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in PACKAGE.rglob("templates/**/*.html")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if " style=" in line or "<style" in line or ("<script" in line and "src=" not in line) or " onclick=" in line
    ]
    assert found == []

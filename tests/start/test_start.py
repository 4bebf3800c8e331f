"""`start.py` as a person runs it."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts.start.system import ROOT
from scripts.start.trouble import explain

OLD_PYTHONS = [path for path in Path("~/.pyenv/versions").expanduser().glob("*/bin/python") if path.exists()]
HOST = re.compile(r"https?://|--(extra-)?index-url|--find-links", re.IGNORECASE)


def start(*arguments: str, python: str | Path = sys.executable) -> subprocess.CompletedProcess[str]:
    return subprocess.run([python, ROOT / "start.py", *arguments], capture_output=True, text=True, timeout=60)


def test_the_list_of_commands_is_shown() -> None:
    said = start("help")
    assert said.returncode == 0
    assert "python3 start.py test" in said.stdout


def test_an_unknown_command_is_answered_with_the_list() -> None:
    said = start("tset")
    assert said.returncode == 2
    assert "There is no command “tset”" in said.stdout
    assert "python3 start.py test" in said.stdout


def test_old_pythons_can_read_start_py_and_say_what_is_missing() -> None:
    tried = 0
    for python in OLD_PYTHONS:
        version = python.parent.parent.name
        if tuple(int(part) for part in version.split(".")[:2]) >= (3, 11):
            continue
        said = start("setup", python=python)
        assert said.returncode == 1
        assert f"Vitrino needs Python 3.11 or newer, and this is Python {version}" in said.stderr
        assert said.stderr.count("\n") == 1
        tried += 1
    if not tried:
        pytest.skip("no Python older than 3.11 on this machine")


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        (
            "error: Failed to fetch\n  Caused by: dns error\n  failed to lookup address information",
            "internet connection",
        ),
        ("NewConnectionError: [Errno 111] Connection refused", "internet connection"),
        ("error: failed to create file: No space left on device (os error 28)", "The disk is full"),
        ("OSError: [Errno 30] Read-only file system: '.venv'", "copy Vitrino to a folder of your own"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "was not installed"),
        ("Because ahocorasick-rs==1.0.3 has no usable wheels and you require it", "but not Alpine"),
        ("invalid peer certificate: UnknownIssuer", "ca-certificates"),
        ("something nobody foresaw", "something nobody foresaw"),
    ],
)
def test_a_failure_is_told_in_a_sentence(output: str, sentence: str) -> None:
    assert sentence in str(explain(output, "Installing the packages"))


def test_last_words_stay_short() -> None:
    assert len(str(explain("word " * 5000, "Installing"))) < 600


def test_every_declared_dependency_is_locked_in_a_version_that_fits() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    app, dev = project["project"]["dependencies"], project["dependency-groups"]["dev"]
    for lock, wanted in (("requirements.lock", app), ("requirements-dev.lock", [*app, *dev])):
        locked = _locked(lock)
        for requirement in map(Requirement, wanted):
            versions = locked.get(canonicalize_name(requirement.name), [])
            assert versions, f"{requirement} is missing in {lock}: run scripts/locks.py"
            assert all(version in requirement.specifier for version in versions), f"{lock} is older than {requirement}"


@pytest.mark.parametrize(
    "name",
    ["requirements.lock", "requirements-dev.lock", "scripts/start/uv-pinned.lock", "tests/peers/bluesky/node.lock"],
)
def test_a_lock_names_no_place_on_the_network(name: str) -> None:
    assert not HOST.search((ROOT / name).read_text(encoding="utf-8"))


def test_the_lock_of_the_bluesky_server_names_no_place_on_the_network() -> None:
    content = (ROOT / "tests/peers/bluesky/package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in content
    assert not HOST.search(content)


@pytest.mark.skipif(os.name == "nt", reason="Windows runs no shell scripts")
def test_the_script_of_the_continuous_checks_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=False).returncode == 0


def _locked(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        match = re.match(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", line)
        if match:
            found.setdefault(canonicalize_name(match[1]), []).append(match[2])
    return found

"""The ladder of ways to install packages: uv, a pinned uv, pip; the first that works is used."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from scripts.start import own_uv
from scripts.start.environment import Environment
from scripts.start.index import configured_index, environment_for_uv
from scripts.start.own_uv import ONLY_LOCKED
from scripts.start.system import apt_install, can_use_pip, has_module, run, runs
from scripts.start.trouble import Trouble


class Installer(Protocol):
    """Makes a virtual environment and puts exactly the locked packages into it."""

    @property
    def name(self) -> str: ...

    def make(self, environment: Environment) -> None: ...

    def install(self, environment: Environment, lock: Path) -> None: ...


@dataclass(frozen=True)
class Uv:
    """uv needs neither pip nor the venv module, and is the fastest."""

    program: Path
    name: str = "uv"

    def make(self, environment: Environment) -> None:
        place = ["--python", sys.executable, environment.folder]
        run([self.program, "venv", "--quiet", *place], doing="Making .venv", env=self._settings())

    def install(self, environment: Environment, lock: Path) -> None:
        target = ["--python", environment.python, *ONLY_LOCKED, lock]
        run([self.program, "pip", "install", *target], doing="Installing the packages", env=self._settings())

    def _settings(self) -> dict[str, str]:
        return {"UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1", **environment_for_uv()}


@dataclass(frozen=True)
class Pip:
    """The pip of this Python, or the one that comes along in its standard library."""

    name: str = "pip"

    def make(self, environment: Environment) -> None:
        own = [] if has_module("ensurepip") else ["--without-pip"]
        run([sys.executable, "-m", "venv", *own, environment.folder], doing="Making .venv")

    def install(self, environment: Environment, lock: Path) -> None:
        python = environment.python
        has_own = runs(python, "-m", "pip", "--version")
        pip = [python, "-m", "pip"] if has_own else [sys.executable, "-m", "pip", "--python", python]
        run([*pip, "install", *ONLY_LOCKED, lock], doing="Installing the packages")


def ladder() -> Iterator[Installer]:
    """Every way that is open on this machine, best first. Raises Trouble when there is none at all."""
    found = shutil.which("uv")
    if found and runs(found, "--version"):
        yield Uv(Path(found))
    pinned = own_uv.find() or _fetch_own_uv()
    if pinned:
        yield Uv(pinned, name="its own uv")
    if not can_use_pip():
        install_pip()
    yield Pip()


def _fetch_own_uv() -> Path | None:
    """None where it can't be had; the next way is tried then."""
    if not can_use_pip() and not configured_index():
        install_pip()
    try:
        return own_uv.fetch()
    except Trouble as trouble:
        if trouble.is_final:
            raise
        return None


def install_pip() -> None:
    """Debian keeps pip and venv in packages of their own: install them, or say how to."""
    try:
        apt_install("Python's own installer", "python3-venv", "ca-certificates")
    except Trouble as trouble:
        sentence = f"This machine's Python came without its installer (pip and venv): {trouble}."
        raise Trouble(sentence, is_final=True) from trouble

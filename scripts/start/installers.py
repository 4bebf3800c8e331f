"""The ladder of ways to install packages: uv, a pinned uv, pip; the first that works is used."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from scripts.start import say
from scripts.start.environment import IS_WINDOWS, Environment
from scripts.start.index import configured_index, environment_for_uv, fetch_pinned
from scripts.start.system import apt_install, cache_folder, run, runs
from scripts.start.trouble import Trouble

# Wheels only: building a source package would run code whose own requirements no checksum covers.
ONLY_LOCKED = ("--require-hashes", "--only-binary", ":all:", "-r")
UV_PINS = Path(__file__).with_name("uv-pinned.lock")


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
        own = [] if _has_module("ensurepip") else ["--without-pip"]
        run([sys.executable, "-m", "venv", *own, environment.folder], doing="Making .venv")

    def install(self, environment: Environment, lock: Path) -> None:
        own = runs(environment.python, "-m", "pip", "--version")
        pip = (
            [environment.python, "-m", "pip"] if own else [sys.executable, "-m", "pip", "--python", environment.python]
        )
        target = ["--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:", "-r", lock]
        run([*pip, "install", *target], doing="Installing the packages")


def ladder() -> Iterator[Installer]:
    """Every way that is open on this machine, best first. Raises Trouble when there is none at all."""
    found = shutil.which("uv")
    if found and runs(found, "--version"):
        yield Uv(Path(found))
    pinned = pinned_uv()
    if pinned:
        yield Uv(pinned, name="its own uv")
    if not _can_use_pip():
        install_venv_module()
    yield Pip()


def pinned_uv() -> Path | None:
    """The uv this version of Vitrino was tested with, fetched once; None where it can't be had."""
    version = UV_PINS.read_text(encoding="utf-8").split("==", 1)[1].split()[0]
    folder = cache_folder() / f"uv-{version}"
    program = folder / ("uv.exe" if IS_WINDOWS else "uv")
    if program.exists() and runs(program, "--version"):
        return program
    if not _has_module("pip") and not configured_index():
        return None
    try:
        with say.step("the installer uv fetched"):
            return _unpack(_fetch_uv(folder), program)
    except Trouble as trouble:
        if trouble.is_final:
            raise
        return None


def install_venv_module() -> None:
    """Debian keeps pip and venv in packages of their own: install them, or say how to."""
    try:
        with say.step("Debian package python3-venv installed"):
            apt_install("python3-venv", "ca-certificates")
    except Trouble as trouble:
        raise Trouble(
            f"This Python has neither pip nor the venv module, and no uv is on the PATH. For the first, {trouble}.",
            is_final=True,
        ) from trouble


def _fetch_uv(folder: Path) -> Path:
    if _has_module("pip"):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", folder]
        run([*command, *ONLY_LOCKED, UV_PINS], doing="Fetching uv")
        return next(folder.glob("uv-*.whl"))
    return fetch_pinned("uv", index=configured_index(), pins=UV_PINS, into=folder)


def _unpack(wheel: Path, program: Path) -> Path:
    with zipfile.ZipFile(wheel) as archive:
        inside = next(name for name in archive.namelist() if name.endswith(f"/scripts/{program.name}"))
        program.with_suffix(".new").write_bytes(archive.read(inside))
    program.with_suffix(".new").chmod(0o755)
    os.replace(program.with_suffix(".new"), program)
    wheel.unlink()
    return program


def _can_use_pip() -> bool:
    return _has_module("venv") and (_has_module("ensurepip") or _has_module("pip"))


def _has_module(name: str) -> bool:
    """Asked in a fresh Python: one installed a moment ago counts, one of this process's folder doesn't."""
    question = f"import importlib.util as u, sys; sys.exit(u.find_spec({name!r}) is None)"
    return subprocess.run([sys.executable, "-I", "-c", question], check=False).returncode == 0

"""The uv this version of Vitrino was tested with: fetched by checksum, kept in the user's cache folder."""

import os
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.start import say
from scripts.start.environment import IS_WINDOWS
from scripts.start.index import configured_index, fetch_pinned
from scripts.start.system import cache_folder, can_use_pip, has_module, run, runs

# Wheels only: building a source package would run code whose own requirements no checksum covers.
ONLY_LOCKED = ("--require-hashes", "--only-binary", ":all:", "-r")
PINS = Path(__file__).with_name("uv-pinned.lock")


def find() -> Path | None:
    """The program, when it was fetched before."""
    program = _program()
    return program if program.exists() and runs(program, "--version") else None


def fetch() -> Path:
    """Fetch the program with whatever pip there is, else straight from the configured index. Raises Trouble."""
    program = _program()
    with say.step("the installer uv fetched"):
        _unpack(_fetch_wheel(program.parent), program)
    return program


def _program() -> Path:
    version = PINS.read_text(encoding="utf-8").split("==", 1)[1].split()[0]
    return cache_folder() / f"uv-{version}" / ("uv.exe" if IS_WINDOWS else "uv")


def _fetch_wheel(folder: Path) -> Path:
    if not can_use_pip():
        return fetch_pinned("uv", index=configured_index(), pins=PINS, into=folder)
    with _some_pip() as pip:
        run([*pip, "download", "--quiet", "--no-deps", "-d", folder, *ONLY_LOCKED, PINS], doing="Fetching uv")
    return next(folder.glob("uv-*.whl"))


@contextmanager
def _some_pip() -> Iterator[list[str | Path]]:
    """The pip of this Python; else the one in its standard library, unpacked for a moment."""
    if has_module("pip"):
        yield [sys.executable, "-m", "pip"]
        return
    with tempfile.TemporaryDirectory() as folder:
        run([sys.executable, "-m", "venv", folder], doing="Unpacking pip")
        yield [Path(folder) / ("Scripts/python.exe" if IS_WINDOWS else "bin/python"), "-m", "pip"]


def _unpack(wheel: Path, program: Path) -> None:
    """Written beside and moved into place, so that a program that exists is complete."""
    new = program.with_name(f"{program.name}.{os.getpid()}.new")
    with zipfile.ZipFile(wheel) as archive:
        inside = next(name for name in archive.namelist() if name.endswith(f"/scripts/{program.name}"))
        new.write_bytes(archive.read(inside))
    new.chmod(0o755)
    os.replace(new, program)
    wheel.unlink(missing_ok=True)

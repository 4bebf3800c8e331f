"""The folder `.venv`: is it there, is it sound, is what it holds what the lock files name?"""

import hashlib
import json
import os
import platform
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from scripts.start import say
from scripts.start.system import ROOT, runs
from scripts.start.trouble import Trouble, explain_os

Kind = Literal["app", "dev"]
LOCKS: dict[Kind, str] = {"app": "requirements.lock", "dev": "requirements-dev.lock"}
OLDEST = (3, 11)
IS_WINDOWS = os.name == "nt"


@dataclass(frozen=True)
class Environment:
    """One virtual environment and the note it keeps of what was installed into it."""

    root: Path = ROOT

    @property
    def folder(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.folder / ("Scripts/python.exe" if IS_WINDOWS else "bin/python")

    @property
    def version(self) -> tuple[int, ...]:
        """The Python version written in it; empty when it can't be read."""
        try:
            lines = (self.folder / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return ()
        settings = {key.strip(): value.strip() for key, _, value in (line.partition("=") for line in lines)}
        words = settings.get("version_info", settings.get("version", "")).split(".")
        return tuple(int(word) for word in words[:3] if word.isdigit())

    @property
    def is_sound(self) -> bool:
        """Its Python exists (the one it points to may have been removed) and is new enough."""
        return self.python.exists() and self.version >= OLDEST

    def lock(self, kind: Kind) -> Path:
        return self.root / LOCKS[kind]

    def is_ready(self, kind: Kind) -> bool:
        """Whether nothing needs installing. Reads a few small files; starts no program."""
        return self.is_sound and self._stamps().get(kind) == self._stamp(kind)

    @contextmanager
    def being_changed(self) -> Iterator[None]:
        """Leave a mark while installing. One still there afterwards tells of a killed set-up: half of it can't be
        trusted, so the environment is made anew. A failure that was noticed leaves none."""
        try:
            self._mark.parent.mkdir(exist_ok=True)
            self._mark.touch()
            self._stamp_file.unlink(missing_ok=True)
            yield
        except (Trouble, OSError):
            self._mark.unlink(missing_ok=True)
            raise
        self._mark.unlink()

    def remember(self, kind: Kind) -> None:
        """Note what was installed. Written last, so that an interrupted set-up is taken up again."""
        stamps = {**self._stamps(), "app": self._stamp("app"), kind: self._stamp(kind)}
        self._stamp_file.write_text(json.dumps(stamps), encoding="utf-8")

    def remove_if_broken(self) -> None:
        """Take an unusable environment away. Raises Trouble when `.venv` is something else."""
        if not self.folder.exists() and not self.folder.is_symlink():
            return
        if self._mark.exists():
            say.line("  The last set-up was interrupted, so .venv is made anew.")
            shutil.rmtree(self.folder)
            return
        if self.is_sound and runs(self.python, "-c", "import sys"):
            return
        if self.folder.is_symlink() or (not (self.folder / "pyvenv.cfg").exists() and any(self.folder.iterdir())):
            raise Trouble(f"{self.folder} is not a Python environment: move it away, then try again.", is_final=True)
        say.line("  .venv can't be used any more (its Python is gone or too old), so it is made anew.")
        shutil.rmtree(self.folder)

    @property
    def _mark(self) -> Path:
        return self.root / "build" / "setting-up"

    @property
    def _stamp_file(self) -> Path:
        return self.folder / "vitrino-stamp.json"

    def _stamps(self) -> dict[str, str]:
        try:
            stamps = json.loads(self._stamp_file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamps if isinstance(stamps, dict) else {}

    def _stamp(self, kind: Kind) -> str:
        """Changes when the lock, the Python, the machine or the place of the folder does."""
        about = f"{self.version} {platform.system()} {platform.machine()} {self.root}"
        return hashlib.sha256(self.lock(kind).read_bytes() + about.encode()).hexdigest()


@contextmanager
def only_one(file: Path) -> Iterator[None]:
    """Let one process at a time hold `file`; a second one waits. The system lets go of a killed one's."""
    try:
        file.parent.mkdir(exist_ok=True)
        handle = file.open("a")
    except OSError as error:
        raise explain_os(error, "Writing into this folder") from error
    with handle:
        if not _try_lock(handle.fileno(), wait=False):
            say.line("  Another start.py is setting up; waiting for it …")
            _try_lock(handle.fileno(), wait=True)
        yield


def _try_lock(handle: int, *, wait: bool) -> bool:
    try:
        if IS_WINDOWS:
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True

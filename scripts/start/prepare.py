"""From a fresh clone to a virtual environment in which `python -m vitrino` works."""

import os
import time
from pathlib import Path

from scripts.start import say
from scripts.start.environment import IS_WINDOWS, Environment, Kind, only_one
from scripts.start.installers import Installer, ladder
from scripts.start.system import python_words, run
from scripts.start.trouble import Trouble, explain_os

COMPILE_TEXTS = ("-m", "vitrino", "texts", "compile")


def prepare(environment: Environment, kind: Kind = "app") -> None:
    """Install what is missing; does nothing (in milliseconds) when nothing is. Raises Trouble."""
    if not environment.is_ready(kind):
        with only_one(environment.root / "build" / "start.lock"):
            if not environment.is_ready(kind):
                _set_up(environment, kind)
    compile_texts(environment)


def compile_texts(environment: Environment) -> None:
    """Turn changed translations into the form the product reads."""
    if any(_is_newer(file, file.with_suffix(".mo")) for file in (environment.root / "vitrino").rglob("*.po")):
        with say.step("texts compiled"):
            run([environment.python, *COMPILE_TEXTS], doing="Compiling the texts", cwd=environment.root)


def _set_up(environment: Environment, kind: Kind) -> None:
    started = time.monotonic()
    say.headline("Setting Vitrino up (once; later starts skip this)")
    say.line(f"  {python_words()}, into {environment.folder}")
    try:
        environment.remove_if_broken()
        with environment.being_changed():
            _install(environment, kind)
            make_importable(environment)
            environment.remember(kind)
    except OSError as error:
        raise explain_os(error, "Setting up") from error
    say.line(f"  Ready after {say.duration(time.monotonic() - started)}.")


def _install(environment: Environment, kind: Kind) -> None:
    """Try one installer after the other until one succeeds."""
    last = Trouble("No way of installing packages was found on this machine.")
    for installer in ladder():
        try:
            return _install_with(installer, environment, kind)
        except Trouble as trouble:
            if trouble.is_final:
                raise
            say.line(f"  {installer.name} did not manage: {trouble}")
            last = trouble
    raise last


def _install_with(installer: Installer, environment: Environment, kind: Kind) -> None:
    if not environment.is_sound:
        with say.step("environment made", installer.name):
            installer.make(environment)
    lock = environment.lock(kind)
    with say.step(f"{_count(lock)} packages installed", installer.name, slow=True):
        installer.install(environment, lock)


def make_importable(environment: Environment) -> None:
    """Let `python -m vitrino` work from any folder, and `vitrino` be a command in the environment."""
    question = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = run([environment.python, "-I", "-c", question], doing="Asking where packages go").strip()
    (Path(packages) / "vitrino-source.pth").write_text(f"{environment.root}\n", encoding="utf-8")
    if IS_WINDOWS:
        command = environment.python.with_name("vitrino.cmd")
        command.write_text('@"%~dp0python.exe" -m vitrino %*\r\n', encoding="utf-8")
        return
    command = environment.python.with_name("vitrino")
    command.write_text(f'#!/bin/sh\nexec "{environment.python}" -m vitrino "$@"\n', encoding="utf-8")
    os.chmod(command, 0o755)


def _count(lock: Path) -> int:
    return len({line.split("==")[0] for line in lock.read_text(encoding="utf-8").splitlines() if "==" in line})


def _is_newer(file: Path, than: Path) -> bool:
    return not than.exists() or file.stat().st_mtime > than.stat().st_mtime

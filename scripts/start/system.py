"""The machine below: running programs, Debian's packages, the user's cache folder."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.start import say
from scripts.start.trouble import Trouble, explain, explain_os

ROOT = Path(__file__).resolve().parent.parent.parent


def run(
    command: Sequence[object],
    *,
    doing: str,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    timeout_s: float = 1800,
) -> str:
    """Run a program (each part as text) quietly and return what it printed. Raises Trouble when it fails."""
    try:
        result = subprocess.run(
            [str(part) for part in command],
            env={**os.environ, **(env or {})},
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=timeout_s,
        )
    except subprocess.TimeoutExpired:
        raise Trouble(f"{doing} took longer than {timeout_s / 60:.0f} minutes and was stopped; try again.") from None
    except OSError as error:
        raise explain_os(error, doing) from error
    output = result.stdout.decode(errors="replace")
    if result.returncode:
        raise explain(output, doing)
    return output


def runs(*command: object) -> bool:
    """Whether the program is there and answers. Version managers leave names behind that don't."""
    try:
        run(command, doing="", timeout_s=20)
    except Trouble:
        return False
    return True


def has_module(name: str) -> bool:
    """Asked in a fresh Python, which also finds what was installed a moment ago."""
    question = f"import importlib.util as u, sys; sys.exit(u.find_spec({name!r}) is None)"
    return runs(sys.executable, "-I", "-c", question)


def can_use_pip() -> bool:
    """Whether this Python can make an environment and brings a pip along."""
    return has_module("venv") and (has_module("ensurepip") or has_module("pip"))


def cache_folder() -> Path:
    """Where downloads survive the clone: the user's cache folder, else `build/` beside this project."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or os.path.expanduser("~/.cache")
    for folder in (Path(base) / "vitrino", ROOT / "build" / "cache"):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    raise Trouble("There is no folder to keep downloads in: set XDG_CACHE_HOME to one you may write to.", is_final=True)


def apt_install(what: str, *packages: str) -> None:
    """Install Debian packages where that is allowed. Raises Trouble with the command to type where it isn't."""
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        raise Trouble(f"install it with this system's package manager (on Debian it is: {names})")
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        raise Trouble(f"install it with: sudo apt install {names}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    with say.step(f"{what} installed", f"apt-get install {names}", slow=True):
        apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
        run([*apt, "update"], doing="apt-get update", env=quiet)
        run([*apt, "install", "-y", "--no-install-recommends", *packages], doing=f"apt-get install {names}", env=quiet)


def python_words() -> str:
    """`Python 3.12.1 on linux`."""
    return f"Python {'.'.join(map(str, sys.version_info[:3]))} on {sys.platform}"

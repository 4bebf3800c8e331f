"""The first command of the README, in a fresh copy, with nothing but the product's own packages installed."""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.start.system import ROOT
from tests.peers.process import free_port, stop

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("first run")]
GENERATED = shutil.ignore_patterns("*.mo", "*.pyc", "__pycache__")
COPIED = ("start.py", "pyproject.toml", "requirements.lock", "requirements-dev.lock", "scripts", "vitrino")
NO_NETWORK = "The package index could not be reached"
START_S = 120


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project that was set up by `start.py setup`."""
    folder = tmp_path_factory.mktemp("first-run") / "vitrino"
    folder.mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=GENERATED)
        else:
            shutil.copy(ROOT / name, folder / name)
    said = subprocess.run(
        [sys.executable, "start.py", "setup"], cwd=folder, capture_output=True, text=True, check=False
    )
    if NO_NETWORK in said.stdout:
        pytest.skip("the package index could not be reached")
    assert said.returncode == 0, said.stdout + said.stderr
    return folder


@pytest.fixture
def address(clone: Path) -> Iterator[str]:
    """Vitrino as `start.py` started it."""
    port = free_port()
    command = [sys.executable, "start.py", "--port", str(port), "--no-browser"]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "VITRINO_"))}
    with (clone / "build" / "serve.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=clone, env=clean, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    yield f"http://localhost:{port}/"
    stop(process)


def test_a_fresh_copy_shows_its_first_page(clone: Path, address: str) -> None:
    log = clone / "build" / "serve.log"
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                assert "<h1" in answer.read().decode()
                return
        except urllib.error.HTTPError as error:
            pytest.fail(f"{error}\n{log.read_text(encoding='utf-8')[-3000:]}")
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"No page within {START_S} s.\n{log.read_text(encoding='utf-8')[-3000:]}")


def test_setting_up_twice_changes_nothing(clone: Path) -> None:
    said = subprocess.run([sys.executable, "start.py", "setup"], cwd=clone, capture_output=True, text=True, check=True)
    assert said.stdout == "Vitrino is set up. Start it with: python3 start.py\n"

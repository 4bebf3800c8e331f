"""The real `vitrino serve` in a process of its own, as a shop owner starts it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tests.peers.process import free_port, stop, wait_until

ROOT = Path(__file__).resolve().parents[2]
START_WAIT_S = 90
EMAIL, PASSWORD = "owner@zorza.example", "rye-needs-a-long-night"


class VitrinoServer:
    """A new installation in `folder` on a free port; a context manager that starts and stops it.

    sign_up: "first" as delivered, "open" when several tests bring a person of their own.
    """

    def __init__(self, folder: Path, *, sign_up: str = "first", **settings: str) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"http://localhost:{self.port}"
        given = {f"VITRINO_{name.upper()}": value for name, value in settings.items()}
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("VITRINO_", "DJANGO_"))}
        self.env = {**clean, "VITRINO_DATA": str(folder / "data"), "VITRINO_PORT": str(self.port),
                    "VITRINO_SIGN_UP": sign_up, "DATABASE_URL": "", "PYTHONUNBUFFERED": "1", **given}  # fmt: skip

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def __enter__(self) -> VitrinoServer:
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "vitrino", "serve", "--no-browser", "--port", str(self.port)],
                env=self.env, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        try:
            wait_until(self._answers, self._process, name="Vitrino", wait_s=START_WAIT_S)
        except RuntimeError as error:
            stop(self._process)
            raise RuntimeError(f"{error}\n{self.said()}") from error
        return self

    def __exit__(self, *_raised: object) -> None:
        stop(self._process)

    def said(self) -> str:
        """All that stands in its console."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def start_link(self) -> str:
        """The one-time link a new installation prints."""
        found = re.search(rf"{re.escape(self.url)}/start/\S+/", self.said())
        assert found, self.said()
        return found.group()

    def town(self, command: str, **values: Any) -> Any:
        """Do or read something beside the server, in its data folder; see `town.py`."""
        answer = subprocess.run(
            [sys.executable, "-m", "tests.journeys.town", command, json.dumps(values)],
            env={**self.env, "DJANGO_SETTINGS_MODULE": "vitrino.config.settings"}, cwd=ROOT, check=False,
            capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert answer.returncode == 0, answer.stderr
        return json.loads(answer.stdout.splitlines()[-1])

    def letters(self) -> list[str]:
        """Every mail written so far, as it would be sent."""
        return [path.read_text(encoding="utf-8") for path in sorted((self.data / "mail").glob("*.log"))]

    @property
    def _log(self) -> Path:
        return self.folder / "console.txt"

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health/live", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

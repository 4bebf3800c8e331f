"""Giving an order to the limited process and hearing what became of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from vitrino.domain.message import say
from vitrino.domain.problem import Problem

Command = Literal["accept", "renditions", "probe", "transcode"]
ROOT = Path(__file__).resolve().parents[2]
TIME_S: dict[Command, float] = {"accept": 60, "renditions": 120, "probe": 60, "transcode": 3 * 3600}
# What the process may know of the machine: how to find Python and its libraries, and nothing secret.
PASSED_ON = (
    "PATH",
    "LANG",
    "LC_ALL",
    "SYSTEMROOT",
    "LD_LIBRARY_PATH",
    "TMPDIR",
    "TEMP",
    "VIRTUAL_ENV",
    "COVERAGE_PROCESS_START",
)

REFUSALS = {
    "unreadable": say("This is not a picture Vitrino can read. It takes JPEG, PNG, WebP and GIF."),
    "pixels": say("This picture has too many pixels (more than 50 million). Save it smaller and try again."),
    "frames": say("This animation has too many pictures (more than 300). Shorten it and try again."),
    "animation": say("This animation is too large. Save it smaller or shorter and try again."),
    "too-small": say("This picture can't be made small enough for the platform. Choose another one."),
    "slow": say("This file takes too long to read. Save it anew and try again."),
    "crashed": say("This file could not be read to its end. Save it anew and try again."),
    "no-film": say("This is not a film Vitrino can read. It takes MP4, MOV, WebM and AVI."),
    "no-reader": say("This installation can't read films yet. Whoever looks after it adds them with: "
                     "pip install vitrino[video]"),
    "no-picture": say("This film has no pictures that Vitrino can read. Save it anew as MP4 and try again."),
    "no-length": say("This film lasts no time at all. Probably the recording was cut off; choose another one."),
    "length": say("This film is longer than an hour. Cut it and try again."),
    "edge": say("This film is larger than 4096 pixels. Save it smaller and try again."),
    "film-unreadable": say("This film is damaged, or made in a way Vitrino can't read. "
                           "Save it anew as MP4 and try again."),
}  # fmt: skip

# One picture at a time and one film at a time: each may take a few hundred megabytes.
_PICTURES, _FILMS = threading.Semaphore(1), threading.Semaphore(1)


class Cancelled(Exception):
    """Nobody wants the result any more."""


def run(
    command: Command,
    order: dict[str, Any],
    *,
    field: str = "pictures",
    on_progress: Callable[[float], bool] = lambda share: True,
) -> dict[str, Any]:
    """What was done. `on_progress(share)` answers whether to go on. Raises Problem with words, or Cancelled."""
    with _FILMS if command == "transcode" else _PICTURES:
        return _run(command, order, field, on_progress)


def _run(command: Command, order: dict[str, Any], field: str, on_progress: Callable[[float], bool]) -> dict[str, Any]:
    with subprocess.Popen(  # our own interpreter and module, no shell
        [sys.executable, "-m", "vitrino.media.workshop", command], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, cwd=ROOT, env=_environment(),
    ) as process:  # fmt: skip
        timer = threading.Timer(TIME_S[command], process.kill)
        timer.start()
        try:
            return _heard(process, command, order, field, on_progress)
        finally:
            is_late = not timer.is_alive()
            timer.cancel()
            process.kill()
            if is_late:
                raise Problem(REFUSALS["slow"], field)


def _heard(
    process: subprocess.Popen[bytes], command: Command, order: dict[str, Any], field: str,
    on_progress: Callable[[float], bool],
) -> dict[str, Any]:  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(json.dumps(order).encode())
        process.stdin.close()
    except BrokenPipeError:
        raise Problem(REFUSALS["crashed"], field) from None
    for line in process.stdout:
        answer = json.loads(line)
        if "done" in answer:
            return dict(answer["done"])
        if "refused" in answer:
            raise Problem(_refusal(command, answer["refused"]), field)
        if not on_progress(float(answer["progress"])):
            raise Cancelled
    raise Problem(REFUSALS["crashed"], field)


def _refusal(command: Command, key: str) -> Any:
    is_film = command in ("probe", "transcode")
    return REFUSALS["film-unreadable" if is_film and key == "unreadable" else key]


def _environment() -> dict[str, str]:
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return passed | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}

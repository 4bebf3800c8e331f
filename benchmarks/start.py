"""Start-up time and idle memory of the whole product: `python -m benchmarks.start`.

Starts `vitrino serve` on a prepared installation, waits for the first answer, lets it idle with its scheduler running,
and reads its resident memory. Goals: start ≤ 3 s, idle ≤ 150 MB.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

RUNS = 3
IDLE_S = 15
GOAL_START_S, GOAL_IDLE_MB = 3.0, 150.0


def main() -> int:
    """Measure a few starts, and the memory of the last one after some pages and some idling."""
    starts = []
    idle_mb = 0.0
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"VITRINO_DATA": folder, "DATABASE_URL": ""}
        subprocess.run([sys.executable, "-m", "vitrino", "setup"], env=environment, check=True, capture_output=True)
        for run in range(RUNS):
            is_last = run == RUNS - 1
            start_s, rss_mb = _one(environment, 18_400 + run, idle_s=IDLE_S if is_last else 0)
            starts.append(start_s)
            idle_mb = rss_mb
    took = median(starts)
    print(f"start to first page: {took:.2f} s   ratio to the goal of {GOAL_START_S} s: {took / GOAL_START_S:.2f}")
    print(f"idle memory: {idle_mb:.0f} MB   ratio to the goal of {GOAL_IDLE_MB:.0f} MB: {idle_mb / GOAL_IDLE_MB:.2f}")
    return 0


def _one(environment: dict[str, str], port: int, idle_s: float) -> tuple[float, float]:
    begun = time.perf_counter()
    command = [sys.executable, "-m", "vitrino", "serve", "--no-browser", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(f"http://127.0.0.1:{port}/account/login/")
            took = time.perf_counter() - begun
            time.sleep(idle_s)
            return took, _rss_mb(server.pid)
        finally:
            server.terminate()


def _wait_for(url: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with suppress(URLError, OSError), urlopen(url, timeout=5) as answer:
            if answer.status == 200:
                return
        time.sleep(0.02)
    raise SystemExit("The server did not answer within a minute.")


def _rss_mb(pid: int) -> float:
    """Resident memory of the process, from the kernel's own account (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


if __name__ == "__main__":
    sys.exit(main())

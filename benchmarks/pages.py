"""Page times of Today, Plan and Inbox: `python -m benchmarks.pages`.

Two shops in two databases, 100 posts and messages against 10,000 posts and 100,000 messages, in one run; and an empty
page through the same middleware, signed in. Prints the median processor time of each and the ratios; each size is
held against the empty page of its own process, so that a machine that slows down half-way changes nothing. Goals:
large to small ≤ 1.3, page to empty page ≤ 4.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from statistics import median
from time import process_time

PAGES = ("today", "plan", "inbox")
ROUNDS = 60
SIZES = {"small": (100, 100), "large": (10_000, 100_000)}
GOAL_GROWTH, GOAL_EMPTY = 1.3, 4.0


def main() -> int:
    """Measure each size in a process and database of its own, then compare."""
    found = {name: _in_a_process(name) for name in SIZES}
    for name, times in found.items():
        print(f"{name}: empty signed-in page {times['empty']:.2f} ms")
    print(f"{'page':8} {'small':>9} {'large':>9} {'large/small':>12} {'small/empty':>12} {'large/empty':>12}")
    for page in PAGES:
        small, large = (found[name][page] / found[name]["empty"] for name in SIZES)
        verdict = "ok" if large / small <= GOAL_GROWTH and large <= GOAL_EMPTY else "above the goal"
        print(f"{page:8} {found['small'][page]:7.2f}ms {found['large'][page]:7.2f}ms {large / small:12.2f} "
              f"{small:12.2f} {large:12.2f}   {verdict}")  # fmt: skip
    print(f"goals: large/small ≤ {GOAL_GROWTH}, page/empty ≤ {GOAL_EMPTY}")
    return 0


def _in_a_process(size: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"VITRINO_DATA": folder, "DATABASE_URL": ""}
        done = subprocess.run([sys.executable, "-m", "benchmarks.pages", size], env=environment, check=True,
                              capture_output=True, text=True)  # fmt: skip
    return dict(json.loads(done.stdout.splitlines()[-1]))


def child(size: str) -> int:
    """Fill a database and measure; prints one line of JSON, milliseconds by page."""
    from vitrino.config import installation

    list(installation.prepare())
    from benchmarks.shop import fill

    client, slug = fill(*SIZES[size])
    paths = {page: f"/w/{slug}/{page}/" for page in PAGES} | {"empty": "/empty/"}
    _add_empty_page()
    times: dict[str, list[float]] = {name: [] for name in paths}
    for round_number in range(ROUNDS):
        for name, path in paths.items():
            begun = process_time()
            response = client.get(path)
            if round_number >= 5:
                times[name].append((process_time() - begun) * 1000)
            assert response.status_code == 200, (path, response.status_code)
    print(json.dumps({name: median(taken) for name, taken in times.items()}))
    return 0


def _add_empty_page() -> None:
    """Django's own smallest page behind a sign-in, drawn by its own template engine."""
    from django.contrib.auth.decorators import login_required
    from django.http import HttpRequest, HttpResponse
    from django.template import engines
    from django.urls import clear_url_caches, path

    from vitrino.config import urls

    template = engines["django"].from_string("<!doctype html><title>Empty</title><p>{{ user }}</p>")

    @login_required
    def empty(request: HttpRequest) -> HttpResponse:
        return HttpResponse(template.render({"user": request.user}))

    urls.urlpatterns.append(path("empty/", empty))
    clear_url_caches()


if __name__ == "__main__":
    sys.exit(child(sys.argv[1]) if len(sys.argv) > 1 else main())

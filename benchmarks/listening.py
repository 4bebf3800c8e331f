"""What is lost and how late it is heard: `python -m benchmarks.listening`.

A twin of Jetstream sends 100 posts a second for ten minutes, one in twenty with the shop's name, and breaks the line
three times without a word. `vitrino worker` follows it. Prints how many were lost, and the time from a post to its
mention (p50, p95). Goals: 0 lost, p95 ≤ 5 s.
"""

from __future__ import annotations

import argparse
import random
import sys
import threading
import time
from datetime import UTC, datetime
from time import process_time

from benchmarks import house
from vitrino.intake.tests.jetstream import Jetstream

GOAL_P95_S = 5.0
NAME = "Piekarnia Zorza"
WRITINGS = (
    "Chleb z Piekarni Zorza jest najlepszy", "idę do piekarni zorza po bułki", "#PiekarniaZorza dziś od siódmej",
    "Piekarnią Zorza zachwyca się cała ulica", "PIEKARNIA ZORZA znowu zamknięta?!",
)  # fmt: skip
OTHERS = "dziś rano był deszcz a potem słońce i wszyscy poszli na spacer nad rzekę obok starego młyna z psem kotem"
ONE_IN = 20
SETTLES_WITHIN_S = 60.0


def main() -> int:
    arguments = _arguments()
    with house.installation() as _folder:
        stream = Jetstream()
        with stream.served() as url:
            _prepare(url)
            with house.workers(1, VITRINO_ALLOW_PRIVATE="true"):
                _wait_for(lambda: bool(stream.calls))
                time.sleep(2)
                written = _write(stream, arguments)
                heard = _heard(written)
    lost = sorted(set(written) - set(heard))
    lags = [heard[uri] - written[uri] for uri in heard if uri in written]
    p50, p95 = (house.percentile(lags, share) for share in (0.50, 0.95))
    print(f"{arguments.seconds * arguments.rate:,.0f} posts, {len(written):,} with the name; the line broke"
          f" {arguments.cuts} times, opened {len(stream.calls)} times")  # fmt: skip
    print(f"lost: {len(lost)}   heard twice: {len(heard) - len(set(heard))}")
    print(f"from post to mention: p50 {p50:.2f} s, p95 {p95:.2f} s   ratio to the goal of {GOAL_P95_S:.0f} s:"
          f" {p95 / GOAL_P95_S:.2f}")  # fmt: skip
    return 0


def _prepare(url: str) -> None:
    """A shop with its names and a thousand forms, that listens to the whole network."""
    from vitrino.channels import actions as channels
    from vitrino.connect import registry
    from vitrino.intake import streams
    from vitrino.intake.models import Stream
    from vitrino.listening import actions as listening
    from vitrino.listening.models import Watch
    from vitrino.workspace.models import BrandName, Workspace

    now = datetime.now(UTC)
    shop = Workspace.objects.create(name=NAME, slug="zorza", created_at=now, onboarding_step=0)
    BrandName.objects.create(workspace=shop, text=NAME, is_primary=True, created_at=now)
    listening.grow_watches(workspace=shop, now=now)
    network = next(iter(registry.firehoses()))
    channels.open_place(workspace=shop, platform=network, remote_id="network", name="All of it", by=None, now=now)
    streams.ensure(now)
    Stream.objects.update(server=url)
    print(f"{Watch.objects.count()} forms are watched", flush=True)


def _write(stream: Jetstream, arguments: argparse.Namespace) -> dict[str, float]:
    """Posts at their instants; uri -> when. The line breaks at a quarter, a half and three quarters."""
    dice = random.Random(arguments.seed)
    total = int(arguments.seconds * arguments.rate)
    cuts = {total * (number + 1) // (arguments.cuts + 1) for number in range(arguments.cuts)}
    written, begun, used = {}, time.time(), process_time()
    for number in range(total):
        time.sleep(max(0.0, begun + number / arguments.rate - time.time()))
        now = time.time()
        has_name = number % ONE_IN == 0
        text = dice.choice(WRITINGS) if has_name else " ".join(dice.choices(OTHERS.split(), k=12))
        uri = stream.post(int(now * 1_000_000), f"{text} {number}", did=f"did:plc:{number % 997}")
        if has_name:
            written[uri] = now
        if number in cuts:
            stream.cut()
    print(f"written in {time.time() - begun:.0f} s, with {process_time() - used:.0f} s of processor time", flush=True)
    return written


def _heard(written: dict[str, float]) -> dict[str, float]:
    """uri -> when it was a mention, after everything had time to settle."""
    from vitrino.listening.models import Mention

    ends = time.monotonic() + SETTLES_WITHIN_S
    while Mention.objects.count() < len(written) and time.monotonic() < ends:
        time.sleep(0.5)
    found = Mention.objects.values_list("arrival__remote_id", "seen_at")
    return {uri: seen_at.timestamp() for uri, seen_at in found}


def _wait_for(holds: object) -> None:
    ends = time.monotonic() + 90
    while not (callable(holds) and holds()):
        if time.monotonic() > ends:
            raise SystemExit("The worker did not call within a minute and a half.")
        threading.Event().wait(0.1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--rate", type=float, default=100)
    parser.add_argument("--cuts", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

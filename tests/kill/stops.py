"""`python -m tests.kill.stops --posts 300 --kills 20`: everything is stopped while workers publish and are killed.

Real workers, platforms behind real sockets that lose answers and are late, all posts due at once. What may be out after
the stop's commit is what was out or being sent at that commit, and nothing else; afterwards everything goes on, and no
post may be lost or out twice. `--careless` takes the stop out of the workers, to show that this proof notices. Prints
one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

PATIENCE_S = 120.0
OUT_BEFORE_SHARE = 0.15
KILL_EVERY_S = 0.12
# Longer than a write may take to be seen: what went out in spite of the stop has shown itself by then.
ALL_IS_SEEN_S = 2.0


def main() -> None:
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="vitrino-stop") as folder, ExitStack() as stack:
        from vitrino.proofs import place, stores

        store = stack.enter_context(stores.store(Path(folder), arguments.database))
        place.prepare(Path(folder), store.url, at_once=True)
        from vitrino.proofs.network import platforms
        from vitrino.proofs.shape import entrants

        taking_part = entrants(arguments.classes)
        _warm_up(store, taking_part, is_careless=arguments.careless)
        network = stack.enter_context(platforms(str(arguments.seed), arguments.classes))
        stack.enter_context(place.installation(store, "stopped"))
        sys.stdout.write(json.dumps(_play(network, taking_part, arguments)) + "\n")


def _warm_up(store: Any, taking_part: Any, *, is_careless: bool) -> None:
    from vitrino.channels import queries
    from vitrino.proofs import place, shop, worker

    worker.get_ready(taking_part)
    shop.lift_allowances(taking_part)
    if is_careless:
        vars(queries)["is_stopped"] = lambda *_of: False
    with place.installation(store, "warmup"):
        shop.warm_up(taking_part)


def _play(network: Any, taking_part: Any, arguments: argparse.Namespace) -> dict[str, Any]:
    from vitrino.proofs.crew import Crew
    from vitrino.proofs.shop import Shop

    shop = Shop("zorza", taking_part, network)
    shop.plan(arguments.posts)
    with Crew(arguments.workers, 4, random.Random(arguments.seed)) as crew:
        _wait(crew, lambda: _begun(shop) >= OUT_BEFORE_SHARE * arguments.posts, every_s=0.02)
        owner, might_be_out = _stop(shop)
        for _kill in range(arguments.kills):
            crew.kill_one()
            time.sleep(KILL_EVERY_S)
            crew.tend()
        _wait(crew, lambda: not _moving(shop))
        time.sleep(ALL_IS_SEEN_S)
        told = {"might be out": len(might_be_out), **_seen_after(shop, network, might_be_out)}
        _go_on(shop, owner)
        _wait(crew, lambda: not _moving(shop))
    return {"kills": crew.kills, **told, **_judged(shop, network)}


def _stop(shop: Any) -> tuple[Any, set[str]]:
    """Press the button; who did it, and the texts that were out or being sent at its very commit."""
    from django.db import transaction
    from django.utils import timezone

    from vitrino.channels import actions
    from vitrino.proofs.patience import patiently
    from vitrino.workspace.models import Person

    owner = patiently(lambda: Person.objects.create_user("anna@example.com", None, name="Anna"))

    def press() -> set[str]:
        with transaction.atomic():
            actions.stop_everything(workspace=shop.workspace, by=owner, now=timezone.now())
            return set(_rows(shop).filter(attempt_count__gt=0).values_list("content__text", flat=True))

    return owner, patiently(press)


def _go_on(shop: Any, owner: Any) -> None:
    from django.utils import timezone

    from vitrino.channels import actions
    from vitrino.proofs.patience import patiently
    from vitrino.publishing import deciding

    patiently(lambda: actions.go_on(workspace=shop.workspace, by=owner, now=timezone.now()))
    patiently(lambda: deciding.release_all(workspace=shop.workspace, by=owner, now=timezone.now()))


def _rows(shop: Any) -> Any:
    from vitrino.publishing.models import Publication

    return Publication.objects.filter(workspace=shop.workspace)


def _begun(shop: Any) -> int:
    from vitrino.proofs.patience import patiently

    return int(patiently(_rows(shop).filter(attempt_count__gt=0).count))


def _moving(shop: Any) -> bool:
    from vitrino.proofs.patience import patiently
    from vitrino.proofs.round import MOVING

    return bool(patiently(_rows(shop).filter(state__in=MOVING).exists))


def _wait(crew: Any, is_done: Callable[[], bool], every_s: float = 0.1) -> None:
    from django.db import connections

    ends = time.monotonic() + PATIENCE_S
    while not is_done():
        if time.monotonic() > ends:
            raise SystemExit("Something moves for ever.")
        crew.tend()
        time.sleep(every_s)
    connections.close_all()


def _seen_after(shop: Any, network: Any, might_be_out: set[str]) -> dict[str, Any]:
    """What is out while everything is stopped, and what became of the rest."""
    network.read()
    out = {text for one in shop.channels for text in _texts(network.documents(one))}
    states = list(_rows(shop).values_list("state", "reason__is_stopped"))
    return {
        "out at the stop": len(out & might_be_out),
        "out after the stop": len(out - might_be_out),
        "held": sum(state == "held" and bool(by_stop) for state, by_stop in states),
        "not reached": sum(state in ("ready", "sending", "unknown") for state, _by_stop in states),
    }


def _texts(documents: list[str]) -> set[str]:
    """Each text carries its number between « and »."""
    return {f"Bread «{piece.partition('»')[0]}»" for text in documents for piece in text.split("«")[1:]}


def _judged(shop: Any, network: Any) -> dict[str, int]:
    from vitrino.proofs.judge import Verdict, judge

    network.read()
    total = Verdict()
    for one, channel in shop.channels.items():
        rows = _rows(shop).filter(channel=channel).values_list("content__text", "state")
        total.add(judge(rows, network.documents(one)))
    return {"posts": total.posts, "once": total.once, "twice": total.duplicated, "lost": total.lost,
            "false": total.false_status}  # fmt: skip


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--posts", type=int, default=300, help="all due at once")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--classes", default="ABD")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--database", default="", help="postgresql://… (default SQLite)")
    parser.add_argument("--careless", action="store_true", help="workers that do not ask whether all is stopped")
    return parser.parse_args()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vitrino.config.settings")
    main()

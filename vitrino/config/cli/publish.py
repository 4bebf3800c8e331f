"""`vitrino publish prove`: kill, stop, restore and copy workers on this machine, and count what is out."""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

CLASSES = "ABCDE"


def add(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="what", required=True)
    prove = commands.add_parser(
        "prove", help="re-run the proofs of publishing, in a folder and a database of their own",
        description="Kills worker processes while they publish to practice platforms, and counts what is out. Nothing"
        " of yours is used: not your database, not your channels.",
    )  # fmt: skip
    prove.add_argument("--kills", type=int, metavar="N", default=500, help="how many workers are killed (default 500)")
    prove.add_argument(
        "--pauses", type=int, metavar="N", help="how many are stopped and wake up too late (default: a tenth)"
    )
    words = "PostgreSQL only: how often half of all connections are cut (default: a tenth)"
    prove.add_argument("--cuts", type=int, metavar="N", help=words)
    prove.add_argument("--seed", type=int, metavar="N", help="draws the same faults and pauses as another run")
    prove.add_argument("--classes", default=CLASSES, help="which classes of platforms, by letter (default ABCDE)")
    prove.add_argument("--workers", type=int, metavar="N", help="how many at a time (default 2, on PostgreSQL 4)")
    words = "how many rounds at a time, each with an installation of its own (default: one more than cores)"
    prove.add_argument("--lanes", type=int, metavar="N", help=words)
    words = "sqlite, or postgresql://… of a server on which a database of its own is made (default sqlite)"
    prove.add_argument("--database", default="sqlite", help=words)
    words = "break the product on purpose, to see the proof catch it"
    prove.add_argument("--careless", default="", choices=["resends", "oversleeps"], help=words)


def run(args: argparse.Namespace, **more: Any) -> int:
    """0 when nothing was lost, doubled or misnamed, 1 when something was, 2 where this system can't do it.

    more: fields of the plan that have no option, for tests that own the database server. Ctrl-C ends it after the
    rounds it is in, with the tables of what was done.
    """
    classes = "".join(letter for letter in CLASSES if letter in args.classes.upper())
    if not hasattr(os, "fork") or not classes:
        why = "needs Linux or macOS" if classes else f"knows the classes {CLASSES}"
        sys.stderr.write(f"vitrino publish prove {why}.\n")
        return 2
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="vitrino-proof")))
        return _prove(args, classes, folder, stack, more)


def _prove(args: argparse.Namespace, classes: str, folder: Path, stack: ExitStack, more: Mapping[str, Any]) -> int:
    from vitrino.proofs import place, stores

    store = stack.enter_context(stores.store(folder, "" if args.database == "sqlite" else args.database))
    place.prepare(folder, store.url, at_once=True)
    from vitrino.proofs import report
    from vitrino.proofs.plan import Plan, Result, lanes
    from vitrino.proofs.run import run as prove

    plan = Plan(
        kills=max(0, args.kills), seed=random.SystemRandom().randrange(10_000) if args.seed is None else args.seed,
        pauses=_share(args.pauses, args.kills), cuts=_share(args.cuts, args.kills) if store.is_server else 0,
        workers=args.workers or (4 if store.is_server else 2), classes=classes, lanes=args.lanes or lanes(),
        careless=args.careless, restores=not args.careless, **more,
    )  # fmt: skip
    _say(report.opening(plan, store.label))
    is_stopped: list[bool] = []
    signal.signal(signal.SIGINT, lambda number, frame: is_stopped.append(True))

    def go_on(so_far: Result) -> bool:
        if so_far.kills < plan.kills:
            _say(report.progress(so_far))
        return not is_stopped

    result = prove(plan, store, go_on)
    _say(report.report(result))
    return 0 if result.is_clean else 1


def _share(asked: int | None, kills: int) -> int:
    """As many as were asked for, else a tenth of the kills."""
    return max(0, kills // 10 if asked is None else asked)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()

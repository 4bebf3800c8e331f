"""`vitrino notify prove`: does every alert reach its person, while ways fail and workers are killed?"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path


def add(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="what", required=True)
    prove = commands.add_parser(
        "prove", help="re-run the proof of notices, in a folder and a database of its own",
        description="Tells alerts to people with all kinds of ways, whose other side fails on purpose, kills workers"
        " and counts who was not reached. Nothing of yours is used: not your database, not your addresses.",
    )  # fmt: skip
    prove.add_argument("--items", type=int, metavar="N", default=10_000, help="how many alerts (default 10,000)")
    prove.add_argument("--kills", type=int, metavar="N", default=40, help="how many processes are killed (default 40)")
    prove.add_argument("--failures", type=float, metavar="SHARE", default=0.2, help="spoilt messages (default 0.2)")
    prove.add_argument("--seed", type=int, metavar="N", help="draws the same faults and kills as another run")
    words = "break the product on purpose, to see the proof catch it"
    prove.add_argument("--careless", action="store_true", help=words)


def run(args: argparse.Namespace) -> int:
    """0 when everybody was reached, 1 when somebody was not, 2 where this system can't do it."""
    if not hasattr(os, "fork"):
        sys.stderr.write("vitrino notify prove needs Linux or macOS.\n")
        return 2
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="vitrino-proof")))
        return _prove(args, folder, stack)


def _prove(args: argparse.Namespace, folder: Path, stack: ExitStack) -> int:
    from vitrino.proofs import place, stores

    store = stack.enter_context(stores.store(folder, ""))
    place.prepare(folder, store.url, at_once=True)
    from vitrino.proofs.notices.judge import report
    from vitrino.proofs.notices.run import Plan
    from vitrino.proofs.notices.run import run as prove

    seed = random.SystemRandom().randrange(10_000) if args.seed is None else args.seed
    plan = Plan(max(1, args.items), max(0, args.kills), min(max(args.failures, 0.0), 0.9), seed,
                is_careless=args.careless)  # fmt: skip
    _say(f"{plan.items:,} alerts, {plan.kills} kills, {plan.failures:.0%} failures, seed {plan.seed}, {store.label}")
    verdict = prove(plan, _say)
    _say(report(verdict))
    return 0 if verdict.is_clean else 1


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()

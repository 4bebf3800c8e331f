"""`python -m tests.kill --kills 10000 --seed 7`"""

from __future__ import annotations

import argparse
import logging
import os
import random
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.kill.judge import table

if TYPE_CHECKING:
    from tests.kill.run import Result


def main() -> int:
    """0 when nothing was lost, doubled or misnamed."""
    arguments = _arguments()
    seed = arguments.seed if arguments.seed is not None else random.SystemRandom().randrange(10_000)
    sys.stdout.write(f"seed {seed}, {arguments.kills} kills, {arguments.posts or _posts(arguments.kills)} posts\n")
    with tempfile.TemporaryDirectory(prefix="kill") as folder:
        prepare(Path(folder))
        from tests.kill import run, worker

        if arguments.careless:
            worker.be_careless()
        plan = run.Plan(arguments.kills, seed, arguments.posts or _posts(arguments.kills), arguments.workers)
        result = run.run(plan)
        _report(result)
    return 0 if result.is_clean else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.kill", description="Kill workers and count what is out.")
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, help="the same seed draws the same faults and pauses")
    parser.add_argument("--posts", type=int, help="default: four for every five kills")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--careless", action="store_true", help="resend after an error, to see the test catch it")
    return parser.parse_args()


def _posts(kills: int) -> int:
    return max(50, kills * 4 // 5)


def prepare(folder: Path) -> None:
    """An installation of its own, with a file of SQLite or the PostgreSQL of DATABASE_URL."""
    os.environ |= {"VITRINO_DATA": str(folder), "VITRINO_ALLOW_PRIVATE": "1"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vitrino.config.settings")
    import django

    django.setup()
    from django.conf import settings

    settings.ROOT_URLCONF = "tests.kill.urls"
    logging.disable(logging.WARNING)
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def _report(result: Result) -> None:
    faults = ", ".join(f"{name} {count}" for name, count in sorted(result.suffered.items()))
    questions = ", ".join(f"{name} {count}" for name, count in sorted(result.questions.items()))
    cases = [case for verdict in result.verdicts.values() for case in verdict.cases]
    lines = (
        table(result.verdicts),
        "",
        f"{result.kills} kills in {result.seconds:.0f} s; {result.interrupted} came between an attempt and its answer.",
        f"What became of the writes: {faults}.",
        f"Why people were asked: {questions}.",
        *(f"WRONG {case}" for case in cases),
    )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    sys.exit(main())

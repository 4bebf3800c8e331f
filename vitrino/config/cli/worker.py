"""`vitrino worker`: another scheduler with its pool for the same database, on this or another machine."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from types import FrameType

from vitrino.config.environment import read


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--threads", type=int, help="how many jobs side by side (default 4)")


def run(args: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vitrino.config.settings")
    import django

    django.setup()
    from vitrino.engine.ticker import Ticker

    ticker = Ticker(args.threads or read().threads)

    def stop(number: int, frame: FrameType | None) -> None:
        ticker.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    sys.stdout.write("The worker is running (stop it with Ctrl-C).\n")
    sys.stdout.flush()
    ticker.run()
    return 0

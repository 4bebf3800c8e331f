"""`vitrino worker`: another scheduler with its pool for the same database, on this or another machine.

With a broker it only names what is due; `vitrino worker --celery` works it off.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from types import FrameType

from vitrino.config.environment import read


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--threads", type=int, help="how many jobs side by side (default 8)")
    parser.add_argument("--celery", action="store_true", help="work off what the broker in VITRINO_BROKER_URL brings")
    parser.add_argument("--only", default="", help="with --celery: these platforms only, e.g. mastodon,bluesky")


def run(args: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vitrino.config.settings")
    import django

    django.setup()
    from vitrino.config import fleet

    if args.celery:
        return fleet.work(args.threads or read().threads, only=[name for name in args.only.split(",") if name])
    ticker = fleet.scheduler(args.threads or read().threads)

    def stop(number: int, frame: FrameType | None) -> None:
        ticker.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    sys.stdout.write("The worker is running (stop it with Ctrl-C).\n")
    sys.stdout.flush()
    ticker.run()
    return 0

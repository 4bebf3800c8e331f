"""`vitrino manage …`: Django's own commands with Vitrino's settings."""

from __future__ import annotations

import argparse
import os

from django.core.management import execute_from_command_line


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rest", nargs=argparse.REMAINDER)


def run(args: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vitrino.config.settings")
    execute_from_command_line(["vitrino manage", *args.rest])
    return 0

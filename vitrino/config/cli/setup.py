"""`vitrino setup`: everything the first start needs, without starting."""

from __future__ import annotations

import argparse
import sys

from vitrino.config import installation


def add(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(args: argparse.Namespace) -> int:
    for line in installation.prepare():
        sys.stdout.write(line + "\n")
    return 0

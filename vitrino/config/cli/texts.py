"""`vitrino texts`: extract, compile and check the Polish and Esperanto catalogues."""

from __future__ import annotations

import argparse
import sys

from vitrino.config import texts


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("extract", "compile", "check"))


def run(args: argparse.Namespace) -> int:
    return {"extract": _extract, "compile": _compile, "check": _check}[args.what]()


def _extract() -> int:
    changed = [(package.name, language) for package in texts.packages() for language in texts.LANGUAGES
               if texts.update(package, language)]  # fmt: skip
    sys.stdout.write(f"{len(changed)} catalogues brought up to date.\n")
    return 0


def _compile() -> int:
    sys.stdout.write(f"{texts.compile_stale()} catalogues compiled.\n")
    return 0


def _check() -> int:
    gaps = [line for package in texts.packages() for language in texts.LANGUAGES
            for line in texts.missing(package, language)]  # fmt: skip
    for line in gaps:
        sys.stdout.write(line + "\n")
    sys.stdout.write(f"{len(gaps)} texts are not translated.\n")
    return 1 if gaps else 0

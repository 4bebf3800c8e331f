"""`vitrino contest verify`: repeat the draw of a contest from its proof file. No installation, no database.

The proof file is offered at the end of every contest's public page. Everything is computed again; add what you saw
elsewhere, so that nobody has to be believed. Step by step: docs/reference/contest-proof.md.
Exit status: 0 everything fits, 1 something does not, 2 it can't be said (unreadable, or nothing is drawn yet).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from vitrino.domain.contests import Verdict, check, proof_in
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem

SIGNS = {True: "fits", False: "DOES NOT FIT", None: "note"}
STATUS = {True: 0, False: 1, None: 2}


def add(parser: argparse.ArgumentParser) -> None:
    parser.description = __doc__
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    verify = parser.add_subparsers(dest="what", required=True).add_parser("verify", help="repeat a draw")
    verify.add_argument("file", help="the proof file; - is standard input")
    verify.add_argument("--announced", default="", help="the hash in the shop's first post")
    verify.add_argument("--list", default="", dest="list_hash", help="the hash published when entries closed")
    verify.add_argument("--value", default="", help="the public value, as you read it at its source")


def run(args: argparse.Namespace) -> int:
    """A line for each thing looked at, and a sentence at the end."""
    found = check(proof_in(_read(args.file)), announced=args.announced, list_hash=args.list_hash, value=args.value)
    for one in found.checks:
        sys.stdout.write(f"{SIGNS[one.is_right]:<13} {one.message}\n")
    sys.stdout.write(f"\n{_summary(found)}\n")
    return STATUS[found.is_right]


def _summary(found: Verdict) -> Message:
    wrong = sum(one.is_right is False for one in found.checks)
    if wrong:
        return say("This proof does not hold: {n} of {all} checks failed.", n=wrong, all=len(found.checks))
    if found.is_right is None:
        return say("Nothing is wrong so far, but the contest is not drawn yet.")
    return say("Everything fits: the draw is what the rules, the list and the seed make of it.")


def _read(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise Problem(say("{file} can't be read: {why}.", file=name, why=error.strerror or "?")) from None

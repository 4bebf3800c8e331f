"""`vitrino insight answer`: what numbers honestly say. A filter: no installation, no database, no Django.

One JSON object a line on standard input: {"v": 1, "id": …, "task": …, …}; one line for each, with the same "id", at
once. It keeps running until its input ends. Tasks:
    insights  what works and when, with 90 % intervals       plan      the slots of the next week
    ignored   what posts that nobody noticed have in common  spike     a crisis or unusual volume, hour by hour
    goal      the chance to reach a target                   campaign  is it falling short?
    pillar    the pillar of a text, learnt from labelled ones
A line that can't be answered gives {"id", "error"}; the rest goes on. All fields: docs/reference/filters.md.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import traceback
from collections.abc import Iterator
from typing import Any, BinaryIO

_LONGEST_LINE = 64 * 1024 * 1024


def add(parser: argparse.ArgumentParser) -> None:
    parser.description = __doc__
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    commands = parser.add_subparsers(dest="what", required=True)
    commands.add_parser("answer", help="answer questions on standard input, one JSON object a line")


def run(args: argparse.Namespace) -> int:
    """Status 0, also when lines can't be answered."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):  # small matrices: more threads only wait for each other
        os.environ.setdefault(name, "1")
    for number, line in enumerate(_lines(sys.stdin.buffer), 1):
        if line is None or line.strip():
            sys.stdout.write(_told(line, number) + "\n")
            sys.stdout.flush()
    return 0


def _told(line: bytes | None, number: int) -> str:
    if line is None:
        return _as_json(
            {"id": number, "error": f"The line is longer than {_LONGEST_LINE >> 20} MB. Ask for less at once."}
        )
    found = _answered(line.decode("utf-8-sig", "replace"), number)
    try:
        return _as_json(found)
    except ValueError:
        return _as_json(_refused(found["id"], "The numbers are too far apart to work with. Check them for slips."))


def _answered(line: str, number: int) -> dict[str, Any]:
    from vitrino.domain.insight.wire import answer, id_of

    try:
        return answer(line, number)
    except Exception as error:  # the edge: one odd line must not take the others' answers with it
        traceback.print_exc()
        why = f"This could not be worked out ({type(error).__name__}). Please report the line."
        return _refused(id_of(line, number), why)


def _refused(line_id: Any, why: str) -> dict[str, Any]:
    return {"id": line_id, "error": why}


def _as_json(value: dict[str, Any]) -> str:
    return json.dumps(value, allow_nan=False)


def _lines(source: BinaryIO) -> Iterator[bytes | None]:
    """Lines as they come; None for one too long to be held, which is passed over."""
    while line := source.readline(_LONGEST_LINE):
        if len(line) < _LONGEST_LINE or line.endswith(b"\n"):
            yield line
            continue
        while rest := source.readline(_LONGEST_LINE):
            if rest.endswith(b"\n"):
                break
        yield None

"""`vitrino text count --platform P`: a text on standard input, its length as the platform counts it as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from vitrino.connect.registry import manifests
from vitrino.domain import text
from vitrino.domain.message import say
from vitrino.domain.problem import Problem


def add(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="what", required=True)
    count = commands.add_parser("count", help="read a text on standard input, write its count as JSON")
    count.add_argument("--platform", required=True, help="x, bluesky, mastodon, instagram …")


def run(args: argparse.Namespace) -> int:
    """Always one JSON object on one line; status 0 also when the text does not fit."""
    written = sys.stdin.buffer.read().decode("utf-8", "replace")
    sys.stdout.write(json.dumps(count(written, args.platform), ensure_ascii=False) + "\n")
    return 0


def count(written: str, platform: str) -> dict[str, Any]:
    """platform, unit, length, limit, fits, parts: the posts the text would need, each with its own length.

    Where the platform also limits bytes: bytes and max_bytes. Raises Problem for a platform nobody knows.
    """
    known = manifests()
    if platform not in known:
        raise Problem(say("There is no platform “{name}”. Known: {all}.", name=platform, all=", ".join(sorted(known))))
    rule = known[platform].text.value
    counted = text.count(written, rule)
    parts = [{"text": part, "length": text.count(part, rule).length} for part in text.split(written, rule)]
    answer: dict[str, Any] = {
        "platform": platform,
        "unit": rule.unit,
        "length": counted.length,
        "limit": rule.limit,
        "fits": counted.fits,
        "parts": parts,
    }
    if rule.max_bytes is not None:
        answer |= {"bytes": counted.bytes_length, "max_bytes": rule.max_bytes}
    return answer

"""`vitrino text`: a text's length as a platform counts it, and its form for a platform, as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from vitrino.connect.manifest import Manifest
from vitrino.connect.registry import manifests
from vitrino.domain import text
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.text.adapt import adapt as adapted_to


def add(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="what", required=True)
    count = commands.add_parser("count", help="read a text on standard input, write its count as JSON")
    adapt = commands.add_parser("adapt", help="put an idea into the form of a platform, write it as JSON")
    for command in (count, adapt):
        command.add_argument("--platform", required=True, help="x, bluesky, mastodon, instagram …")
    adapt.add_argument("--from", dest="idea", default="-", help="a file with the idea; - is standard input")
    adapt.add_argument("--link", default="", help="where the post leads")
    adapt.add_argument("--language", default="en", help="of the idea: pl, en, eo …")
    adapt.add_argument("--short", action="store_true", help="shorten instead of making a thread")
    adapt.add_argument("--numbered", action="store_true", help="end the posts of a thread with 1/3, 2/3, 3/3")
    adapt.add_argument("--pictures", type=int, default=0, help="how many pictures go with it")


def run(args: argparse.Namespace) -> int:
    """Always one JSON object on one line; status 0 also when the text does not fit."""
    answer = count(_read("-"), args.platform) if args.what == "count" else adapt(args)
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return 0


def count(written: str, platform: str) -> dict[str, Any]:
    """platform, unit, length, limit, fits, parts: the posts the text would need, each with its own length.

    Where the platform also limits bytes: bytes and max_bytes. Raises Problem for a platform nobody knows.
    """
    rule = _known(platform).text.value
    counted = text.count(written, rule)
    parts = [_measured(part, rule) for part in text.split(written, rule)]
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


def adapt(args: argparse.Namespace) -> dict[str, Any]:
    """platform, text, parts, first_comment, fits, changes, advice; see docs/reference/filters.md."""
    manifest = _known(args.platform)
    form = manifest.form(pictures=args.pictures)
    adapted = adapted_to(
        _read(args.idea), form, link=args.link, language=args.language, long="short" if args.short else "thread",
        numbered=args.numbered,
    )  # fmt: skip
    posts = (adapted.text, *adapted.parts)
    return {
        "platform": args.platform,
        **_measured(adapted.text, form.rule),
        "parts": [_measured(part, form.rule) for part in adapted.parts],
        "first_comment": adapted.first_comment,
        "fits": all(text.count(one, form.rule).fits for one in posts),
        "changes": [str(change) for change in adapted.changes],
        "advice": [str(one) for one in adapted.advice],
    }


def _measured(part: str, rule: text.TextRule) -> dict[str, Any]:
    return {"text": part, "length": text.count(part, rule).length}


def _known(platform: str) -> Manifest:
    known = manifests()
    if platform not in known:
        raise Problem(say("There is no platform “{name}”. Known: {all}.", name=platform, all=", ".join(sorted(known))))
    return known[platform]


def _read(source: str) -> str:
    """The text in a file or on standard input; what is no UTF-8 is shown as such. Raises Problem for no such file."""
    if source == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    try:
        return Path(source).read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise Problem(
            say("“{name}” can't be read: {why}.", name=source, why=error.strerror or type(error).__name__)
        ) from error

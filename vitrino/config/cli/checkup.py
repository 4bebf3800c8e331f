"""`vitrino checkup URL`: which social profiles a website sends people to, which of them are asleep, and what to do.

Needs no installation and no database. Exit status: 0 the site was read; 1 it could not be read; 2 wrong use; 3 it was
read, and there is a notice as grave as `--fail-on` says.
VITRINO_ALLOW_PRIVATE=1 lets it read sites on this machine and in this house. See docs/reference/website-check.md.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from urllib.parse import urlsplit

from vitrino.config.environment import Environment
from vitrino.config.sitecheck.looking import examine
from vitrino.config.sitecheck.page import as_page
from vitrino.config.sitecheck.report import SEVERITIES, Report
from vitrino.config.sitecheck.speaking import SPOKEN, speaker
from vitrino.config.sitecheck.writing import as_json, as_text
from vitrino.connect.http import HttpDoor
from vitrino.domain.message import say
from vitrino.domain.problem import Problem

READ, NOT_READ, FAILED = 0, 1, 3
STATUSES = (
    "Exit status: 0 the site was read, 1 it could not be read, 2 wrong use, 3 a notice as grave as --fail-on says."
)


def add(parser: argparse.ArgumentParser) -> None:
    parser.epilog = STATUSES
    parser.add_argument("url", help="address of the website, e.g. shop.example")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="write one JSON object instead of sentences")
    form.add_argument("--html", action="store_true", help="write one HTML file, to be kept, sent or printed")
    parser.add_argument("--lang", choices=SPOKEN, default="en", help="language of the report")
    parser.add_argument("--fail-on", choices=SEVERITIES, help="status 3 when there is a notice as grave as this")


def run(args: argparse.Namespace) -> int:
    """Raises Problem for what is no address of a website."""
    url = checked(args.url)
    if sys.stderr.isatty():
        patience = say("Reading {url}. This may take a minute.", url=url)
        sys.stderr.write(f"{speaker(args.lang)(patience)}\n")
    report = examine(HttpDoor(allow_private=Environment().allow_private), url, datetime.now(UTC))
    sys.stdout.write(_written(report, args) + "\n")
    if not report.is_read:
        return NOT_READ
    return FAILED if args.fail_on and is_as_grave(report, args.fail_on) else READ


def _written(report: Report, args: argparse.Namespace) -> str:
    spoken = speaker(args.lang)
    if args.html:
        return as_page(report, spoken, args.lang)
    return json.dumps(as_json(report, spoken), ensure_ascii=False) if args.json else as_text(report, spoken)


def is_as_grave(report: Report, severity: str) -> bool:
    """Is there a notice of that severity, or a graver one?"""
    rank: dict[str, int] = {name: place for place, name in enumerate(SEVERITIES)}
    return report.worst is not None and rank[report.worst] <= rank[severity]


def checked(url: str) -> str:
    """The address without spaces around it. Raises Problem for none at all, and for schemes that are no website."""
    url = url.strip()
    if not _is_address(url):
        raise Problem(say("“{url}” is no address of a website. Write it like shop.example.", url=url[:100]))
    return url


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    is_web = parts.scheme in ("http", "https") and bool(host) and parts.username is None
    return is_web and url.isprintable() and " " not in url

"""`vitrino checkup URL`: which social profiles a website sends people to, and which of them are asleep.

Needs no installation and no database. Exit status: 0 the site was read; 1 it could not be read; 2 wrong use.
VITRINO_ALLOW_PRIVATE=1 lets it read sites on this machine and in this house.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from vitrino.checkup.profiles import (
    Profile,
    days_silent,
    found_text,
    gone_text,
    is_stale,
    last_post_text,
    stale_text,
)
from vitrino.config.environment import Environment
from vitrino.connect import registry
from vitrino.connect.http import HttpDoor
from vitrino.connect.site import ProfileLink
from vitrino.connect.wire import Door
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem

READ, NOT_READ = 0, 1
REMEDY_STALE = say("Post something there, or take the link off your website.")
REMEDY_GONE = say("Take the link off your website, or correct it.")


def add(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "Exit status: 0 the site was read, 1 it could not be read, 2 wrong use."
    parser.add_argument("url", help="address of the website, e.g. shop.example")
    parser.add_argument("--json", action="store_true", help="write one JSON object instead of sentences")


def run(args: argparse.Namespace) -> int:
    """Raises Problem for what is no address of a website."""
    url = checked(args.url)
    answer, is_read = examine(HttpDoor(allow_private=Environment().allow_private), url, datetime.now(UTC))
    sys.stdout.write((json.dumps(answer, ensure_ascii=False) if args.json else sentences(answer, is_read)) + "\n")
    return READ if is_read else NOT_READ


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


def examine(door: Door, url: str, now: datetime) -> tuple[dict[str, Any], bool]:
    """What a look at the site tells, and whether it could be read at all.

    {url, links: [{platform, handle, url, found_on, last_activity_at, days_silent}],
    notices: [{rule, severity, text, evidence, remedy}], problems: [text]}. Unknown is null, never 0.
    """
    patterns = {key: manifest.profile_url_patterns for key, manifest in registry.manifests().items()}
    found = registry.website().scan(door, url, patterns)
    looked = [_look(door, link, now) for link in found.links]
    profiles = [profile for profile, _problem in looked]
    answer = {
        "url": found.url,
        "links": [_link(one, now) for one in profiles],
        "notices": [notice for one in profiles if (notice := _notice(one, now))],
        "problems": [f"{one.url}: {one.message}" for one in found.problems]
        + [f"{one.url}: {problem}" for one, problem in looked if problem and not one.is_gone],
    }
    return answer, bool(found.pages)


def sentences(answer: dict[str, Any], is_read: bool) -> str:
    """The same for reading."""
    lines = [_summary(answer, is_read), *(_link_line(link) for link in answer["links"])]
    for notice in answer["notices"]:
        lines += ["", notice["text"], *(f"  {one}" for one in notice["evidence"]), f"  {notice['remedy']}"]
    if answer["problems"]:
        lines += ["", str(say("What Vitrino could not see:")), *(f"  {one}" for one in answer["problems"])]
    return "\n".join(lines)


def _look(door: Door, link: ProfileLink, now: datetime) -> tuple[Profile, Message | None]:
    manifest = registry.manifest(link.platform_key)
    seen = registry.website().last_activity(door, link, manifest.public_feed, now)
    profile = Profile(
        platform=link.platform_key,
        platform_name=manifest.name,
        handle=link.handle,
        url=link.url,
        found_on=link.found_on,
        last_activity_at=seen.at,
        is_gone=seen.is_gone,
    )
    return profile, seen.problem


def _link(profile: Profile, now: datetime) -> dict[str, Any]:
    return {
        "platform": profile.platform,
        "handle": profile.handle,
        "url": profile.url,
        "found_on": profile.found_on,
        "last_activity_at": profile.last_activity_at.isoformat() if profile.last_activity_at else None,
        "days_silent": days_silent(profile, now),
    }


def _notice(profile: Profile, now: datetime) -> dict[str, Any] | None:
    if profile.is_gone:
        return _said("channels.broken-link", "medium", gone_text(profile), [found_text(profile)], REMEDY_GONE)
    if is_stale(profile, now):
        evidence = [last_post_text(profile), found_text(profile)]
        return _said("channels.linked-but-stale", "high", stale_text(profile, now), evidence, REMEDY_STALE)
    return None


def _said(rule: str, severity: str, text: Message, evidence: list[Message], remedy: Message) -> dict[str, Any]:
    return {
        "rule": rule,
        "severity": severity,
        "text": str(text),
        "evidence": [str(one) for one in evidence],
        "remedy": str(remedy),
    }


def _summary(answer: dict[str, Any], is_read: bool) -> str:
    if not is_read:
        return str(say("{url} could not be read.", url=answer["url"]))
    if not answer["links"]:
        return str(say("{url} links to no social profile that Vitrino knows.", url=answer["url"]))
    if not answer["notices"]:
        return str(say("All is well as far as Vitrino can see: {url}.", url=answer["url"]))
    return str(say("Worth doing for {url}: {n}.", url=answer["url"], n=len(answer["notices"])))


def _link_line(link: dict[str, Any]) -> str:
    if link["days_silent"] is None:
        return f"  {link['url']}: {say('last activity unknown')}"
    return f"  {link['url']}: {say('days since the last post: {n}', n=link['days_silent'])}"

"""Read the site, look at each profile, judge."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime

from vitrino.checkup.profiles import is_stale
from vitrino.config.sitecheck.noticing import notices
from vitrino.config.sitecheck.report import Looked, Report
from vitrino.connect import registry
from vitrino.connect.site import Activity, ProfileLink, PublicPlace, SiteReader, SiteScan
from vitrino.connect.wire import Door
from vitrino.domain.message import Message, say

# Nobody waits longer in front of a command line; a profile is one request or two.
LOOK_S = 90.0
TOO_LONG = say("The profiles answered so slowly that Vitrino did not look at this one any more.")
# A site that links to more is a directory and not a shop.
MAX_PROFILES = 20
TOO_MANY = say("There are so many profiles that Vitrino did not look at this one.")


def examine(door: Door, url: str, now: datetime, reader: SiteReader | None = None,
            clock: Callable[[], float] = time.monotonic) -> Report:  # fmt: skip
    """Everything that can be learnt about the site at `url` without an account. Raises nothing."""
    reader = reader or registry.website()
    manifests = registry.manifests()
    patterns = {key: manifest.profile_url_patterns for key, manifest in manifests.items()}
    scan = reader.scan(door, url, patterns)
    ends_at = clock() + LOOK_S
    profiles = tuple(_look(reader, door, link, now, clock() < ends_at) for link in scan.links[:MAX_PROFILES])
    elsewhere = _elsewhere(reader, door, scan, now) if scan.pages else ()
    return Report(scan, now, profiles, elsewhere, notices(scan, profiles, elsewhere, now), _unseen(scan, profiles))


def _look(reader: SiteReader, door: Door, link: ProfileLink, now: datetime, has_time: bool) -> Looked:
    manifest = registry.manifest(link.platform_key)
    if not has_time:
        return Looked(manifest.name, link, Activity(problem=TOO_LONG))
    return Looked(manifest.name, link, reader.last_activity(door, link, manifest.public_feed, now))


def _elsewhere(reader: SiteReader, door: Door, scan: SiteScan, now: datetime) -> tuple[Looked, ...]:
    places = [
        PublicPlace(key, one.profile_url, one.public_feed, one.profile_url_patterns)
        for key, one in registry.manifests().items()
        if one.public_feed and one.profile_url
    ]
    found = reader.look_elsewhere(door, scan, places, now)
    looked = [Looked(registry.manifest(link.platform_key).name, link, activity) for link, activity in found]
    return tuple(one for one in looked if one.activity.at is not None and not is_stale(one.profile, now))


def _unseen(scan: SiteScan, profiles: Sequence[Looked]) -> tuple[tuple[str, Message], ...]:
    read = [(one.url, one.message) for one in scan.problems if not one.kind]
    looked = [(one.link.url, one.activity.problem) for one in profiles if not one.activity.is_gone]
    skipped = [(link.url, TOO_MANY) for link in scan.links[MAX_PROFILES:]]
    return (*read, *((url, problem) for url, problem in looked if problem is not None), *skipped)

"""The reader of websites as the registry hands it out."""

from __future__ import annotations

from datetime import datetime

from vitrino.connect.site import Activity, ProfileLink, ProfilePatterns, SiteScan
from vitrino.connect.wire import Door
from vitrino.platforms.website.activity import last_activity
from vitrino.platforms.website.scan import scan


class Reader:
    """See `vitrino.connect.site.SiteReader`."""

    def scan(self, door: Door, url: str, profile_patterns: ProfilePatterns) -> SiteScan:
        return scan(door, url, profile_patterns)

    def last_activity(self, door: Door, link: ProfileLink, public_feed: str, now: datetime) -> Activity:
        return last_activity(door, link, public_feed, now)


reader = Reader()

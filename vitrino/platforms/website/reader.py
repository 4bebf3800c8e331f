"""The reader of websites as the registry hands it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from vitrino.connect.site import Activity, ProfileLink, ProfilePatterns, PublicPlace, SiteScan
from vitrino.connect.wire import Door
from vitrino.platforms.website.activity import last_activity
from vitrino.platforms.website.elsewhere import look_elsewhere
from vitrino.platforms.website.scan import scan
from vitrino.platforms.website.visit import Pace


@dataclass(frozen=True)
class Reader:
    """See `vitrino.connect.site.SiteReader`. pace: how patiently."""

    pace: Pace = field(default_factory=Pace)

    def scan(self, door: Door, url: str, profile_patterns: ProfilePatterns) -> SiteScan:
        return scan(door, url, profile_patterns, pace=self.pace)

    def last_activity(self, door: Door, link: ProfileLink, public_feed: str, now: datetime) -> Activity:
        return last_activity(door, link, public_feed, now)

    def look_elsewhere(self, door: Door, scan: SiteScan, places: Sequence[PublicPlace], now: datetime
                       ) -> list[tuple[ProfileLink, Activity]]:  # fmt: skip
        return look_elsewhere(door, scan, places, now, self.pace)


reader = Reader()

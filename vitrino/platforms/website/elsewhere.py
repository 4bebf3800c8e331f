"""Profiles the site does not link to: tried under the name the shop has elsewhere, told only when they link back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import quote, unquote, urlsplit

from vitrino.connect.site import Activity, ProfileLink, PublicPlace, SiteScan
from vitrino.connect.wire import Door
from vitrino.platforms.website.activity import last_activity
from vitrino.platforms.website.page import read_page
from vitrino.platforms.website.profiles import FoundLink, profile_of
from vitrino.platforms.website.sites import is_in_this_house, site_of
from vitrino.platforms.website.visit import Pace, Visitor, problem_of

MAX_TRIED = 4
MAX_S = 30.0


def look_elsewhere(door: Door, scan: SiteScan, places: Sequence[PublicPlace], now: datetime, pace: Pace
                   ) -> list[tuple[ProfileLink, Activity]]:  # fmt: skip
    """See `vitrino.connect.site.SiteReader`. Obeys robots.txt: nobody sent us there."""
    if is_in_this_house(scan.url):  # nobody out there can link to it
        return []
    visitor = Visitor(door, replace(pace, total_s=MAX_S))
    found = []
    for place, link in list(_candidates(scan, places))[:MAX_TRIED]:
        url = place.public_feed.replace("{url}", link.url).replace("{handle}", quote(link.handle, safe="/@:.-_"))
        response = visitor.ask(url).response
        if response is None or problem_of(response) is not None:
            continue
        page = read_page(response.body, response.headers.get("content-type", ""), response.url or url)
        if any(_leads_to(one.url, scan.url) for one in page.links):
            found.append((link, last_activity(door, link, place.public_feed, now)))
    return found


def _candidates(scan: SiteScan, places: Sequence[PublicPlace]) -> Iterator[tuple[PublicPlace, ProfileLink]]:
    """Places without a link, with the profile that would have the shop's usual name there."""
    linked = {link.platform_key for link in scan.links}
    handle = _usual(scan.links)
    for place in places:
        if handle and place.key not in linked:
            forms = (place.profile_url.replace("{handle}", form) for form in (handle, f"@{handle}"))
            patterns = {place.key: place.patterns}
            tried = (profile_of(FoundLink(url, "link"), patterns, scan.url) for url in forms)
            yield from ((place, link) for link in tried if link is not None)


def _usual(links: Sequence[ProfileLink]) -> str:
    """The handle that most profiles have; of equally many the first."""
    handles = Counter(name for link in links if "/" not in (name := link.handle.partition("@")[0] or link.handle[1:]))
    return handles.most_common(1)[0][0] if handles else ""


def _leads_to(url: str, home: str) -> bool:
    """To that very site; also through a platform's own redirector, which carries the address."""
    carried = unquote(urlsplit(url).query).partition("://")[2]
    site = site_of(home)
    return site_of(url) == site or site_of(f"https://{carried}") == site

"""Links that reach a profile by a detour: address shorteners, and the shop's own "/go/instagram".

The detour is asked where it leads; the platform at its end is not contacted at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from vitrino.connect.http import REDIRECTS
from vitrino.connect.site import ProfileLink, ProfilePatterns
from vitrino.connect.wire import Response
from vitrino.platforms.website.profiles import FoundLink, profile_of
from vitrino.platforms.website.sites import is_own, site_of
from vitrino.platforms.website.visit import Visitor

MAX_DETOURS = 8
MAX_NAMED = 3
MAX_HOPS = 3

SHORTENERS = frozenset({
    "bit.ly", "t.co", "tinyurl.com", "goo.gl", "ow.ly", "buff.ly", "lnkd.in", "fb.me", "is.gd", "rb.gy", "cutt.ly",
    "shorturl.at", "t.ly", "tiny.pl", "tiny.cc", "bl.ink", "rebrand.ly", "dub.sh", "pin.it", "trib.al",
})  # fmt: skip
_DETOUR = re.compile(r"/(?:go|out|r|to|link|redirect|redir|exit|external|visit)(?:/|\.php|$)", re.IGNORECASE)


def detours(links: Iterable[FoundLink], home: str, patterns: ProfilePatterns) -> list[FoundLink]:
    """Links of a page that may lead to a profile by a detour, likely ones first."""
    links = [link for link in links if link.is_seen and link.how != "link-page"]
    short = [link for link in links if site_of(link.url) in SHORTENERS]
    own = [link for link in links if link.how != "script" and is_own(link.url, home)]
    sure = [link for link in own if _DETOUR.search(urlsplit(link.url).path)]
    # A shop for sewing has pages called "threads", too; a few of them are enough.
    named = list({link.url: link for link in own if _is_called_like_one(link, patterns)}.values())[:MAX_NAMED]
    return list({link.url: link for link in (*sure, *short, *named)}.values())


def lead(visitor: Visitor, link: FoundLink, home: str, patterns: ProfilePatterns, found_on: str
         ) -> tuple[ProfileLink | None, Response | None]:  # fmt: skip
    """(the profile at the end, the page found instead). At most three hops, all on the shop's site or shorteners."""
    url = link.url
    for _hop in range(MAX_HOPS):
        if not is_own(url, home) and site_of(url) not in SHORTENERS:
            return None, None
        response = visitor.ask(url, stops_at_redirect=True).response
        target = response.headers.get("location", "") if response and response.status in REDIRECTS else ""
        if not target:
            return None, response
        try:
            url = urljoin(url, target)
        except ValueError:
            return None, None
        profile = profile_of(FoundLink(url, link.how, link.hints, link.is_seen), patterns, found_on)
        if profile is not None:
            return profile, None
    return None, None


def _is_called_like_one(link: FoundLink, patterns: ProfilePatterns) -> bool:
    """Does its path or its text name a platform?"""
    named = f"{urlsplit(link.url).path} {link.hints}".casefold()
    return any(key.replace("_", " ") in named for key in patterns if len(key) > 1)

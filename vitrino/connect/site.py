"""What reading a shop's own website brings: the social profiles it links to, and when these were last alive.

`vitrino.connect.registry.website()` hands out who does the reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from vitrino.connect.wire import Door
from vitrino.domain.message import Message

# json-ld: in the page's structured data. rel-me: marked as "this is me". meta: in the page's head. link-page: on a page
# of links (linktr.ee and the like) that the site links to.
How = Literal["json-ld", "rel-me", "link", "meta", "link-page"]
ProfilePatterns = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class ProfileLink:
    """A social profile that the shop's site links to. `how` is the surest way in which it was found."""

    platform_key: str
    handle: str
    url: str
    found_on: str
    how: How


@dataclass(frozen=True)
class PageProblem:
    """Why a page told us less than it could."""

    url: str
    message: Message


@dataclass(frozen=True)
class SiteScan:
    """What a site links to. url: where it really is. pages: what was read."""

    url: str
    links: tuple[ProfileLink, ...]
    problems: tuple[PageProblem, ...]
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Activity:
    """at: the newest public post, None = unknown. is_gone: there is no such profile (any more).

    problem: why it is unknown, in words. read_from: the address that was asked.
    """

    at: datetime | None = None
    is_gone: bool = False
    problem: Message | None = None
    read_from: str = ""


class SiteReader(Protocol):
    """Reads public pages. Raises nothing: problems come in words."""

    def scan(self, door: Door, url: str, profile_patterns: ProfilePatterns) -> SiteScan:
        """The profiles that the site at `url` links to (six fetches at most)."""

    def last_activity(self, door: Door, link: ProfileLink, public_feed: str, now: datetime) -> Activity:
        """The newest post behind a link. public_feed: the platform's template in its manifest, "" when it has none."""

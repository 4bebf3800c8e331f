"""What reading a shop's own website brings: the social profiles it links to, and when these were last alive.

`vitrino.connect.registry.website()` hands out who does the reading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, Literal, Protocol

from vitrino.connect.wire import Door
from vitrino.domain.message import Message

# json-ld: in the page's structured data. rel-me: marked as "this is me". meta: in the page's head. script: in data that
# scripts build the page from. link-page: on a page of links (linktr.ee and the like) that the site links to.
How = Literal["json-ld", "rel-me", "link", "meta", "script", "link-page"]
ProfilePatterns = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class ProfileLink:
    """A social profile that the shop's site links to. `how` is the surest way in which it was found.

    is_seen: visitors see the link too; else only programs are told. languages: those versions of the site, and no
    others, link to it; () for all. written: the link as it stands on the page, where that is worth knowing.
    """

    platform_key: str
    handle: str
    url: str
    found_on: str
    how: How
    is_seen: bool = True
    languages: tuple[str, ...] = ()
    written: str = ""


@dataclass(frozen=True)
class PageProblem:
    """Why a page told us less than it could.

    kind: "gone" when it does not exist though the site links to it, "template" for a link nobody has filled in.
    """

    url: str
    message: Message
    kind: Literal["", "gone", "template"] = ""


@dataclass(frozen=True)
class PublicPlace:
    """A platform whose profiles show their newest posts to everybody. profile_url: with `{handle}`."""

    key: str
    profile_url: str
    public_feed: str
    patterns: tuple[str, ...]


@dataclass(frozen=True)
class SiteFacts:
    """What a website says of itself, in its own words. "" and () mean that it does not say, never that there is none.

    name: of the shop. languages: of the pages that were read and of the versions they name (ISO 639-1), the first
    page's first. words: of headings, menus and pictures, the most frequent first. products: their names. has_form:
    people can write on the site. has_other_contact: a messenger, a chat, an address hidden from programs. country:
    ISO 3166-1, only where the signs agree; country_by: the signs ("+48", ".pl"). currencies: ISO 4217.
    has_preview_title, _text, _image: what a shared link of the first page shows. is_partial: much of the site could
    not be read (built by scripts, or the reading ended early), so what is missing may be there.
    """

    name: str = ""
    title: str = ""
    description: str = ""
    languages: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    contact_url: str = ""
    has_form: bool = False
    has_other_contact: bool = False
    country: str = ""
    country_by: tuple[str, ...] = ()
    currencies: tuple[str, ...] = ()
    has_preview_title: bool = False
    has_preview_text: bool = False
    has_preview_image: bool = False
    is_partial: bool = False

    @property
    def has_contact(self) -> bool:
        """Does it say how to reach the shop, in whatever way?"""
        return bool(self.emails or self.phones or self.contact_url or self.has_form or self.has_other_contact)

    def stored(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)

    @classmethod
    def from_stored(cls, stored: Mapping[str, Any]) -> SiteFacts:
        """Back from JSON, also from an older or newer one: what is missing was not said, what is unknown is left."""
        known = {one.name for one in fields(cls)}
        values = {name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()}
        found: dict[str, Any] = {name: value for name, value in values.items() if name in known}
        return cls(**found)


@dataclass(frozen=True)
class SiteScan:
    """What a site links to and says of itself. url: where it really is. pages: what was read.

    nowhere: links that look like profiles and lead to nobody's (a platform's first page, a template's example).
    """

    url: str
    links: tuple[ProfileLink, ...]
    problems: tuple[PageProblem, ...]
    pages: tuple[str, ...]
    facts: SiteFacts = SiteFacts()
    nowhere: tuple[ProfileLink, ...] = ()


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
        """The profiles that the site at `url` links to and what it says of itself (some thirty fetches at most)."""

    def last_activity(self, door: Door, link: ProfileLink, public_feed: str, now: datetime) -> Activity:
        """The newest post behind a link. public_feed: the platform's template in its manifest, "" when it has none."""

    def look_elsewhere(self, door: Door, scan: SiteScan, places: Sequence[PublicPlace], now: datetime
                       ) -> list[tuple[ProfileLink, Activity]]:  # fmt: skip
        """Profiles of the same name that the site does not link to, but which link back to it. A guess without that
        proof is not told."""

"""Which pages of a site are worth opening: a few that shops put their profiles on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from vitrino.platforms.website.page import HtmlPage
from vitrino.platforms.website.profiles import FoundLink
from vitrino.platforms.website.sites import is_own, site_of

MAX_SCRIPTS = 4
MAX_VERSIONS = 4

# Pages that hold nothing but links to somebody's profiles.
LINK_PAGES = frozenset({
    "linktr.ee", "beacons.ai", "bio.link", "lnk.bio", "linkin.bio", "campsite.bio", "taplink.cc", "allmylinks.com",
    "solo.to", "linkpop.com", "bio.site", "msha.ke", "hoo.be", "linkfly.to", "znap.link", "many.link", "tap.bio",
})  # fmt: skip

# Where shops put their profiles when not in the footer, in the languages we meet most.
CONTACT = re.compile(
    r"contact|kontakt|contatt|contacto|yhteys|impressum|imprint|connect-with|follow|social", re.IGNORECASE
)
_WRITE = re.compile(r"contact|kontakt|contatt|contacto|yhteys|impressum|imprint", re.IGNORECASE)
_ABOUT = re.compile(
    r"about|o[-_ ]nas\b|o[-_ ]firmie|über[-_ ]uns|ueber[-_ ]uns|qui[-_ ]sommes|chi[-_ ]siamo|sobre|quienes|over[-_ ]ons"
    r"|om[-_ ]oss|pri[-_ ]ni\b|our[-_ ]story",
    re.IGNORECASE,
)
_LINKS = re.compile(r"/(?:links?|linki|bio|ligiloj|liens|enlaces|linktree)/?$|^https?://links?\.", re.IGNORECASE)
_KINDS = ((CONTACT, 2), (_ABOUT, 1), (_LINKS, 2))
_LIBRARIES = re.compile(
    r"jquery|bootstrap|polyfill|analytics|gtm|gtag|recaptcha|modernizr|swiper|slick|lodash|moment|sentry|cookie|consent",
    re.IGNORECASE,
)
_TELLING_SCRIPTS = re.compile(r"social|footer|header|follow|contact|theme-?settings|site-?config", re.IGNORECASE)


def likely_pages(home: HtmlPage) -> list[str]:
    """Inner pages that probably name the profiles: contact first, then about, then own pages of links."""
    inner = [link for link in home.links if link.how in ("link", "rel-me") and is_own(link.url, home.url)]
    chosen: list[str] = []
    for pattern, most in _KINDS:
        found = dict.fromkeys(_page(link.url) for link in inner if pattern.search(_called(link, pattern)))
        chosen += [url for url in found if url.rstrip("/") != _page(home.url).rstrip("/") and url not in chosen][:most]
    return chosen


def contact_page(home: HtmlPage) -> str:
    """The page to write to the shop from, or ""."""
    return next((link.url for link in home.links if is_own(link.url, home.url) and _WRITE.search(_called(link))), "")


def link_pages(links: Iterable[FoundLink], hosts: frozenset[str]) -> list[str]:
    """Pages of links elsewhere that the site links to."""
    found = (_page(link.url) for link in links if link.how != "link-page" and site_of(link.url) in hosts)
    return [url for url in dict.fromkeys(found) if urlsplit(url).path.strip("/")]


def other_versions(home: HtmlPage) -> list[tuple[str, str]]:
    """The first page in other languages, (language, address)."""
    here = _page(home.url).rstrip("/")
    others = [one for one in home.versions if one[0] != home.language and _page(one[1]).rstrip("/") != here]
    return others[:MAX_VERSIONS]


def telling_scripts(page: HtmlPage, all_of_them: bool) -> list[str]:
    """Script files of the site itself that may hold its links; without `all_of_them` only those called so."""
    own = [url for url in page.scripts if is_own(url, page.url) and not _LIBRARIES.search(urlsplit(url).path)]
    telling = [url for url in own if _TELLING_SCRIPTS.search(urlsplit(url).path)]
    return list(dict.fromkeys((*telling, *(own if all_of_them else ()))))[:MAX_SCRIPTS]


def _called(link: FoundLink, pattern: re.Pattern[str] | None = None) -> str:
    """What a link is called: its path and its words. A page of links is told by its address alone."""
    if pattern is _LINKS:
        return _page(link.url)
    return f"{unquote(urlsplit(link.url).path)} {link.hints}"


def _page(url: str) -> str:
    return url.partition("#")[0]

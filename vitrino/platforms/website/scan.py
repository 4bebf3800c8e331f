"""Reads a shop's site through the guarded door and finds the social profiles it links to.

A handful of fetches at most: robots.txt, the first page, two pages like contact or about, two link pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit
from urllib.robotparser import RobotFileParser

from vitrino.connect.errors import ConnectError, NotSent
from vitrino.connect.site import PageProblem, ProfileLink, ProfilePatterns, SiteScan
from vitrino.connect.wire import Door, Response, get
from vitrino.domain.message import Message, say
from vitrino.platforms.website.page import HtmlPage, read_page
from vitrino.platforms.website.profiles import FoundLink, is_placeholder, profile_of, without_doubles
from vitrino.platforms.website.robots import AGENT, robots_of

MAX_FETCHES = 6
MAX_INNER_PAGES = 2
MAX_LINK_PAGES = 2

# Pages that hold nothing but links to somebody's profiles.
LINK_PAGES = frozenset({
    "linktr.ee", "beacons.ai", "bio.link", "lnk.bio", "linkin.bio", "campsite.bio", "taplink.cc", "allmylinks.com",
    "solo.to", "linkpop.com", "bio.site", "msha.ke", "hoo.be", "linkfly.to", "znap.link", "many.link", "tap.bio",
})  # fmt: skip

# Where shops put their profiles when not in the footer, in the languages we meet most.
_CONTACT = re.compile(
    r"contact|kontakt|contatt|contacto|yhteys|impressum|imprint|connect-with|follow|social", re.IGNORECASE
)
_ABOUT = re.compile(
    r"about|o[-_ ]nas\b|o[-_ ]firmie|über[-_ ]uns|ueber[-_ ]uns|qui[-_ ]sommes|chi[-_ ]siamo|sobre|quienes|over[-_ ]ons"
    r"|om[-_ ]oss|pri[-_ ]ni\b|our[-_ ]story",
    re.IGNORECASE,
)


def scan(door: Door, url: str, profile_patterns: ProfilePatterns, link_pages: frozenset[str] = LINK_PAGES) -> SiteScan:
    """The profiles that the site at `url` links to, and what stood in the way, in words. Raises nothing."""
    walk = _Walk(door, profile_patterns)
    home = walk.home(url)
    if home is not None:
        walk.gather(home)
        for inner in _likely_pages(home, walk.rules)[:MAX_INNER_PAGES]:
            walk.visit(inner)
        for outer in _link_pages(walk.seen, link_pages)[:MAX_LINK_PAGES]:
            walk.visit(outer, is_link_page=True)
        walk.judge(home)
    links = without_doubles(walk.links)
    real = tuple(link for link in links if not is_placeholder(link))
    return SiteScan(home.url if home else url, real, tuple(walk.problems), tuple(walk.pages))


@dataclass
class _Walk:
    """One visit to a site: what was read, found and noticed so far."""

    door: Door
    patterns: ProfilePatterns
    rules: RobotFileParser = field(default_factory=RobotFileParser)
    fetches: int = 0
    pages: list[str] = field(default_factory=list)
    seen: list[FoundLink] = field(default_factory=list)
    links: list[ProfileLink] = field(default_factory=list)
    problems: list[PageProblem] = field(default_factory=list)

    def home(self, url: str) -> HtmlPage | None:
        """The first page, also over plain http where nothing else answers, and where the page itself sends us."""
        address = _with_scheme(url)
        self.rules = robots_of(self.door, address)
        self.fetches += 1
        if not self.rules.can_fetch(AGENT, address):
            self.note(address, say("The site asks programs not to read it (robots.txt), so Vitrino does not."))
            return None
        page = self.read(address, plain_too="://" not in url)
        if page is None or not page.refresh_to or page.refresh_to == page.url:
            return page
        return self.read(page.refresh_to) or page

    def visit(self, url: str, is_link_page: bool = False) -> None:
        page = self.read(url) if self.fetches < MAX_FETCHES else None
        if page is not None:
            self.gather(page, is_link_page)

    def gather(self, page: HtmlPage, is_link_page: bool = False) -> None:
        for link in page.links:
            told = FoundLink(link.url, "link-page", link.hints) if is_link_page else link
            self.seen.append(told)
            profile = profile_of(told, self.patterns, page.url)
            if profile is not None:
                self.links.append(profile)

    def judge(self, home: HtmlPage) -> None:
        """What to say about the whole: a page made by scripts, links nobody filled in."""
        if home.is_script_built:
            self.note(
                home.url, say("This page is built by scripts in the browser, so Vitrino sees only part of its links.")
            )
        for link in without_doubles(self.links):
            if is_placeholder(link):
                self.note(link.found_on, say("The link to {url} still comes from the template; it is not yours.",
                                             url=link.url))  # fmt: skip

    def read(self, url: str, plain_too: bool = False) -> HtmlPage | None:
        self.fetches += 1
        try:
            response = self.door.send(get(url, headers={"accept": "text/html,application/xhtml+xml"}))
        except NotSent as error:
            if plain_too and url.startswith("https://"):
                return self.read("http://" + url.removeprefix("https://"))
            problem: Message | None = error.message
        except ConnectError as error:
            problem = error.message
        else:
            problem = _problem(response)
        if problem is not None:
            self.note(url, problem)
            return None
        self.pages.append(response.url or url)
        return read_page(response.body, response.headers.get("content-type", ""), response.url or url)

    def note(self, url: str, message: Message) -> None:
        self.problems.append(PageProblem(url, message))


def _problem(response: Response) -> Message | None:
    """Why an answer is no page to read, in words; None when it is one."""
    if response.status in (404, 410):
        return say("This page does not exist (any more).")
    if response.status in (401, 403, 429, 451):
        return say("This page does not let programs in (it answered {status}).", status=response.status)
    if not response.is_ok:
        return say("This page is broken at the moment (it answered {status}).", status=response.status)
    kind = response.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
    if kind not in ("text/html", "application/xhtml+xml", ""):
        return say("This address leads to a file ({kind}), not to a web page.", kind=kind)
    return None


def _with_scheme(url: str) -> str:
    """An address as people write it, made complete."""
    address = url.strip() if "://" in url else f"https://{url.strip()}"
    return f"{address}/" if re.fullmatch(r"https?://[^/?#]+", address) else address


def _likely_pages(home: HtmlPage, rules: RobotFileParser) -> list[str]:
    """Inner pages that probably name the profiles: contact first, then about, then whatever else is called so."""
    inner = [link for link in home.links if link.how == "link" and _is_inner(link.url, home.url)]
    urls = [
        link.url.partition("#")[0]
        for pattern in (_CONTACT, _ABOUT)
        for link in inner
        if pattern.search(f"{unquote(urlsplit(link.url).path)} {link.hints}") and rules.can_fetch(AGENT, link.url)
    ]
    here = home.url.partition("#")[0].rstrip("/")
    return [url for url in dict.fromkeys(urls) if url.rstrip("/") != here]


def _link_pages(links: list[FoundLink], hosts: frozenset[str]) -> list[str]:
    return list(dict.fromkeys(_hub_urls(links, hosts)))


def _hub_urls(links: list[FoundLink], hosts: frozenset[str]) -> Iterator[str]:
    for link in links:
        parts = urlsplit(link.url)
        if _site(link.url) in hosts and parts.path.strip("/") and link.how != "link-page":
            yield link.url.partition("#")[0]


def _is_inner(url: str, home: str) -> bool:
    return _site(url) == _site(home)


def _site(url: str) -> str:
    """Host and port without "www."; "" for an address that can't be split."""
    try:
        return urlsplit(url).netloc.lower().removeprefix("www.")
    except ValueError:
        return ""

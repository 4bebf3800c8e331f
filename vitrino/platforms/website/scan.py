"""Reads a shop's site through the guarded door: the social profiles it links to, and what it says of itself.

The first page, its other languages, pages like contact or about, pages of links, scripts where pages are built by them,
and detours that lead to profiles; thirty requests at most, robots.txt included.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from vitrino.connect.site import PageProblem, ProfileLink, ProfilePatterns, SiteScan
from vitrino.connect.wire import Door, Response
from vitrino.domain.message import Message, say
from vitrino.platforms.website.choosing import (
    LINK_PAGES,
    contact_page,
    likely_pages,
    link_pages,
    other_versions,
    telling_scripts,
)
from vitrino.platforms.website.embedded import in_script
from vitrino.platforms.website.facts import facts_of
from vitrino.platforms.website.hops import MAX_DETOURS, detours, lead
from vitrino.platforms.website.links import joined
from vitrino.platforms.website.page import HtmlPage, decoded, read_page
from vitrino.platforms.website.profiles import (
    FoundLink,
    front_page_of,
    is_hub_itself,
    is_placeholder,
    profile_of,
    unfinished,
    without_doubles,
)
from vitrino.platforms.website.sites import is_own
from vitrino.platforms.website.visit import GONE, Pace, Visitor, problem_of

MAX_LINK_PAGES = 2


def scan(door: Door, url: str, profile_patterns: ProfilePatterns, link_hosts: frozenset[str] = LINK_PAGES,
         pace: Pace | None = None) -> SiteScan:  # fmt: skip
    """The profiles that the site at `url` links to, what it says, and what stood in the way. Raises nothing."""
    walk = _Walk(Visitor(door, pace or Pace()), profile_patterns, link_hosts)
    home = walk.home(url)
    if home is None:
        return SiteScan(url, (), tuple(walk.problems), (), facts_of((), "", is_partial=True))
    walk.go_round(home)
    return walk.told(home)


@dataclass
class _Walk:
    """One visit to a site: what was read, found and noticed so far. found: each with the language of its page."""

    visitor: Visitor
    patterns: ProfilePatterns
    link_hosts: frozenset[str]
    pages: list[HtmlPage] = field(default_factory=list)
    read_urls: list[str] = field(default_factory=list)
    seen: list[FoundLink] = field(default_factory=list)
    found: list[tuple[ProfileLink, str]] = field(default_factory=list)
    nowhere: list[ProfileLink] = field(default_factory=list)
    problems: list[PageProblem] = field(default_factory=list)

    def home(self, url: str) -> HtmlPage | None:
        """The first page, also over plain http where nothing else answers, and where the page itself sends us."""
        page = self.read(_with_scheme(url), plain_too="://" not in url)
        if page is None or not page.refresh_to or page.refresh_to == page.url:
            return page
        return self.read(page.refresh_to) or page

    def go_round(self, home: HtmlPage) -> None:
        self.gather(home)
        for language, address in other_versions(home):
            self.visit(address, language)
        for inner in likely_pages(home):
            self.visit(inner)
        for outer in link_pages(self.seen, self.link_hosts)[:MAX_LINK_PAGES]:
            self.visit(outer, is_hub=True)
        self.take_detours(home)
        self.read_scripts(home)

    def visit(self, url: str, language: str = "", is_hub: bool = False) -> None:
        """Open a page and take its links. What robots.txt forbids is passed over in silence."""
        if url in self.read_urls or not self.visitor.may_read(url):
            return
        page = self.read(url)
        if page is not None:
            self.gather(replace(page, language=page.language or language), is_hub)

    def gather(self, page: HtmlPage, is_hub: bool = False) -> None:
        if not is_hub:
            self.pages.append(page)
        for link in page.links:
            told = replace(link, how="link-page") if is_hub else link
            self.seen.append(told)
            self.keep(told, page, is_hub)

    def keep(self, link: FoundLink, page: HtmlPage, is_hub: bool = False) -> None:
        profile = profile_of(link, self.patterns, page.url)
        if profile is None:
            front = front_page_of(link, self.patterns, page.url) if link.how == "link" else None
            meant = (
                unfinished(link, self.patterns, page.url) if link.how == "link" and is_own(link.url, page.url) else None
            )
            self.nowhere += [one for one in (front, meant) if one]
        elif is_placeholder(profile):
            self.nowhere += [profile] if link.is_seen else []
            self.note(page.url, say("The link to {url} still comes from the template; it is not yours.",
                                    url=profile.url), "template")  # fmt: skip
        elif not (is_hub and is_hub_itself(profile, page.url)):
            self.found.append((profile, "" if is_hub else page.language))

    def take_detours(self, home: HtmlPage) -> None:
        """Ask where shorteners and the site's own redirects lead."""
        known = set(self.read_urls)
        for link in detours(self.seen, home.url, self.patterns)[:MAX_DETOURS]:
            if link.url in known or not self.visitor.may_read(link.url):
                continue
            profile, response = lead(self.visitor, link, home.url, self.patterns, home.url)
            if profile is not None:
                self.found.append((profile, ""))
            elif response is not None and problem_of(response) is None:
                self.gather(self.page_from(response, link.url))

    def read_scripts(self, home: HtmlPage) -> None:
        """Script files of the site: all that matter where nothing was seen yet, else only those named for it."""
        is_bare = home.is_script_built or not any(link.is_seen for link, _language in self.found)
        for url in telling_scripts(home, all_of_them=is_bare):
            response = self.visitor.ask(url, accept="*/*").response
            if response is not None and response.is_ok:
                for link in in_script(decoded(response.body, response.headers.get("content-type", ""))):
                    self.keep(replace(link, url=joined(home.url, link.url)), home)

    def told(self, home: HtmlPage) -> SiteScan:
        """Everything put together."""
        is_partial = home.is_script_built or self.visitor.is_cut_short
        if home.is_script_built:
            self.note(
                home.url, say("This page is built by scripts in the browser, so Vitrino sees only part of its links.")
            )
        if self.visitor.is_cut_short:
            self.note(home.url, say("Vitrino left before it had read everything, to be no burden to the site."))
        links = [replace(link, is_seen=link.is_seen or is_partial) for link in self.links()]
        facts = facts_of(self.pages, contact_page(home), is_partial)
        nowhere = {(one.platform_key, one.url): one for one in self.nowhere}
        return SiteScan(home.url, tuple(links), tuple(dict.fromkeys(self.problems)), tuple(self.read_urls), facts,
                        tuple(nowhere.values()))  # fmt: skip

    def links(self) -> list[ProfileLink]:
        """Each profile once, with the languages it is for where the versions of the site differ."""
        languages = {language for _link, language in self.found if language}
        mine: dict[tuple[str, str], set[str]] = {}
        for link, language in self.found:
            mine.setdefault((link.platform_key, link.handle), set()).add(language)
        read = {page.language for page in self.pages if page.language} | languages
        every = without_doubles(link for link, _language in self.found)
        return [replace(one, languages=_only(mine[one.platform_key, one.handle], read)) for one in every]

    def read(self, url: str, plain_too: bool = False) -> HtmlPage | None:
        answer = self.visitor.ask(url)
        if answer.is_absent and plain_too and url.startswith("https://"):
            return self.read("http://" + url.removeprefix("https://"))
        problem = answer.problem or (problem_of(answer.response) if answer.response else None)
        if problem is not None or answer.response is None:
            is_gone = answer.response is not None and answer.response.status in GONE and bool(self.pages)
            self.note(url, problem, "gone" if is_gone else "")
            return None
        return self.page_from(answer.response, url)

    def page_from(self, response: Response, asked: str) -> HtmlPage:
        url = response.url or asked
        self.read_urls.append(url)
        return read_page(response.body, response.headers.get("content-type", ""), url)

    def note(self, url: str, message: Message | None, kind: Literal["", "gone", "template"] = "") -> None:
        if message is not None:
            self.problems.append(PageProblem(url, message, kind))


def _only(mine: set[str], every: set[str]) -> tuple[str, ...]:
    """The languages a profile is for; () when it stands on pages of all of them, or on pages of none."""
    return tuple(sorted(mine)) if "" not in mine and mine < every else ()


def _with_scheme(url: str) -> str:
    """An address as people write it, made complete."""
    address = url.strip() if "://" in url else f"https://{url.strip()}"
    start = re.match(r"[a-z]+://[^/?#@]+", address, re.IGNORECASE)
    address = start[0].lower() + address[start.end() :] if start else address
    return f"{address}/" if re.fullmatch(r"https?://[^/?#]+", address) else address

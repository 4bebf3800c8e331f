"""What a page says about itself in its head, for a card below a post. Reads any bytes, in bounded time."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import lxml.html
from lxml.etree import LxmlError, ParserError

from vitrino.connect.wire import Response

READ_BYTES = 512 * 1024
LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_SITE, LONGEST_URL = 200, 400, 100, 2000


@dataclass(frozen=True)
class PageCard:
    """title, description and site in words; picture_url: http(s) or empty."""

    title: str = ""
    description: str = ""
    site: str = ""
    picture_url: str = ""


def card_of(response: Response) -> PageCard:
    """The card of a page; an empty one for what is no page or can't be read."""
    if response.status != 200 or "html" not in response.headers.get("content-type", ""):
        return PageCard()
    try:
        parser = lxml.html.HTMLParser(no_network=True, huge_tree=False, encoding=_charset(response))
        root = lxml.html.document_fromstring(response.body[:READ_BYTES], parser=parser)
    except (LxmlError, ParserError, ValueError, LookupError):
        return PageCard()
    meta = _meta(root)
    title = meta.get("og:title") or meta.get("twitter:title") or (root.findtext(".//title") or "")
    about = meta.get("og:description") or meta.get("description") or ""
    site = meta.get("og:site_name") or (urlsplit(response.url).hostname or "").removeprefix("www.")
    return PageCard(
        _plain(title, LONGEST_TITLE), _plain(about, LONGEST_DESCRIPTION), _plain(site, LONGEST_SITE),
        _picture(response.url, meta.get("og:image") or meta.get("twitter:image") or ""),
    )  # fmt: skip


def _charset(response: Response) -> str | None:
    """The charset of the header; without one, lxml looks into the page."""
    _type, _sep, charset = response.headers.get("content-type", "").lower().partition("charset=")
    return charset.strip("\"' ;") or None


def _meta(root: lxml.html.HtmlElement) -> dict[str, str]:
    """The first of each name wins, as browsers and networks do it."""
    found: dict[str, str] = {}
    for element in root.iterfind(".//meta"):
        name = (element.get("property") or element.get("name") or "").strip().lower()
        if name and element.get("content"):
            found.setdefault(name, element.get("content") or "")
    return found


def _plain(text: str, most: int) -> str:
    """One line of printable words."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _picture(base: str, given: str) -> str:
    try:
        url = urljoin(base, given.strip())
        is_web = urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return ""
    return url if given.strip() and is_web and len(url) <= LONGEST_URL else ""

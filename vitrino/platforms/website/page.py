"""A page of HTML from outside as plain values: links, feeds, dates. Nothing of it is ever shown as HTML."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import lxml.html
from lxml.etree import LxmlError, ParserError

from vitrino.connect.errors import Transient
from vitrino.connect.site import How
from vitrino.connect.wire import parse_json
from vitrino.platforms.website.profiles import FoundLink

MAX_LINKS = 5000
MAX_SCRIPT_CHARS = 500_000

# Posts and timelines of anybody, embedded: their links lead to their authors, not to the shop.
_EMBEDS = frozenset({
    "twitter-tweet", "instagram-media", "fb-post", "fb-video", "fb-comment-embed", "tiktok-embed", "text-post-media",
    "bluesky-embed", "mastodon-embed", "reddit-embed", "reddit-embed-bq", "reddit-card",
})  # fmt: skip
_SCRIPT_ROOTS = frozenset({"root", "app", "__next", "__nuxt", "___gatsby", "svelte", "q-app"})
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
_LITTLE_TEXT = 200
# XML declares its charset itself, and lxml refuses to read declared text that is already decoded.
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


@dataclass(frozen=True)
class HtmlPage:
    """What a page says. links: outgoing and inner, in page order. is_script_built: almost empty without scripts.

    refresh_to: where the page sends its visitors by itself, or "". times: `<time datetime>` values as written.
    """

    url: str
    links: tuple[FoundLink, ...] = ()
    feeds: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    refresh_to: str = ""
    is_script_built: bool = False


def read_page(body: bytes, content_type: str, url: str) -> HtmlPage:
    """Any bytes in, a page out. Broken markup, unknown charsets, hostile nesting give fewer links, never an error."""
    root = _parsed(decoded(body, content_type))
    if root is None:
        return HtmlPage(url)
    base = urljoin(url, _first(root, "//base/@href"))
    return HtmlPage(
        url=url,
        links=tuple(_links(root, base)),
        feeds=tuple(urljoin(base, href) for href in _feeds(root)),
        times=tuple(str(value) for value in root.xpath("//time/@datetime")[:MAX_LINKS]),
        refresh_to=_refresh(root, base),
        is_script_built=_is_script_built(root),
    )


def decoded(body: bytes, content_type: str) -> str:
    """The text of a page: byte order mark, then header, then what the page says of itself, then UTF-8."""
    for mark, charset in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if body.startswith(mark):
            return body.decode(charset, "replace").lstrip("\ufeff")
    declared = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type, re.IGNORECASE)
    inside = re.search(rb"charset\s*=\s*[\"']?([\w.:-]+)", body[:2048], re.IGNORECASE)
    for charset in (declared[1] if declared else "", inside[1].decode("ascii") if inside else ""):
        text = _decoded_as(body, charset)
        if text is not None:
            return text
    return body.decode("utf-8", "replace")


def _decoded_as(body: bytes, charset: str) -> str | None:
    """None for charsets nobody knows, and for the ones that are no text (base64, zip)."""
    try:
        return body.decode(charset, "replace") if charset else None
    except (LookupError, ValueError):
        return None


def _parsed(text: str) -> Any:
    """The root element, or None. lxml stops at 256 levels by itself, so nesting can't exhaust the stack."""
    readable = _XML_DECLARATION.sub("", text).replace("\0", "")
    try:
        return lxml.html.document_fromstring(readable, parser=lxml.html.HTMLParser(no_network=True, huge_tree=False))
    except (ParserError, LxmlError, ValueError):
        return None


def _links(root: Any, base: str) -> Iterator[FoundLink]:
    seen: set[tuple[str, How]] = set()
    for link in (*_json_ld(root), *_heads(root), *_metas(root), *_anchors(root)):
        absolute = _joined(base, link.url)
        if absolute and (absolute, link.how) not in seen:
            seen.add((absolute, link.how))
            yield FoundLink(absolute, link.how, link.hints)
        if len(seen) >= MAX_LINKS:
            return


def _anchors(root: Any) -> Iterator[FoundLink]:
    for anchor in root.iter("a", "area"):
        href = anchor.get("href") or ""
        if href and not _is_in_embed(anchor):
            yield FoundLink(href, "rel-me" if "me" in _words(anchor, "rel") else "link", _hints(anchor))


def _hints(anchor: Any) -> str:
    """What the link calls itself: its words, and the names of its pictures and classes."""
    inside = [
        value for tag in anchor.iter("img", "i", "svg", "use", "span") for value in (tag.get("alt"), tag.get("class"))
    ]
    named = [anchor.get(name) for name in ("title", "aria-label", "class")]
    words = str(anchor.text_content())[:200]
    return " ".join(value[:200] for value in (words, *named, *inside[:10]) if value)


def _is_in_embed(anchor: Any) -> bool:
    return any(_EMBEDS & _words(element, "class") for element in (anchor, *anchor.iterancestors("blockquote", "div")))


def _heads(root: Any) -> Iterator[FoundLink]:
    for link in root.iter("link"):
        if {"me", "publisher"} & _words(link, "rel") and link.get("href"):
            yield FoundLink(link.get("href"), "rel-me")


def _metas(root: Any) -> Iterator[FoundLink]:
    for meta in root.iter("meta"):
        name, content = (meta.get("name") or meta.get("property") or "").lower(), (meta.get("content") or "").strip()
        if name == "twitter:site" and content.startswith("@"):
            yield FoundLink(f"https://twitter.com/{content[1:]}", "meta")
        elif name in ("article:publisher", "og:see_also") and content:
            yield FoundLink(content, "meta")


def _json_ld(root: Any) -> Iterator[FoundLink]:
    """Addresses under "sameAs" in the page's structured data, at any depth."""
    for script in root.xpath("//script[@type='application/ld+json']"):
        for value in _same_as(_json(script.text or "")):
            yield FoundLink(value, "json-ld")


def _json(text: str) -> Any:
    try:
        return parse_json(text.strip().removesuffix(";")) if len(text) <= MAX_SCRIPT_CHARS else None
    except Transient:
        return None


def _same_as(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            found = item.get("sameAs")
            yield from (text for text in (found if isinstance(found, list) else [found]) if isinstance(text, str))
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)


def _feeds(root: Any) -> Iterator[str]:
    for link in root.iter("link"):
        if "alternate" in _words(link, "rel") and (link.get("type") or "").lower() in _FEED_TYPES and link.get("href"):
            yield link.get("href")


def _refresh(root: Any, base: str) -> str:
    for meta in root.iter("meta"):
        if (meta.get("http-equiv") or "").lower() == "refresh":
            found = re.search(r"url\s*=\s*[\"']?([^\"'\s]+)", meta.get("content") or "", re.IGNORECASE)
            return _joined(base, found[1]) if found else ""
    return ""


def _is_script_built(root: Any) -> bool:
    has_root = any((element.get("id") or "").lower() in _SCRIPT_ROOTS for element in root.iter("div"))
    asks_for_scripts = any("javascript" in str(element.text_content()).lower() for element in root.iter("noscript"))
    return (has_root or asks_for_scripts) and _is_almost_empty(root)


def _is_almost_empty(root: Any) -> bool:
    """Fewer than 200 readable characters outside scripts."""
    length = 0
    for text in root.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]"):
        length += len(text.strip())
        if length >= _LITTLE_TEXT:
            return False
    return True


def _words(element: Any, name: str) -> set[str]:
    return set((element.get(name) or "").lower().split())


def _first(root: Any, path: str) -> str:
    found = root.xpath(path)
    return str(found[0]).strip() if found else ""


def _joined(base: str, href: str) -> str:
    """The absolute http(s) address, or "" for anything else (javascript:, data:, mailto:, nonsense)."""
    try:
        url = urljoin(base, href.strip())
    except ValueError:
        return ""
    return url if url.lower().startswith(("http://", "https://")) and len(url) <= 2000 else ""

"""A page of HTML from outside as plain values: links, feeds, dates. Nothing of it is ever shown as HTML."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import lxml.html
from lxml.etree import LxmlError, ParserError

from vitrino.domain.language import LANGUAGES
from vitrino.platforms.website.embeds import words_of
from vitrino.platforms.website.links import MAX_LINKS, joined, links_of, scripts_of
from vitrino.platforms.website.profiles import FoundLink
from vitrino.platforms.website.said import Said, said_by
from vitrino.platforms.website.structured import blocks_of

_SCRIPT_ROOTS = frozenset({"root", "app", "__next", "__nuxt", "___gatsby", "svelte", "q-app"})
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
_LITTLE_TEXT = 200
# XML declares its charset itself, and lxml refuses to read declared text that is already decoded.
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
_LANGUAGE_PATH = re.compile(r"/([a-z]{2})(?:[-_][a-z]{2})?/?", re.IGNORECASE)
_LIKE_LANGUAGE = re.compile(r"(?:^|/)[a-z]{2}(?:[-_][a-z]{2})?/?$", re.IGNORECASE)
MAX_VERSIONS = 50


@dataclass(frozen=True)
class HtmlPage:
    """What a page says. links: outgoing and inner, in page order. is_script_built: almost empty without scripts.

    refresh_to: where the page sends its visitors by itself, or "". times: `<time datetime>` values as written.
    language: two or three letters, or "". versions: the same page in other languages, (language, address).
    scripts: files it loads. said: what it says of the shop.
    """

    url: str
    links: tuple[FoundLink, ...] = ()
    feeds: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    refresh_to: str = ""
    is_script_built: bool = False
    language: str = ""
    versions: tuple[tuple[str, str], ...] = ()
    scripts: tuple[str, ...] = ()
    said: Said = field(default_factory=Said)


def read_page(body: bytes, content_type: str, url: str) -> HtmlPage:
    """Any bytes in, a page out. Broken markup, unknown charsets, hostile nesting give fewer links, never an error."""
    root = _parsed(decoded(body, content_type))
    if root is None:
        return HtmlPage(url)
    base = joined(url, _first(root, "//base/@href")) or url
    blocks = blocks_of(root)
    return HtmlPage(
        url=url,
        links=links_of(root, base, blocks),
        feeds=tuple(address for href in _feeds(root) if (address := joined(base, href))),
        times=tuple(str(value) for value in root.xpath("//time/@datetime")[:MAX_LINKS]),
        refresh_to=_refresh(root, base),
        is_script_built=_is_script_built(root),
        language=_language(root.get("lang") or _first(root, "//@*[name()='xml:lang']")),
        versions=_versions(root, base),
        scripts=scripts_of(root, base),
        said=said_by(root, blocks),
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


def _feeds(root: Any) -> list[str]:
    return [
        link.get("href")
        for link in root.iter("link")
        if "alternate" in words_of(link, "rel") and (link.get("type") or "").lower() in _FEED_TYPES and link.get("href")
    ]


def _versions(root: Any, base: str) -> tuple[tuple[str, str], ...]:
    """The page's other languages: named in its head, marked on a link, or links to "/de/" and the like."""
    found: dict[str, str] = {}
    for link in root.iter("link", "a"):
        href, named = (link.get("href") or "").strip(), link.get("hreflang") or ""
        is_marked = bool(named) and (link.tag == "a" or "alternate" in words_of(link, "rel"))
        if not is_marked and (link.tag != "a" or not _LIKE_LANGUAGE.search(href[-8:])):
            continue
        address = joined(base, href)
        language = _language(named) or _language_of_path(address)
        if address and language and len(found) < MAX_VERSIONS:
            found.setdefault(language, address)
    return tuple(found.items())


def _language(code: str) -> str:
    """ "pl-PL" is "pl"; "" for "x-default" and nonsense."""
    found = _LANGUAGE.fullmatch(code.strip())
    return found[1].lower() if found and found[1].lower() != "x" else ""


def _language_of_path(address: str) -> str:
    found = _LANGUAGE_PATH.fullmatch(urlsplit(address).path) if address else None
    return found[1].lower() if found and found[1].lower() in LANGUAGES else ""


def _refresh(root: Any, base: str) -> str:
    for meta in root.iter("meta"):
        if (meta.get("http-equiv") or "").lower() == "refresh":
            found = re.search(r"url\s*=\s*[\"']?([^\"'\s]+)", meta.get("content") or "", re.IGNORECASE)
            return joined(base, found[1]) if found else ""
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


def _first(root: Any, path: str) -> str:
    found = root.xpath(path)
    return str(found[0]).strip() if found else ""

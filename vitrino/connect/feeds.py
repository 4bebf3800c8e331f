"""Feeds of strangers: RSS, Atom, JSON. Whatever stands in them is text, and nothing in them reaches for anything."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import fastfeedparser
from lxml import etree

from vitrino.connect.charset import encoding_of
from vitrino.connect.plain import text_of
from vitrino.domain.message import say
from vitrino.domain.problem import Problem

ACCEPT = "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5"
# More is not read; the newest come first.
MOST_ITEMS = 500


@dataclass(frozen=True)
class Item:
    """One entry. key: hash of its id or link, else of its words. at: when it appeared, never later than now."""

    key: str
    title: str
    text: str
    link: str
    at: datetime
    author: str = ""


class NoFeed(Problem):
    """This is no feed Vitrino can read."""


def items_in(content: bytes, now: datetime) -> tuple[str, list[Item]]:
    """Title and entries of a feed, the newest first. Raises NoFeed for document types, nesting bombs and no feeds."""
    safe = _guarded(content)
    try:
        found = fastfeedparser.parse(safe, include_media=False, include_enclosures=False, include_tags=False)
    except (ValueError, etree.LxmlError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NoFeed(say("There is no feed at this address.")) from error
    entries = [_item(entry, now) for entry in found.entries[:MOST_ITEMS]]
    kept = {item.key: item for item in entries if item.title or item.text}
    return text_of(str(found.feed.get("title") or "")), sorted(kept.values(), key=lambda item: item.at, reverse=True)


def _guarded(content: bytes) -> bytes:
    """The document, when it defines nothing, reaches for nothing and is not nested without end.

    One that lies about its letters is read as what it is.
    """
    try:
        _parse(content)
    except etree.XMLSyntaxError:
        text = content.decode(encoding_of(content), "replace").replace("\x00", "")
        body = text.partition("?>")[2] if text.lstrip("\ufeff").startswith("<?xml") else text
        content = body.encode()
        try:
            _parse(content)
        except etree.XMLSyntaxError as error:
            raise NoFeed(say("There is no feed at this address.")) from error
    return content


def _parse(content: bytes) -> None:
    """Raises XMLSyntaxError, also beyond lxml's own limits of depth and size."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.doctype:
        raise NoFeed(say("This feed brings definitions of its own, which Vitrino refuses to read."))


def _item(entry: Any, now: datetime) -> Item:
    title, text = text_of(str(entry.get("title") or "")), text_of(str(entry.get("description") or ""))
    link = str(entry.get("link") or "").strip()
    link = link if link.lower().startswith(("https://", "http://")) and len(link) <= 500 else ""
    identity = str(entry.get("id") or "").strip() or link or f"{title}\x1f{text}"
    author = text_of(str(entry.get("author") or ""))[:200]
    return Item(hashlib.sha256(identity.encode()).hexdigest(), title, text, link, _at(entry, now), author)


def _at(entry: Any, now: datetime) -> datetime:
    """Dates that lie in the future, or are none, count as now."""
    try:
        at = datetime.fromisoformat(str(entry.get("published") or entry.get("updated") or ""))
        return min(at, now)
    except (ValueError, TypeError):
        return now

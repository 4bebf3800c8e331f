"""When something last appeared: dates from RSS, Atom and JSON feeds of strangers, and from pages with `<time>`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Any

from lxml import etree

from vitrino.connect.errors import Transient
from vitrino.connect.wire import parse_json

MAX_ENTRIES = 1000
# A clock that runs ahead, or a zone nobody wrote; anything later is a wrong date.
TOLERANCE = timedelta(days=1)

_ENTRIES = frozenset({"item", "entry"})
_DATES = frozenset({"pubDate", "published", "updated", "date", "issued"})
_FORBIDDEN = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def newest_entry(body: bytes, now: datetime) -> datetime | None:
    """The date of the newest entry of a feed, never later than `now`; None when there is none to be read."""
    values = _json_dates(body) if body.lstrip()[:1] in (b"{", b"[") else _xml_dates(body)
    return newest(values, now)


def newest(values: Iterable[str], now: datetime) -> datetime | None:
    """The newest of some dates as written by strangers. Dates far in the future are wrong and do not count."""
    moments = [moment for value in values if (moment := _moment(value)) is not None and moment <= now + TOLERANCE]
    return min(max(moments), now) if moments else None


def is_feed(body: bytes, content_type: str) -> bool:
    start = body.lstrip(b"\xef\xbb\xbf \r\n\t")[:500].lower()
    is_xml = re.search(rb"<(?:rss|feed|rdf:rdf)\b", start) is not None
    return is_xml or (start[:1] == b"{" and "json" in content_type)


def _xml_dates(body: bytes) -> Iterator[str]:
    """Dates inside entries. Document types are refused (billion laughs, foreign files); lxml caps depth and size."""
    root = None if _FORBIDDEN.search(body) else _parsed(body)
    entries = [] if root is None else (element for element in root.iter() if _name(element) in _ENTRIES)
    for entry in islice(entries, MAX_ENTRIES):
        yield from (child.text for child in entry if _name(child) in _DATES and child.text)


def _parsed(body: bytes) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_pis=True
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.LxmlError, ValueError):
        return None
    # Another charset can hide the words from the search above, but not from the parser.
    return None if root is None or root.getroottree().docinfo.doctype else root


def _json_dates(body: bytes) -> Iterator[str]:
    """Dates of a JSON Feed (jsonfeed.org)."""
    try:
        feed = parse_json(body)
    except Transient:
        return
    items = feed.get("items") if isinstance(feed, dict) else None
    for item in items[:MAX_ENTRIES] if isinstance(items, list) else []:
        if isinstance(item, dict):
            yield from (str(item[name]) for name in ("date_published", "date_modified") if item.get(name))


def _name(element: Any) -> str:
    """The name without its namespace; "" for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _moment(text: str) -> datetime | None:
    """ISO 8601 or the mail format. What names no zone counts as UTC."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(text.strip())
            return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        except (TypeError, ValueError, IndexError, OverflowError):
            continue
    return None

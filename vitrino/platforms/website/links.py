"""All links of a page, and how each of them was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from vitrino.platforms.website.embedded import in_attributes, in_script
from vitrino.platforms.website.embeds import is_embedded, words_of
from vitrino.platforms.website.profiles import FoundLink
from vitrino.platforms.website.structured import same_as

MAX_LINKS = 5000
# Links within the site are many and only a few are followed; they may not crowd out the ones that lead away.
MAX_INNER = 20_000
MAX_READ = 200_000
MAX_SCRIPTS = 100
_DATA_TYPES = frozenset({"", "text/javascript", "application/javascript", "application/json", "module"})


def links_of(root: Any, base: str, blocks: tuple[Any, ...]) -> tuple[FoundLink, ...]:
    """Outgoing and inner links with their absolute addresses, the surest kind first, each once for each kind."""
    kept: dict[tuple[str, str, bool], FoundLink] = {}
    inner = outer = 0
    for link in islice(_all(root, blocks), MAX_READ):
        absolute = joined(base, link.url)
        key = (absolute, link.how, link.is_seen)
        if not absolute or key in kept:
            continue
        is_inner = _is_same_host(absolute, base)
        inner, outer = inner + is_inner, outer + (not is_inner)
        if outer > MAX_LINKS:
            break
        if not is_inner or inner <= MAX_INNER:
            kept[key] = FoundLink(absolute, link.how, link.hints, link.is_seen)
    return tuple(kept.values())


def joined(base: str, href: str) -> str:
    """The absolute http(s) address, or "" for anything else (javascript:, data:, mailto:, nonsense)."""
    try:
        url = urljoin(base, href.strip())
    except ValueError:
        return ""
    return url if url.lower().startswith(("http://", "https://")) and len(url) <= 2000 else ""


def scripts_of(root: Any, base: str) -> tuple[str, ...]:
    """Addresses of the script files the page loads, in its order."""
    found = (joined(base, script.get("src")) for script in root.iter("script") if script.get("src"))
    return tuple(dict.fromkeys(url for url in islice(found, MAX_SCRIPTS) if url))


def _all(root: Any, blocks: tuple[Any, ...]) -> Iterator[FoundLink]:
    for address in same_as(blocks):
        yield FoundLink(address, "json-ld", is_seen=False)
    yield from _heads(root)
    yield from _metas(root)
    yield from _anchors(root)
    yield from in_attributes(root)
    for text in _inline_scripts(root):
        yield from in_script(text)


def _anchors(root: Any) -> Iterator[FoundLink]:
    for anchor in root.iter("a", "area"):
        href = anchor.get("href") or ""
        if href and not is_embedded(anchor):
            yield FoundLink(href, "rel-me" if "me" in words_of(anchor, "rel") else "link", _hints(anchor))


def _hints(anchor: Any) -> str:
    """What the link calls itself: its words, and the names of its pictures and classes."""
    inside = [
        value
        for tag in islice(anchor.iter("img", "i", "svg", "use", "span"), 10)
        for value in (tag.get("alt"), tag.get("class"))
    ]
    named = [anchor.get(name) for name in ("title", "aria-label", "class")]
    words = "".join(islice(anchor.itertext(), 20))[:200]
    return " ".join(value[:200] for value in (words, *named, *inside[:10]) if value)


def _heads(root: Any) -> Iterator[FoundLink]:
    for link in root.iter("link"):
        if {"me", "publisher"} & words_of(link, "rel") and link.get("href"):
            yield FoundLink(link.get("href"), "rel-me", is_seen=False)


def _metas(root: Any) -> Iterator[FoundLink]:
    for meta in root.iter("meta"):
        name, content = (meta.get("name") or meta.get("property") or "").lower(), (meta.get("content") or "").strip()
        if name == "twitter:site" and content.startswith("@"):
            yield FoundLink(f"https://twitter.com/{content[1:]}", "meta", is_seen=False)
        elif name in ("article:publisher", "og:see_also") and content:
            yield FoundLink(content, "meta", is_seen=False)


def _inline_scripts(root: Any) -> Iterable[str]:
    for script in root.iter("script"):
        kind = (script.get("type") or "").partition(";")[0].strip().lower()
        if kind in _DATA_TYPES and script.text and not script.get("src"):
            yield script.text


def _is_same_host(url: str, base: str) -> bool:
    try:
        return urlsplit(url).netloc.lower() == urlsplit(base).netloc.lower()
    except ValueError:
        return False

"""Addresses inside scripts, JSON and data attributes, for pages whose links a script puts together. Nothing is run.

Only a whole text in quotes counts: an address that is glued together from pieces says nothing for sure. Notes of
programmers (comments, authors of libraries) and what other people wrote (reviews, feeds) do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from vitrino.platforms.website.embeds import is_embedded
from vitrino.platforms.website.profiles import FoundLink
from vitrino.platforms.website.structured import json_of

MAX_CHARS = 4_000_000
MAX_ADDRESSES = 2000
MAX_ATTRIBUTE = 20_000

_QUOTED = re.compile(r"""["'`]\s*((?:https?:)?//[^\s"'`<>\\{}|^]{4,500})\s*\\?["'`]""", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?:)?//[^\s\"'`<>\\{}|^]{4,500}", re.IGNORECASE)
_ESCAPES = re.compile(r"\\(?:/|u002[fF]|x2[fF])")
_AND = re.compile(r"\\u0026|&amp;")
_ASSIGNED = re.compile(r"\s*(?:(?:var|let|const)\s+)?[\w.$\[\]\"']{1,80}\s*=\s*(?=[{\[])")
# A line of a minified file has thousands of signs and no comments, but may well hold "//" inside a text.
_LINE_COMMENT = re.compile(r"(?m)^(?P<before>(?:[^\n/'\"`]|/(?!/)){0,200}?)//[^\n]{0,1000}$")
_AUTHORS = re.compile(
    r"(?:author|homepage|repository|bugs|funding|licen[sc]e|maintainers?|contributors?|credits?)[\"']?\s*[:=]\s*$",
    re.IGNORECASE,
)
_HINT_CHARS = 40
_OTHERS = frozenset({
    "author", "authors", "review", "reviews", "comment", "comments", "post", "posts", "feed", "ugc", "testimonial",
    "testimonials", "user", "users", "owner", "creator", "brand", "brands", "vendor", "manufacturer", "partner",
    "partners", "supplier", "suppliers", "media", "stories", "influencers", "team", "credits", "articles",
})  # fmt: skip


def in_script(text: str) -> Iterator[FoundLink]:
    """Addresses in one script or block of JSON."""
    value = _as_json(text)
    return _in_json(value) if value is not None else _in_text(text)


def in_attributes(root: Any) -> Iterator[FoundLink]:
    """Addresses in `data-…` and `on…` attributes, which scripts turn into links."""
    for element in root.xpath("//*[@*[starts-with(name(), 'data-') or starts-with(name(), 'on')]]"):
        for name, value in element.attrib.items():
            is_told = name.startswith(("data-", "on")) and len(value) <= MAX_ATTRIBUTE
            if is_told and ("//" in value or "\\/" in value) and not is_embedded(element):
                yield from _in_value(value.strip(), f"{name} {element.get('class') or ''}")


def _in_value(value: str, hints: str) -> Iterator[FoundLink]:
    if _ADDRESS.fullmatch(value):
        yield FoundLink(value, "script", hints)
        return
    for link in in_script(value):
        yield FoundLink(link.url, "script", f"{hints} {link.hints}")


def _as_json(text: str) -> Any:
    """JSON by itself or given a name in a script; None for programs."""
    start = text.lstrip()[:1]
    if start in ("{", "["):
        return json_of(text)
    named = _ASSIGNED.match(text)
    return json_of(text[named.end() :]) if named else None


def _in_json(value: Any) -> Iterator[FoundLink]:
    waiting, many = [("", value)], 0
    while waiting and many < MAX_ADDRESSES:
        key, item = waiting.pop()
        if isinstance(item, dict):
            waiting.extend((str(name), child) for name, child in item.items() if str(name).lower() not in _OTHERS)
        elif isinstance(item, list):
            waiting.extend((key, child) for child in item)
        elif isinstance(item, str) and _ADDRESS.fullmatch(item.strip()):
            many += 1
            yield FoundLink(item.strip(), "script", key[:_HINT_CHARS])


def _in_text(text: str) -> Iterator[FoundLink]:
    plain = _AND.sub("&", _ESCAPES.sub("/", _without_comments(text[:MAX_CHARS])))
    for many, found in enumerate(_QUOTED.finditer(plain)):
        if many >= MAX_ADDRESSES:
            return
        before = plain[max(0, found.start() - _HINT_CHARS) : found.start()]
        if not _AUTHORS.search(before):
            yield FoundLink(found[1], "script", before)


def _without_comments(text: str) -> str:
    kept, at = [], 0
    while (start := _comment_at(text, at)) >= 0:
        kept.append(text[at:start])
        end = text.find("*/", start + 2)
        at = end + 2 if end >= 0 else len(text)
    kept.append(text[at:])
    return _LINE_COMMENT.sub(lambda line: line["before"], " ".join(kept))


def _comment_at(text: str, at: int) -> int:
    """Where the next comment begins. After a letter or a star it is none: "image/*", "*/*"."""
    start = text.find("/*", at)
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] in "*\"'+"):
        start = text.find("/*", start + 2)
    return start

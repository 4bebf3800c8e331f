"""What a page tells programs: structured data (JSON-LD, schema.org), parsed once and walked without recursion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vitrino.connect.errors import Transient
from vitrino.connect.wire import parse_json

MAX_SCRIPT_CHARS = 500_000
MAX_BLOCKS = 50

# Below these keys other people are described: who wrote a review, who makes a product, whom an article is about.
STRANGERS = frozenset({
    "author", "authors", "review", "reviews", "brand", "brands", "manufacturer", "mentions", "about", "performer",
    "creator", "itemreviewed", "founder", "founders", "employee", "employees", "member", "sponsor", "subjectof",
    "comment", "comments", "contributor", "copyrightholder", "funder", "video", "citation", "isbasedon",
})  # fmt: skip
SHOPS = ("organization", "business", "store", "shop", "restaurant", "bakery", "corporation", "brand", "cafe", "hotel")


def json_of(text: str) -> Any:
    """JSON as it stands in a page; None for anything else, and for more than anybody writes by hand."""
    try:
        return parse_json(text.strip().removesuffix(";")) if len(text) <= MAX_SCRIPT_CHARS else None
    except Transient:
        return None


def blocks_of(root: Any) -> tuple[Any, ...]:
    """The page's structured data, each block as it was parsed."""
    scripts = root.xpath("//script[@type='application/ld+json']")[:MAX_BLOCKS]
    return tuple(block for script in scripts if (block := json_of(script.text or "")) is not None)


def things(blocks: tuple[Any, ...], strangers: bool = False) -> Iterator[dict[str, Any]]:
    """Every thing described, at any depth, without those that belong to others."""
    waiting = list(blocks)
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            yield item
            waiting.extend(value for key, value in item.items() if strangers or key.lower() not in STRANGERS)
        elif isinstance(item, list):
            waiting.extend(item)


def same_as(blocks: tuple[Any, ...]) -> Iterator[str]:
    """Addresses of the profiles that the page says are its own. A person's or a product's are theirs, unless the person
    is the shop as well."""
    for thing in things(blocks):
        if is_a(thing, SHOPS) or not is_a(thing, ("person", "product")):
            found = thing.get("sameAs")
            yield from (text for text in (found if isinstance(found, list) else [found]) if isinstance(text, str))


def is_a(thing: dict[str, Any], kinds: tuple[str, ...]) -> bool:
    """Is it one of these types? Shops call themselves many things: LocalBusiness, OnlineStore, Bakery."""
    kind = thing.get("@type")
    names = kind if isinstance(kind, list) else [kind]
    return any(isinstance(name, str) and name.lower().endswith(kinds) for name in names)


def texts(value: Any) -> list[str]:
    """A value, or each of a list of them, as short texts."""
    values = value if isinstance(value, list) else [value]
    return [one.strip()[:300] for one in values if isinstance(one, str) and one.strip()]

"""Facts about Hacker News and its search."""

from datetime import date
from typing import Final

from vitrino.connect.manifest import Fact, Manifest, RateRule
from vitrino.domain.text import TextRule

LOOKED_UP: Final = date(2026, 11, 22)
SERVER: Final = "https://hn.algolia.com"

MANIFEST = Manifest(
    key="hackernews",
    name="Hacker News",
    icon="brand-ycombinator",
    auth="none",
    proof_level="C",
    capabilities=frozenset({"read.search"}),
    text=Fact(TextRule("codepoint", 100_000), "hn.algolia.com/api names no limit", LOOKED_UP, checked=False),
    sources=("https://hn.algolia.com/api",),
    as_of=LOOKED_UP,
    rates=(Fact(RateRule("read", 1_000, 3600), "hn.algolia.com/api: 10,000 requests an hour", LOOKED_UP),),
)

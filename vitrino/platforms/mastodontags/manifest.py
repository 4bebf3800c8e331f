"""Facts about the public hashtag timelines of Mastodon servers."""

from datetime import date
from typing import Final

from vitrino.connect.manifest import Fact, Manifest, RateRule
from vitrino.domain.message import say
from vitrino.domain.text import TextRule

LOOKED_UP: Final = date(2026, 11, 22)
# One of the largest servers: what is tagged anywhere in the fediverse reaches it, unless the two don't speak.
SERVER: Final = "https://mastodon.social"
_TIMELINES: Final = "mastodon/documentation methods/timelines.md"

MANIFEST = Manifest(
    key="mastodontags",
    name=say("Mastodon hashtags").template,  # no brand: shown in the language of the page
    icon="brand-mastodon",
    auth="none",
    proof_level="C",
    capabilities=frozenset({"read.search"}),
    text=Fact(TextRule("codepoint", 100_000), f"{_TIMELINES} names no limit", LOOKED_UP, checked=False),
    sources=("https://docs.joinmastodon.org/methods/timelines/#tag",),
    as_of=LOOKED_UP,
    rates=(Fact(RateRule("read", 300, 300), "mastodon/documentation api/rate-limits.md", LOOKED_UP),),
)

"""Facts about Reddit's public search. It finds posts, not comments, and asks for no account."""

from datetime import date
from typing import Final

from vitrino.connect.manifest import Fact, Manifest, RateRule
from vitrino.domain.text import TextRule

LOOKED_UP: Final = date(2026, 11, 22)
SERVER: Final = "https://www.reddit.com"
_WIKI: Final = "https://www.reddit.com/wiki/rss"

MANIFEST = Manifest(
    key="redditsearch",
    name="Reddit",
    icon="brand-reddit",
    auth="none",
    proof_level="D",
    capabilities=frozenset({"read.search"}),
    text=Fact(TextRule("codepoint", 40_000), "general knowledge: the longest text of a post", LOOKED_UP, checked=False),
    sources=(_WIKI, "https://github.com/reddit-archive/reddit/wiki/RSS"),
    as_of=LOOKED_UP,
    rates=(Fact(RateRule("read", 10, 60), "general knowledge: ten a minute without an account", LOOKED_UP,
                checked=False),),
)  # fmt: skip

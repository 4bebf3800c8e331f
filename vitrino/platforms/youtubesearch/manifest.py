"""Facts about YouTube's search. It needs a key of the shop's own, and a key may search a hundred times a day."""

from datetime import date
from typing import Final

from vitrino.connect.manifest import ConnectField, Fact, Manifest, RateRule
from vitrino.domain.message import say
from vitrino.domain.text import TextRule

LOOKED_UP: Final = date(2026, 11, 22)
SERVER: Final = "https://www.googleapis.com"
_SEARCH: Final = "discovery youtube.v3, revision 20261104: search.list"

MANIFEST = Manifest(
    key="youtubesearch",
    name="YouTube",
    icon="brand-youtube",
    auth="key",
    proof_level="C",
    capabilities=frozenset({"read.search"}),
    text=Fact(TextRule("utf8_bytes", 5000), "developers.google.com/youtube/v3/docs/videos: the description", LOOKED_UP),
    sources=("https://developers.google.com/youtube/v3/docs/search/list",),
    as_of=LOOKED_UP,
    api_version="v3",
    connect_fields=(
        ConnectField(
            "key",
            say("Key for YouTube's search"),
            say("Free of charge: console.cloud.google.com, a project, “YouTube Data API v3”, then an API key."),
            is_secret=True,
        ),
    ),
    rates=(
        Fact(
            RateRule("read.search", 100, 86_400),
            "developers.google.com/youtube/data/determine_quota_cost (since 2026-06-01)",
            LOOKED_UP,
        ),
    ),
)

"""Facts about feeds. Whoever publishes one lets everybody read it."""

from datetime import date
from typing import Final

from vitrino.connect.manifest import ConnectField, Fact, Manifest, RateRule
from vitrino.domain.message import say
from vitrino.domain.text import TextRule

LOOKED_UP: Final = date(2026, 11, 22)

MANIFEST = Manifest(
    key="webfeed",
    name=say("Web feed").template,  # no brand: shown in the language of the page
    icon="rss",
    auth="none",
    proof_level="C",
    capabilities=frozenset({"read.search"}),
    text=Fact(TextRule("codepoint", 100_000), "RFC 4287 and the RSS 2.0 specification know no limit", LOOKED_UP),
    sources=("https://www.rfc-editor.org/rfc/rfc4287", "https://www.rssboard.org/rss-specification"),
    as_of=LOOKED_UP,
    connect_fields=(
        ConnectField(
            "url",
            say("Address of the feed"),
            say("Of a blog, a newspaper or an alert service: RSS or Atom."),
            placeholder="https://",
        ),
    ),
    rates=(Fact(RateRule("read", 12, 3600), "good manners: every five minutes, and only when it changed", LOOKED_UP),),
)

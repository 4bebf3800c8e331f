"""Facts about a website's own comments. The form of a delivery is Vitrino's own (see guide.en.md)."""

from datetime import date
from typing import Final

from vitrino.connect.manifest import Fact, Manifest
from vitrino.domain.message import say
from vitrino.domain.text import TextRule

LOOKED_UP: Final = date(2026, 11, 22)

MANIFEST = Manifest(
    key="sitecomments",
    name=say("Comments on your website").template,  # no brand: shown in the language of the page
    icon="message-circle",
    auth="none",
    proof_level="A",
    capabilities=frozenset({"read.comments"}),
    text=Fact(TextRule("codepoint", 100_000), "Vitrino's own form of a delivery", LOOKED_UP),
    sources=("vitrino/platforms/sitecomments/guide.en.md",),
    as_of=LOOKED_UP,
)

"""Facts about reviews on other sites. Nothing is read by itself, so there is no capability: a person brings them."""

from datetime import date
from typing import Final

from vitrino.connect.manifest import Fact, Manifest
from vitrino.domain.message import say
from vitrino.domain.text import TextRule

LOOKED_UP: Final = date(2026, 11, 22)

MANIFEST = Manifest(
    key="elsewhere",
    name=say("Other review sites").template,  # no brand: shown in the language of the page
    icon="message-circle",
    auth="none",
    proof_level="A",
    capabilities=frozenset(),
    text=Fact(TextRule("codepoint", 100_000), "Vitrino's own form of a review", LOOKED_UP),
    sources=("docs/reference/reviews.md",),
    as_of=LOOKED_UP,
)

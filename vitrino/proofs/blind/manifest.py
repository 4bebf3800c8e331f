"""What the made-up platform can do: take a text, nothing else."""

from datetime import date
from typing import Final

from vitrino.connect.manifest import Fact, Manifest
from vitrino.domain.text import TextRule

_SOURCE: Final = "made up, like a chat bot without a history call"

MANIFEST = Manifest(
    key="town-crier",
    name="Town crier",
    icon="channel",
    auth="none",
    proof_level="D",
    capabilities=frozenset({"publish.text"}),
    text=Fact(TextRule("grapheme", 1000), _SOURCE, date(2026, 11, 22)),
    sources=(_SOURCE,),
    as_of=date(2026, 11, 22),
    retry_safety={"publish.text": "blind"},
)

"""Words that show what a post is for: (kind, strength) -> phrases between bars, "*" for any ending."""

from __future__ import annotations

from vitrino.domain.balance.words.en import ENGLISH
from vitrino.domain.balance.words.eo import ESPERANTO
from vitrino.domain.balance.words.pl import POLISH

WORDS = {"en": ENGLISH, "pl": POLISH, "eo": ESPERANTO}

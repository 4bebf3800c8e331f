"""Polish forms of names: Żabka, Żabce, Żabek; Nike'a; CCC-u; Mojego Sklepu; żabkowy.

Morfeusz knows dictionary words only, and a brand seldom is one, so the forms are made by rules.
"""

from __future__ import annotations

from vitrino.domain.names.polish.inflect import adjectives_of, inflected, paradigm

__all__ = ["adjectives_of", "inflected", "paradigm"]

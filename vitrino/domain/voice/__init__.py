"""How a text sounds: whom it addresses how, its emoji and its words, against what the shop has settled."""

from __future__ import annotations

from vitrino.domain.voice.breaks import Break, Kind, Wish, breaks, lines
from vitrino.domain.voice.manners import LANGUAGES, Manner, Spoken, spoken
from vitrino.domain.voice.together import Mix, mix

__all__ = ["LANGUAGES", "Break", "Kind", "Manner", "Mix", "Spoken", "Wish", "breaks", "lines", "mix", "spoken"]

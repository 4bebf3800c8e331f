"""Which language a short text is in: about forty, from their everyday words; when unsure, none."""

from __future__ import annotations

from vitrino.domain.language.identify import LANGUAGES, Guess, identify

__all__ = ["LANGUAGES", "Guess", "identify"]

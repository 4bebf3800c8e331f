"""Finding names in texts: fast, whole words, in disguise too, with the exact place in the original."""

from __future__ import annotations

from vitrino.domain.matcher.find import Hit, Matcher, MatchRule, Term
from vitrino.domain.matcher.fold import Folded, fold, key

__all__ = ["Folded", "Hit", "MatchRule", "Matcher", "Term", "fold", "key"]

"""Finding names in texts: fast, whole words, in disguise too, with the exact place in the original."""

from __future__ import annotations

from vitrino.domain.matcher.find import Matcher
from vitrino.domain.matcher.fold import Folded, fold, key
from vitrino.domain.matcher.term import MAYBE, Hit, MatchRule, Post, Term

__all__ = ["MAYBE", "Folded", "Hit", "MatchRule", "Matcher", "Post", "Term", "fold", "key"]

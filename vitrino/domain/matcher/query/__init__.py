"""Queries for those who want them: (żabka OR żappka) AND NOT hotdog, "big star" NEAR/5 jeans, author:anna lang:pl."""

from __future__ import annotations

from vitrino.domain.matcher.query.parse import parse
from vitrino.domain.matcher.query.reading import Reading
from vitrino.domain.matcher.query.tree import Query

__all__ = ["Query", "Reading", "parse"]

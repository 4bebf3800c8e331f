"""Which shops a text from an open network may concern: one matcher for all of them, kept up to date shop by shop."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

from vitrino.domain.matcher import Matcher, Post
from vitrino.listening.ears import Version, terms_of, version_of

# A form struck out or added counts this much later at most.
LOOK_AGAIN_S = 5.0


class Sieve:
    """Asks the database for changes every few seconds, and rebuilds only what changed."""

    def __init__(self) -> None:
        self._matcher = Matcher()
        self._versions: dict[int, Version] = {}
        self._shop_of: dict[str, int] = {}
        self._looked_at = float("-inf")

    def __call__(self, posts: Sequence[Post], shops: Iterable[int]) -> list[set[int]]:
        """For every text the shops whose names are in it."""
        self._look(set(shops))
        return [{self._shop_of[hit.term_id] for hit in self._matcher.find(post)} for post in posts]

    def _look(self, shops: set[int]) -> None:
        if shops == set(self._versions) and time.monotonic() - self._looked_at < LOOK_AGAIN_S:
            return
        self._looked_at = time.monotonic()
        for shop in set(self._versions) - shops:
            self._matcher.drop(shop)
            del self._versions[shop]
        for shop in shops:
            version = version_of(shop)
            if self._versions.get(shop) != version:
                terms = terms_of(shop)
                self._matcher.put(shop, terms)
                self._versions[shop] = version
                self._shop_of |= {term.id: shop for term in terms}


sieve = Sieve()

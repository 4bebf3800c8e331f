"""A Mastodon server in a box: the routes we use, as strict as the real one, forgetting keys after an hour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from vitrino.platforms.mastodon.twin.people import People
from vitrino.platforms.mastodon.twin.reading import ReadingRoutes
from vitrino.platforms.mastodon.twin.signing_in import SigningInRoutes
from vitrino.platforms.mastodon.twin.writing import WritingRoutes


@dataclass
class Twin(People, SigningInRoutes, ReadingRoutes, WritingRoutes):
    """One server with the shop's account and whoever writes to it.

    honours_keys False is a GoToSocial 0.20, which ignores Idempotency-Key (measured: two ids for one key).
    """

    key: ClassVar[str] = "mastodon"

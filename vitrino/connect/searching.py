"""Searching a place for the shop's names again and again, always a little further back than is known."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from vitrino.connect import reading
from vitrino.connect.connector import Clock
from vitrino.connect.errors import RateLimited, Refused, Transient, Unsupported
from vitrino.connect.headers import wait_until
from vitrino.connect.manifest import Manifest
from vitrino.connect.places import Listening
from vitrino.connect.records import Arrival, ArrivalKind, Credentials, Page, Profile
from vitrino.connect.wire import Door, Request, Response
from vitrino.domain.message import say

FIRST_READ = timedelta(days=30)
MOST_TERMS = 10
# At the end of a cursor: the last answer did not hold everything.
CUT = "|cut"


@dataclass(frozen=True)
class Hits:
    """What a search found. is_whole: these are all since the time that was asked for."""

    arrivals: tuple[Arrival, ...]
    is_whole: bool

    @staticmethod
    def together(parts: Iterable[Hits]) -> Hits:
        """Each text once, whichever of the names it holds."""
        all_parts = list(parts)
        found = {arrival.remote_id: arrival for part in all_parts for arrival in part.arrivals}
        return Hits(tuple(found.values()), all(part.is_whole for part in all_parts))


class Search(Listening, ABC):
    """See `vitrino.connect.places.Listening`. The names to look for stand in `public["terms"]`, a JSON list.

    overlap: how much later than it was written a text may turn up. web: where people read the place.
    """

    manifest: ClassVar[Manifest]
    server: ClassVar[str]
    web: ClassVar[str]
    overlap: ClassVar[timedelta] = timedelta(minutes=10)

    def __init__(self, door: Door, credentials: Credentials, clock: Clock) -> None:
        self._door, self._clock, self._secrets = door, clock, credentials.secrets
        self._server = credentials.public.get("server", self.server)
        terms = json.loads(credentials.public.get("terms", "[]"))
        self._terms = [str(term) for term in terms][:MOST_TERMS]

    @abstractmethod
    def find(self, terms: list[str], since: datetime) -> Hits:
        """Texts since then in which one of the names may stand."""

    def probe(self) -> Profile:
        return Profile("search", self.manifest.name, self.manifest.name, self.web)

    def pull(self, kind: ArrivalKind, cursor: str) -> Page:
        """The cursor is up to when everything is known."""
        if kind != "find":
            raise Unsupported(f"read.{kind}s")
        now = self._clock()
        known, was_cut = reading.moment(cursor.removesuffix(CUT)), cursor.endswith(CUT)
        hits = self.find(self._terms, known - self.overlap if known else now - FIRST_READ)
        if not hits.is_whole and not was_cut:  # asked once more before it is believed
            return Page(hits.arrivals, (known.isoformat() if known else "") + CUT, reached_overlap=False)
        newest = max([min(arrival.at, now) for arrival in hits.arrivals] + ([known] if known else []), default=None)
        return Page(hits.arrivals, newest.isoformat() if newest else "", reached_overlap=hits.is_whole)

    def ask(self, request: Request) -> Response:
        """The answer, when it is one. Raises RateLimited, Refused and Transient in words."""
        answer = self._door.send(request)
        if answer.status == 429:
            raise RateLimited(wait_until(answer.headers, self._clock()))
        if answer.status in (401, 403):
            raise Refused(say("The search lets nobody in without an account: {status}.", status=answer.status))
        if not answer.is_ok:
            raise Transient(say("The search answers with {status}.", status=answer.status))
        return answer

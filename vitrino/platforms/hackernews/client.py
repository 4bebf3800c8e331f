"""Searches Hacker News for the shop's names, newest first, always ten minutes further back than it got."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from vitrino.connect import reading
from vitrino.connect.connector import Clock
from vitrino.connect.errors import RateLimited, Transient, Unsupported
from vitrino.connect.headers import wait_until
from vitrino.connect.places import Listening
from vitrino.connect.plain import text_of
from vitrino.connect.records import Arrival, ArrivalKind, Author, Credentials, Page, Profile
from vitrino.connect.wire import Door, get
from vitrino.domain.message import say
from vitrino.platforms.hackernews.manifest import MANIFEST, SERVER

WEB = "https://news.ycombinator.com"
PAGE = 100
# The search shows no more than a thousand hits of one question.
MOST_PAGES = 10
OVERLAP = timedelta(minutes=10)
FIRST_READ = timedelta(days=30)
MOST_TERMS = 10
# At the end of a cursor: the last answer did not hold everything.
CUT = "|cut"


class Client(Listening):
    """See `vitrino.connect.places.Listening`. The names to look for stand in `public["terms"]`, a JSON list."""

    manifest = MANIFEST

    def __init__(self, door: Door, credentials: Credentials, clock: Clock) -> None:
        self._door, self._clock = door, clock
        self._server = credentials.public.get("server", SERVER)
        terms = json.loads(credentials.public.get("terms", "[]"))
        self._terms = [str(term) for term in terms][:MOST_TERMS]

    def probe(self) -> Profile:
        return Profile("search", MANIFEST.name, MANIFEST.name, WEB)

    def pull(self, kind: ArrivalKind, cursor: str) -> Page:
        """The cursor is up to when everything is known."""
        if kind != "find":
            raise Unsupported(f"read.{kind}s")
        now = self._clock()
        known, was_cut = reading.moment(cursor.removesuffix(CUT)), cursor.endswith(CUT)
        since = known - OVERLAP if known else now - FIRST_READ
        hits: dict[str, Mapping[str, Any]] = {}
        is_whole = True
        for term in self._terms:
            found, reached = self._search(term, since)
            hits |= {reading.text(hit.get("objectID")): hit for hit in found}
            is_whole = is_whole and reached
        arrivals = tuple(arrival for hit in hits.values() if (arrival := _arrival(hit)) is not None)
        if not is_whole and not was_cut:  # asked once more before it is believed
            return Page(arrivals, (known.isoformat() if known else "") + CUT, reached_overlap=False)
        newest = max([min(arrival.at, now) for arrival in arrivals] + ([known] if known else []), default=None)
        return Page(arrivals, newest.isoformat() if newest else "", reached_overlap=is_whole)

    def _search(self, term: str, since: datetime) -> tuple[list[Mapping[str, Any]], bool]:
        """Hits since then, and whether these are all."""
        found: list[Mapping[str, Any]] = []
        for page in range(MOST_PAGES):
            answer = self._ask(term, since, page)
            found += reading.mappings(answer.get("hits"))
            if page + 1 >= (reading.integer(answer.get("nbPages")) or 0):
                return found, (reading.integer(answer.get("nbHits")) or 0) <= len(found)
        return found, False

    def _ask(self, term: str, since: datetime, page: int) -> Mapping[str, Any]:
        phrase = '"' + term.replace('"', " ") + '"'
        params: dict[str, str | int] = {"query": phrase, "tags": "(story,comment)", "hitsPerPage": PAGE, "page": page,
                  "numericFilters": f"created_at_i>{int(since.timestamp())}"}  # fmt: skip
        answer = self._door.send(get(f"{self._server}/api/v1/search_by_date", params))
        if answer.status == 429:
            raise RateLimited(wait_until(answer.headers, self._clock()))
        if not answer.is_ok:
            raise Transient(say("The search answers with {status}.", status=answer.status))
        return reading.mapping(answer.json())


def _arrival(hit: Mapping[str, Any]) -> Arrival | None:
    remote_id, at = reading.text(hit.get("objectID"), 40), reading.epoch(hit.get("created_at_i"))
    author = reading.name(hit.get("author"))
    if not remote_id or at is None or not author:
        return None
    return Arrival(
        kind="find",
        remote_id=remote_id,
        author=Author(author, author, url=f"{WEB}/user?id={author}"),
        text="\n\n".join(_texts(hit)),
        at=at,
        url=f"{WEB}/item?id={remote_id}",
        parent_id=reading.text(hit.get("parent_id"), 40),
        thread_id=reading.text(hit.get("story_id"), 40) or remote_id,
        language="en",
        raw=dict(hit),
    )


def _texts(hit: Mapping[str, Any]) -> Iterator[str]:
    """A story has a title, a link and perhaps words of its own; a comment has only these. All may hold HTML."""
    for name in ("title", "url", "story_text", "comment_text"):
        text = text_of(reading.text(hit.get(name)))
        if text:
            yield text

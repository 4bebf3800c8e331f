"""Searches Hacker News for the shop's names, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from vitrino.connect import reading
from vitrino.connect.plain import text_of
from vitrino.connect.records import Arrival, Author
from vitrino.connect.searching import Hits, Search
from vitrino.connect.wire import get
from vitrino.platforms.hackernews.manifest import MANIFEST, SERVER

WEB = "https://news.ycombinator.com"
PAGE = 100
# The search shows no more than a thousand hits of one question.
MOST_PAGES = 10


class Client(Search):
    """See `vitrino.connect.searching.Search`."""

    manifest, server, web = MANIFEST, SERVER, WEB

    def find(self, terms: list[str], since: datetime) -> Hits:
        return Hits.together(self._search(term, since) for term in terms)

    def _search(self, term: str, since: datetime) -> Hits:
        found: list[Mapping[str, Any]] = []
        is_whole = False
        for page in range(MOST_PAGES):
            answer = self._page(term, since, page)
            found += reading.mappings(answer.get("hits"))
            if page + 1 >= (reading.integer(answer.get("nbPages")) or 0):
                is_whole = (reading.integer(answer.get("nbHits")) or 0) <= len(found)
                break
        return Hits(tuple(arrival for hit in found if (arrival := _arrival(hit)) is not None), is_whole)

    def _page(self, term: str, since: datetime, page: int) -> Mapping[str, Any]:
        phrase = '"' + term.replace('"', " ") + '"'
        params: dict[str, str | int] = {"query": phrase, "tags": "(story,comment)", "hitsPerPage": PAGE, "page": page,
                  "numericFilters": f"created_at_i>{int(since.timestamp())}"}  # fmt: skip
        return reading.mapping(self.ask(get(f"{self._server}/api/v1/search_by_date", params)).json())


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

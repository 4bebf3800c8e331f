"""Searches Reddit's posts by the feed every search there has, newest first."""

from __future__ import annotations

from datetime import datetime, timedelta

from vitrino.connect.errors import Transient
from vitrino.connect.feeds import ACCEPT, Item, items_in
from vitrino.connect.records import Arrival, Author
from vitrino.connect.searching import Hits, Search
from vitrino.connect.wire import get
from vitrino.domain.problem import Problem
from vitrino.platforms.redditsearch.manifest import MANIFEST, SERVER

MOST = 100


class Client(Search):
    """See `vitrino.connect.searching.Search`."""

    manifest, server, web = MANIFEST, SERVER, SERVER
    overlap = timedelta(hours=1)  # the search learns of a post some minutes after it stands there

    def find(self, terms: list[str], since: datetime) -> Hits:
        if not terms:
            return Hits((), is_whole=True)
        phrases = " OR ".join('"' + term.replace('"', " ") + '"' for term in terms)
        params: dict[str, str | int] = {"q": phrases, "sort": "new", "limit": MOST, "type": "link"}
        answer = self.ask(get(f"{self._server}/search.rss", params, {"accept": ACCEPT}))
        try:
            _title, items = items_in(answer.body, self._clock())
        except Problem as problem:
            raise Transient(problem.message) from problem
        is_whole = len(items) < MOST or items[-1].at < since
        return Hits(tuple(_arrival(item) for item in items if item.at >= since), is_whole)


def _arrival(item: Item) -> Arrival:
    author = item.author.removeprefix("/u/")
    return Arrival(kind="find", remote_id=item.key, author=Author(author, author, url=f"{SERVER}/user/{author}"),
                   text="\n\n".join(part for part in (item.title, item.text) if part), at=item.at, url=item.link,
                   thread_id=item.key)  # fmt: skip

"""Reads one feed. The cursor holds what the server said of its last version, and the newest entries already known."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta

from vitrino.connect.connector import Clock
from vitrino.connect.errors import Refused, Transient, Unsupported
from vitrino.connect.feeds import ACCEPT, Item, items_in
from vitrino.connect.headers import retry_after
from vitrino.connect.places import Listening
from vitrino.connect.records import Arrival, ArrivalKind, Author, Credentials, Page, Profile
from vitrino.connect.wire import Door, Request, Response
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.platforms.webfeed.manifest import MANIFEST

MOST_KNOWN = 500
FIRST_READ = timedelta(days=30)


@dataclass(frozen=True)
class Place:
    """known: keys of the entries of the last reading. was_cut: that reading met none of them."""

    etag: str = ""
    modified: str = ""
    known: tuple[str, ...] = ()
    was_cut: bool = False


class Client(Listening):
    """See `vitrino.connect.places.Listening`."""

    manifest = MANIFEST

    def __init__(self, door: Door, credentials: Credentials, clock: Clock) -> None:
        self._door, self._clock = door, clock
        self._url = credentials.public.get("url", "")

    def probe(self) -> Profile:
        title, _items = self._items(self._ask(Place()))
        return Profile(self._url, title or self._url, title or self._url, self._url)

    def pull(self, kind: ArrivalKind, cursor: str) -> Page:
        if kind != "find":
            raise Unsupported(f"read.{kind}s")
        at = _read(cursor)
        answer = self._ask(at)
        if answer.status == 304:
            return Page((), cursor)
        _title, items = self._items(answer)
        keys = tuple(item.key for item in items)
        reached = not at.known or bool(set(at.known) & set(keys)) or not items
        if not reached and not at.was_cut:  # read once more before it is believed
            return Page(self._arrivals(items), _stored(replace(at, etag="", modified="", was_cut=True)),
                        reached_overlap=False)  # fmt: skip
        known = (keys or at.known)[:MOST_KNOWN]
        place = Place(answer.headers.get("etag", "")[:200], answer.headers.get("last-modified", "")[:100], known)
        return Page(self._arrivals(items), _stored(place), reached_overlap=reached)

    def _arrivals(self, items: Sequence[Item]) -> tuple[Arrival, ...]:
        oldest = self._clock() - FIRST_READ
        return tuple(_arrival(item) for item in items if item.at >= oldest)

    def _ask(self, at: Place) -> Response:
        headers = {"accept": ACCEPT}
        if at.etag:
            headers["if-none-match"] = at.etag
        if at.modified:
            headers["if-modified-since"] = at.modified
        answer = self._door.send(Request("GET", self._url, headers, repeatable=True))
        if answer.status in (404, 410):
            raise Refused(say("There is no feed at this address any more."))
        if answer.status not in (200, 304):
            raise Transient(say("The address answers with {status}.", status=answer.status),
                            retry_after(answer.headers.get("retry-after", ""), self._clock()))  # fmt: skip
        return answer

    def _items(self, answer: Response) -> tuple[str, list[Item]]:
        try:
            return items_in(answer.body, self._clock())
        except Problem as problem:
            raise Transient(problem.message) from problem


def _arrival(item: Item) -> Arrival:
    text = "\n\n".join(part for part in (item.title, item.text) if part)
    author = item.author or item.link.partition("://")[2].partition("/")[0]
    return Arrival(kind="find", remote_id=item.key, author=Author(author, author, author), text=text, at=item.at,
                   url=item.link, thread_id=item.key)  # fmt: skip


def _read(cursor: str) -> Place:
    """One that can't be read means starting over, which only repeats."""
    try:
        stored = json.loads(cursor)
        return Place(stored["etag"], stored["modified"], tuple(stored["known"]), stored["was_cut"])
    except (ValueError, KeyError, TypeError):
        return Place()


def _stored(place: Place) -> str:
    return json.dumps(asdict(place), separators=(",", ":"))

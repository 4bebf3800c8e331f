"""Reads the public timelines of the hashtags that the shop's names make, newest first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from vitrino.connect import reading
from vitrino.connect.plain import text_of
from vitrino.connect.records import Arrival, Author
from vitrino.connect.searching import Hits, Search
from vitrino.connect.wire import get
from vitrino.platforms.mastodontags.manifest import MANIFEST, SERVER

PAGE = 40
MOST_PAGES = 25


class Client(Search):
    """See `vitrino.connect.searching.Search`."""

    manifest, server, web = MANIFEST, SERVER, SERVER
    # A status of another server stands where it was written, but comes when that server sends it.
    overlap = timedelta(hours=1)

    def find(self, terms: list[str], since: datetime) -> Hits:
        tags = dict.fromkeys(tag for term in terms if (tag := tag_of(term)))
        return Hits.together(self._timeline(tag, since) for tag in tags)

    def _timeline(self, tag: str, since: datetime) -> Hits:
        found: list[Arrival] = []
        below = ""
        for _page in range(MOST_PAGES):
            statuses = self._page(tag, below)
            found += [one for status in statuses if (one := _arrival(status, self._server)) is not None]
            below = reading.text(statuses[-1].get("id")) if statuses else ""
            if not below or len(statuses) < PAGE or (found and found[-1].at < since):
                return Hits(tuple(one for one in found if one.at >= since), is_whole=True)
        return Hits(tuple(found), is_whole=False)

    def _page(self, tag: str, below: str) -> list[Mapping[str, Any]]:
        params: dict[str, str | int] = {"limit": PAGE, **({"max_id": below} if below else {})}
        answer = self.ask(get(f"{self._server}/api/v1/timelines/tag/{quote(tag)}", params))
        return list(reading.mappings(answer.json()))


def tag_of(term: str) -> str:
    """The hashtag people make of a name: its letters and digits. "" where none is left, or digits alone."""
    letters = "".join(sign for sign in term.casefold() if sign.isalnum())
    return "" if letters.isdigit() else letters


def _arrival(status: Mapping[str, Any], server: str) -> Arrival | None:
    account = reading.mapping(status.get("account"))
    remote_id, at = reading.text(status.get("uri"), 300), reading.moment(status.get("created_at"))
    if not remote_id or at is None or not reading.text(account.get("id")):
        return None
    acct = reading.name(account.get("acct"))
    handle = acct if "@" in acct or not acct else f"{acct}@{server.partition('://')[2]}"
    return Arrival(
        kind="find",
        remote_id=remote_id,
        author=Author(handle, handle, reading.name(account.get("display_name")), reading.link(account.get("url")),
                      reading.link(account.get("avatar")), reading.integer(account.get("followers_count"))),
        text=text_of(reading.text(status.get("content"))),
        at=at,
        url=reading.link(status.get("url")),
        thread_id=remote_id,
        language=reading.text(status.get("language"), 20),
        raw=dict(status),
    )  # fmt: skip

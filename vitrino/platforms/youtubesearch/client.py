"""Searches YouTube's films for all names of the shop at once, because a key may search a hundred times a day only."""

from __future__ import annotations

import html
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from vitrino.connect import reading
from vitrino.connect.errors import AuthLost, RateLimited
from vitrino.connect.records import Arrival, Author
from vitrino.connect.searching import Hits, Search
from vitrino.connect.wire import Request, Response, get
from vitrino.domain.message import say
from vitrino.platforms.youtubesearch.manifest import MANIFEST, SERVER

WEB = "https://www.youtube.com"
MOST = 50
# A used-up day begins anew at midnight in California; whoever asks each hour finds out soon enough.
WAIT = timedelta(hours=1)
_USED_UP = frozenset({"quotaExceeded", "rateLimitExceeded", "dailyLimitExceeded"})


class Client(Search):
    """See `vitrino.connect.searching.Search`."""

    manifest, server, web = MANIFEST, SERVER, WEB
    overlap = timedelta(hours=6)  # a film is found some hours after it went up

    def find(self, terms: list[str], since: datetime) -> Hits:
        if not terms:
            return Hits((), is_whole=True)
        phrases = "|".join('"' + term.replace('"', " ") + '"' for term in terms)
        key = self._secrets.get("key")
        params: dict[str, str | int] = {
            "part": "snippet", "type": "video", "order": "date", "maxResults": MOST, "q": phrases,
            "publishedAfter": since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "key": key.reveal() if key else "",
        }  # fmt: skip
        answer = reading.mapping(self.ask(get(f"{self._server}/youtube/v3/search", params)).json())
        found = [one for item in reading.mappings(answer.get("items")) if (one := _arrival(item)) is not None]
        return Hits(tuple(found), is_whole=not reading.text(answer.get("nextPageToken")))

    def ask(self, request: Request) -> Response:
        answer = self._door.send(request)
        if answer.is_ok:
            return answer
        reasons = _reasons(answer)
        if reasons & _USED_UP:
            raise RateLimited(self._clock() + WAIT)
        if answer.status in (400, 401, 403) and any("key" in reason.casefold() for reason in reasons):
            raise AuthLost(say("YouTube does not accept this key. Check it at console.cloud.google.com."))
        return super().ask(request)


def _reasons(answer: Response) -> set[str]:
    """What Google says is wrong, in its own short words."""
    try:
        error = reading.mapping(reading.mapping(answer.json()).get("error"))
    except ValueError:
        return set()
    told = [*reading.mappings(error.get("errors")), *reading.mappings(error.get("details"))]
    return {reading.text(one.get("reason"), 100) for one in told}


def _arrival(item: Mapping[str, Any]) -> Arrival | None:
    snippet = reading.mapping(item.get("snippet"))
    remote_id = reading.text(reading.mapping(item.get("id")).get("videoId"), 40)
    at, channel = reading.moment(snippet.get("publishedAt")), reading.text(snippet.get("channelId"), 40)
    if not remote_id or at is None or not channel:
        return None
    name = html.unescape(reading.name(snippet.get("channelTitle")))
    texts = (html.unescape(reading.text(snippet.get(part))) for part in ("title", "description"))
    return Arrival(
        kind="find",
        remote_id=remote_id,
        author=Author(channel, name, name, f"{WEB}/channel/{channel}"),
        text="\n\n".join(text for text in texts if text),
        at=at,
        url=f"{WEB}/watch?v={remote_id}",
        thread_id=remote_id,
        raw=dict(item),
    )

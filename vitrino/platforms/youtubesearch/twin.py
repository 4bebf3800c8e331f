"""YouTube's `search.list`: a key, phrases joined by "|", the newest fifty, and a hundred searches a day."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from vitrino.connect import twin as twins
from vitrino.connect.twin import Call, answer_json, route
from vitrino.connect.wire import Response

A_DAY = 100


class Twin(twins.Twin):
    """`/youtube/v3/search`; the one key it knows is "right"."""

    key: ClassVar[str] = "youtubesearch"

    def write(self, text: str, at: datetime, author: str = "jan") -> str:
        """Somebody puts up a film. Returns its id."""
        number = f"film-{self.store.next_number('film'):06d}"
        snippet = {"publishedAt": at.strftime("%Y-%m-%dT%H:%M:%SZ"), "channelId": f"UC{author}", "title": text,
                   "description": "", "channelTitle": author.title()}  # fmt: skip
        self.store.put("films", number, {"id": {"kind": "youtube#video", "videoId": number}, "snippet": snippet})
        return number

    @route("GET", "/youtube/v3/search")
    def search(self, call: Call) -> Response:
        if call.query.get("key") != "right":
            return _error(400, "API_KEY_INVALID")
        if self.store.next_number(f"searches-{self.clock():%Y-%m-%d}") > A_DAY:
            return _error(403, "quotaExceeded")
        phrases = [one.strip('"').casefold() for one in call.query["q"].split("|")]
        films = [film for _key, film in self.store.items("films") if self._fits(film["snippet"], phrases, call)]
        shown = sorted(films, key=lambda film: film["snippet"]["publishedAt"], reverse=True)
        size = int(call.query["maxResults"])
        more = {"nextPageToken": "CDIQAA"} if len(shown) > size else {}
        return answer_json({"kind": "youtube#searchListResponse", "items": shown[:size], **more})

    def _fits(self, snippet: dict[str, Any], phrases: list[str], call: Call) -> bool:
        at = datetime.fromisoformat(snippet["publishedAt"])
        is_new = at >= datetime.fromisoformat(call.query["publishedAfter"])
        return is_new and self.is_visible(at) and any(phrase in snippet["title"].casefold() for phrase in phrases)


def _error(status: int, reason: str) -> Response:
    told = [{"reason": reason, "domain": "youtube.quota"}]
    return answer_json({"error": {"code": status, "message": reason, "errors": told}}, status)

"""The search of Hacker News: phrases, times, pages, and no more than a thousand hits."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from vitrino.connect import twin as twins
from vitrino.connect.twin import Call, answer_json, route
from vitrino.connect.wire import Response

MOST_HITS = 1_000


class Twin(twins.Twin):
    """`/api/v1/search_by_date`, newest first."""

    key: ClassVar[str] = "hackernews"

    def write(self, text: str, at: datetime, author: str = "jan") -> str:
        """Somebody comments. Returns the item's number."""
        number = str(1_000 + self.store.next_number("item"))
        self.store.put("items", number, {"objectID": number, "author": author, "comment_text": text, "story_id": 1,
                                         "created_at_i": int(at.timestamp()), "parent_id": 1})  # fmt: skip
        return number

    @route("GET", "/api/v1/search_by_date")
    def search(self, call: Call) -> Response:
        since = int(call.query["numericFilters"].removeprefix("created_at_i>"))
        phrase, size = call.query["query"].strip('"').casefold(), int(call.query["hitsPerPage"])
        found = [item for _key, item in self.store.items("items") if self._fits(item, phrase, since)]
        shown = sorted(found, key=lambda item: -item["created_at_i"])[:MOST_HITS]
        page = int(call.query.get("page", 0))
        pages = -(-len(shown) // size)
        return answer_json({"hits": shown[page * size : (page + 1) * size], "nbHits": len(found), "nbPages": pages,
                            "page": page})  # fmt: skip

    def _fits(self, item: dict[str, Any], phrase: str, since: int) -> bool:
        at = datetime.fromtimestamp(item["created_at_i"], self.clock().tzinfo)
        return phrase in item["comment_text"].casefold() and item["created_at_i"] > since and self.is_visible(at)

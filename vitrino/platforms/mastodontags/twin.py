"""A server's public hashtag timelines: newest first, forty at a time, below an id."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from vitrino.connect import twin as twins
from vitrino.connect.twin import Call, answer_json, route
from vitrino.connect.wire import Response


class Twin(twins.Twin):
    """`/api/v1/timelines/tag/{tag}`."""

    key: ClassVar[str] = "mastodontags"

    def write(self, text: str, at: datetime, author: str = "jan") -> str:
        """Somebody writes with hashtags. Returns the status's id; ids rise with time."""
        number = f"{int(at.timestamp()):012d}{self.store.next_number('status'):06d}"
        status = {
            "id": number, "uri": f"https://other.example/statuses/{number}", "created_at": at.isoformat(),
            "content": f"<p>{text}</p>", "url": f"https://other.example/@{author}/{number}", "language": "en",
            "account": {"id": author, "acct": f"{author}@other.example", "display_name": author.title()},
        }  # fmt: skip
        self.store.put("statuses", number, status)
        return number

    @route("GET", "/api/v1/timelines/tag/{tag}")
    def timeline(self, call: Call) -> Response:
        wanted, below = "#" + call.parts["tag"].casefold(), call.query.get("max_id", "")
        found = [status for _key, status in self.store.items("statuses") if wanted in status["content"].casefold()]
        shown = [one for one in found if (not below or one["id"] < below) and self._is_there(one)]
        return answer_json(sorted(shown, key=lambda one: one["id"], reverse=True)[: int(call.query["limit"])])

    def _is_there(self, status: dict[str, str]) -> bool:
        return self.is_visible(datetime.fromisoformat(status["created_at"]))

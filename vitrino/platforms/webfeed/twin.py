"""A feed that grows, forgets its oldest entries and knows about versions."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from xml.sax.saxutils import escape

from vitrino.connect import twin as twins
from vitrino.connect.twin import Call, route
from vitrino.connect.wire import Response

MOST_SHOWN = 20


class Twin(twins.Twin):
    """RSS 2.0 at /feed.xml."""

    key: ClassVar[str] = "webfeed"

    def publish(self, title: str, at: datetime, text: str = "") -> str:
        """Something new in the feed. Returns its id."""
        number = self.store.next_number("entry")
        entry = {
            "title": title,
            "text": text,
            "at": at.strftime("%a, %d %b %Y %H:%M:%S +0000"),
            "id": f"entry-{number}",
        }
        self.store.put("entries", f"entry-{number}", entry)
        return f"entry-{number}"

    @route("GET", "/feed.xml")
    def feed(self, call: Call) -> Response:
        entries = [entry for _key, entry in self.store.items("entries")][-MOST_SHOWN:]
        version = f'"{entries[-1]["id"] if entries else "empty"}"'
        if call.header("if-none-match") == version:
            return Response(304)
        items = "".join(
            f"<item><title>{escape(entry['title'])}</title><description>{escape(entry['text'])}</description>"
            f"<guid isPermaLink='false'>{entry['id']}</guid><link>https://news.example/{entry['id']}</link>"
            f"<pubDate>{entry['at']}</pubDate></item>"
            for entry in reversed(entries)
        )
        body = f"<rss version='2.0'><channel><title>News of the town</title>{items}</channel></rss>"
        return Response(200, {"content-type": "application/rss+xml", "etag": version}, body.encode())

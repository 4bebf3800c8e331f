"""The feed of a search: Atom, newest first, a hundred at most."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from xml.sax.saxutils import escape

from vitrino.connect import twin as twins
from vitrino.connect.twin import Call, route
from vitrino.connect.wire import Response


class Twin(twins.Twin):
    """`/search.rss`."""

    key: ClassVar[str] = "redditsearch"

    def write(self, text: str, at: datetime, author: str = "jan") -> str:
        """Somebody posts. Returns the post's id."""
        number = f"t3_{self.store.next_number('post'):06d}"
        self.store.put("posts", number, {"id": number, "title": text, "author": author, "at": at.isoformat()})
        return number

    @route("GET", "/search.rss")
    def search(self, call: Call) -> Response:
        phrases = [one.strip(' "').casefold() for one in call.query["q"].split(" OR ")]
        posts = [post for _key, post in self.store.items("posts") if self._fits(post, phrases)]
        shown = sorted(posts, key=lambda post: post["at"], reverse=True)[: int(call.query["limit"])]
        body = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>search</title>{''.join(map(_entry, shown))}</feed>"
        return Response(200, {"content-type": "application/atom+xml"}, body.encode())

    def _fits(self, post: dict[str, str], phrases: list[str]) -> bool:
        is_there = self.is_visible(datetime.fromisoformat(post["at"]))
        return is_there and any(phrase in post["title"].casefold() for phrase in phrases)


def _entry(post: dict[str, str]) -> str:
    link = f"https://www.reddit.com/r/bread/comments/{post['id'][3:]}/"
    return (
        f"<entry><author><name>/u/{escape(post['author'])}</name></author><id>{post['id']}</id>"
        f"<link href='{link}'/><published>{post['at']}</published><updated>{post['at']}</updated>"
        f"<title>{escape(post['title'])}</title><content type='html'>&lt;p&gt;in r/bread&lt;/p&gt;</content></entry>"
    )

"""What others write on Instagram: comments lie below posts, messages in conversations, posts that tag us in a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vitrino.connect import nested, paging, reading
from vitrino.connect.errors import Unsupported
from vitrino.connect.graph import GraphApi, next_page, rows
from vitrino.connect.nested import Row, Rows
from vitrino.connect.records import ArrivalKind, Page
from vitrino.platforms.instagram import translate

POSTS_WATCHED = 50
PAGE = 50
_COMMENTS = f"{translate.COMMENT_FIELDS},replies.limit(50){{{translate.COMMENT_FIELDS}}}"


@dataclass(frozen=True)
class Comments:
    """Below the newest posts; older posts are no longer watched."""

    api: GraphApi
    user_id: str

    def outer(self, _page: str, _floor: datetime) -> Rows:
        params = {"fields": f"id,comments.limit(25){{{_COMMENTS}}}", "limit": str(POSTS_WATCHED)}
        answer = self.api.read(f"{self.user_id}/media", params)
        return Rows(tuple(self._row(reading.text(post.get("id")), post.get("comments")) for post in rows(answer)))

    def inner(self, key: str, page: str) -> Row:
        params = {"fields": _COMMENTS, "limit": str(PAGE), "after": page}
        return self._row(key, self.api.read(f"{key}/comments", params))

    def _row(self, key: str, edge: Any) -> Row:
        below = reading.mapping(edge)
        return translate.comment_row(key, below, next_page(below))


@dataclass(frozen=True)
class Talks:
    """Messages in conversations, the one that changed last first."""

    api: GraphApi
    user_id: str

    def outer(self, page: str, floor: datetime) -> Rows:
        fields = "id,updated_time,messages.limit(10){id,message,created_time,from}"
        params = {"platform": "instagram", "fields": fields, "limit": "50"} | ({"after": page} if page else {})
        answer = self.api.read(f"{self.user_id}/conversations", params)
        talks = rows(answer)
        changed = [reading.moment(talk.get("updated_time")) for talk in talks]
        is_done = any(at is not None and at < floor for at in changed)
        found = tuple(self._row(reading.text(talk.get("id")), talk.get("messages")) for talk in talks)
        return Rows(found, "" if is_done else next_page(answer))

    def inner(self, key: str, page: str) -> Row:
        params = {"fields": "id,message,created_time,from", "limit": str(PAGE), "after": page}
        return self._row(key, self.api.read(f"{key}/messages", params))

    def _row(self, key: str, edge: Any) -> Row:
        inside = reading.mapping(edge)
        return translate.message_row(key, inside, next_page(inside))


def pull(api: GraphApi, user_id: str, web: str, kind: ArrivalKind, cursor: str) -> Page:
    """One step through one kind of arrivals."""
    if kind == "comment":
        part = nested.read(Comments(api, user_id), cursor, api.clock())
        found = [translate.comment(entry, at, key, web) for key, entry, at in _entries(part)]
    elif kind == "message":
        part = nested.read(Talks(api, user_id), cursor, api.clock())
        found = [translate.message(entry, at, key, web) for key, entry, at in _entries(part)]
    elif kind == "mention":
        return _tags(api, user_id, web, cursor)
    else:
        raise Unsupported(f"read.{kind}s")
    others = tuple(arrival for arrival in found if arrival.author.remote_id != user_id)
    return Page(others, part.cursor, part.complete, part.reached_overlap)


def _tags(api: GraphApi, user_id: str, web: str, cursor: str) -> Page:
    at = paging.progress(cursor)
    params = {"fields": "id,caption,timestamp,username,permalink", "limit": str(PAGE)}
    answer = api.read(f"{user_id}/tags", params | ({"after": at.page} if at.page else {}))
    dated = [(entry, reading.moment(entry.get("timestamp"))) for entry in rows(answer)]
    good = [(entry, moment) for entry, moment in dated if moment is not None and reading.text(entry.get("id"))]
    found = tuple(translate.mention(entry, moment, web) for entry, moment in good)
    below = next_page(answer) if good else ""
    return Page(found, *paging.advance(at, [moment for _entry, moment in good], below, api.clock()))


def _entries(part: nested.Part) -> list[tuple[str, Mapping[str, Any], datetime]]:
    return [(row.key, entry, at) for row in part.rows for entry, at in zip(row.entries, row.times, strict=True)]

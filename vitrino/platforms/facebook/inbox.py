"""What others write to a Page. Comments and messages lie inside other lists, mentions and reviews in their own."""

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
from vitrino.platforms.facebook import translate

POSTS_WATCHED = 50
PAGE = 100
FLAT: Mapping[str, tuple[str, str]] = {
    "mention": ("tagged", "id,message,created_time,from"),
    "review": ("ratings", "created_time,rating,recommendation_type,review_text,reviewer,open_graph_story"),
}


@dataclass(frozen=True)
class Comments:
    """Below the newest posts; older posts are no longer watched. `filter(stream)` brings answers to comments too."""

    api: GraphApi
    page_id: str

    def outer(self, _page: str, _floor: datetime) -> Rows:
        edge = f"comments.order(reverse_chronological).filter(stream).limit(25){{{translate.COMMENT_FIELDS}}}"
        params: dict[str, str | int] = {"fields": f"id,{edge}", "limit": POSTS_WATCHED}
        answer = self.api.read(f"{self.page_id}/published_posts", params)
        return Rows(tuple(_row(post, "comments") for post in rows(answer)))

    def inner(self, key: str, page: str) -> Row:
        how: dict[str, str | int] = {"filter": "stream", "order": "reverse_chronological", "limit": PAGE, "after": page}
        params: dict[str, str | int] = {"fields": translate.COMMENT_FIELDS, **how}
        answer = self.api.read(f"{key}/comments", params)
        return translate.row(key, answer, next_page(answer))


@dataclass(frozen=True)
class Talks:
    """Messages in conversations, the one that changed last first."""

    api: GraphApi
    page_id: str

    def outer(self, page: str, floor: datetime) -> Rows:
        params: dict[str, str | int] = {
            "platform": "messenger",
            "fields": "id,updated_time,messages.limit(10){id,message,created_time,from}",
            "limit": 50,
        }
        answer = self.api.read(f"{self.page_id}/conversations", params | ({"after": page} if page else {}))
        talks = rows(answer)
        changed = [reading.moment(talk.get("updated_time")) for talk in talks]
        is_done = any(at is not None and at < floor for at in changed)
        return Rows(tuple(_row(talk, "messages") for talk in talks), "" if is_done else next_page(answer))

    def inner(self, key: str, page: str) -> Row:
        params: dict[str, str | int] = {"fields": "id,message,created_time,from", "limit": PAGE, "after": page}
        answer = self.api.read(f"{key}/messages", params)
        return translate.row(key, answer, next_page(answer))


def pull(api: GraphApi, page_id: str, web: str, kind: ArrivalKind, cursor: str) -> Page:
    """One step through one kind of arrivals."""
    if kind == "comment":
        part = nested.read(Comments(api, page_id), cursor, api.clock())
        found = [translate.comment(entry, at, key, web) for key, entry, at in _entries(part)]
    elif kind == "message":
        part = nested.read(Talks(api, page_id), cursor, api.clock())
        found = [translate.message(entry, at, key, web) for key, entry, at in _entries(part)]
    else:
        return _flat(api, page_id, web, kind, cursor)
    others = tuple(arrival for arrival in found if arrival.author.remote_id != page_id)
    return Page(others, part.cursor, part.complete, part.reached_overlap)


def _flat(api: GraphApi, page_id: str, web: str, kind: ArrivalKind, cursor: str) -> Page:
    """Mentions and reviews: lists of their own, newest first."""
    if kind not in FLAT:
        raise Unsupported(f"read.{kind}s")
    at, (edge, fields) = paging.progress(cursor), FLAT[kind]
    params: dict[str, str | int] = {"fields": fields, "limit": PAGE}
    answer = api.read(f"{page_id}/{edge}", params | ({"after": at.page} if at.page else {}))
    dated = [(entry, reading.moment(entry.get("created_time"))) for entry in rows(answer)]
    good = [(entry, moment) for entry, moment in dated if moment is not None]
    make = translate.mention if kind == "mention" else translate.review
    found = (make(entry, moment, web) for entry, moment in good)
    others = tuple(arrival for arrival in found if arrival.author.remote_id != page_id)
    below = next_page(answer) if good else ""
    return Page(others, *paging.advance(at, [moment for _entry, moment in good], below, api.clock()))


def _entries(part: nested.Part) -> list[tuple[str, Mapping[str, Any], datetime]]:
    return [(row.key, entry, at) for row in part.rows for entry, at in zip(row.entries, row.times, strict=True)]


def _row(parent: Mapping[str, Any], edge: str) -> Row:
    inside = reading.mapping(parent.get(edge))
    return translate.row(reading.text(parent.get("id")), inside, next_page(inside))

"""Instagram's JSON to neutral records."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from vitrino.connect import reading
from vitrino.connect.graph import rows
from vitrino.connect.nested import Row
from vitrino.connect.records import Arrival, Author, Metrics, PostFormat, PostOverview, Reference, SeenPost

MEDIA_FIELDS = "id,caption,timestamp,permalink,media_type,children{id}"
COMMENT_FIELDS = "id,text,timestamp,from,parent_id"
# impressions, plays and video_views answer an error since 2025-04-21.
INSIGHTS: Mapping[str, str] = {
    "views": "views", "reach": "reach", "likes": "likes", "comments": "comments", "shares": "shares", "saves": "saved",
    "follows": "follows",
}  # fmt: skip
FORMATS: Mapping[Any, PostFormat] = {"IMAGE": "image", "VIDEO": "video", "CAROUSEL_ALBUM": "carousel"}
COUNTS: Mapping[str, str] = {"likes": "like_count", "comments": "comments_count"}
# Instagram says itself that its numbers may be two days late.
LAG_H = 48.0


def seen(media: Mapping[str, Any], at: datetime) -> SeenPost:
    return SeenPost(
        remote_id=reading.text(media.get("id")),
        url=reading.link(media.get("permalink")),
        text=reading.text(media.get("caption")),
        at=at,
        media_count=len(rows(reading.mapping(media.get("children")))) or 1,
    )


def overview(media: Mapping[str, Any], at: datetime, now: datetime) -> PostOverview:
    post = seen(media, at)
    numbers = Metrics(post.remote_id, now, reading.counts(media, COUNTS), LAG_H)
    return PostOverview(post.remote_id, post.url, post.text, at, numbers, FORMATS.get(media.get("media_type"), ""))


def insights(remote_id: str, answer: Mapping[str, Any], at: datetime) -> Metrics:
    """An empty list means that Instagram does not know yet: nothing stays unknown, nothing becomes 0."""
    told = {reading.text(item.get("name")): _value(item) for item in rows(answer)}
    return Metrics(remote_id, at, reading.counts(told, INSIGHTS), LAG_H)


def _value(insight: Mapping[str, Any]) -> Any:
    first = next(iter(reading.mappings(insight.get("values"))), None)
    return (first or reading.mapping(insight.get("total_value"))).get("value")


def comment_row(media_id: str, edge: Mapping[str, Any], next_page: str) -> Row:
    """A page of comments, the answers below each of them included."""
    comments = rows(edge)
    answers = [{"parent_id": comment.get("id"), **answer} for comment in comments
               for answer in rows(reading.mapping(comment.get("replies")))]  # fmt: skip
    return _row(media_id, [*comments, *answers], "timestamp", next_page)


def message_row(talk_id: str, edge: Mapping[str, Any], next_page: str) -> Row:
    return _row(talk_id, rows(edge), "created_time", next_page)


def _row(key: str, entries: list[Mapping[str, Any]], when: str, next_page: str) -> Row:
    dated = [(entry, reading.moment(entry.get(when))) for entry in entries]
    good = [(entry, at) for entry, at in dated if at is not None and reading.text(entry.get("id"))]
    return Row(key, tuple(entry for entry, _at in good), tuple(at for _entry, at in good), next_page)


def author(person: Any, web: str, remote_id: str) -> Author:
    """Instagram tells an id and a handle; a display name never."""
    who = reading.mapping(person)
    handle = reading.name(who.get("username"))
    url = f"{web}/{handle}/" if re.fullmatch(r"[\w.]{1,30}", handle) else ""
    return Author(reading.text(who.get("id")) or handle or f"hidden:{remote_id}", handle, url=url)


def comment(entry: Mapping[str, Any], at: datetime, media_id: str, web: str) -> Arrival:
    remote_id, parent_id = reading.text(entry.get("id")), reading.text(entry.get("parent_id"))
    who = author(entry.get("from"), web, remote_id)
    return Arrival(
        kind="comment",
        remote_id=remote_id,
        author=who,
        text=reading.text(entry.get("text")),
        at=at,
        parent_id=parent_id or media_id,
        thread_id=parent_id or remote_id,
        # Answers hang below the first comment of a thread; Instagram knows no deeper level.
        reply=Reference(remote_id, {"author_id": who.remote_id, "thread_id": parent_id or remote_id}),
        raw=dict(entry),
    )


def mention(entry: Mapping[str, Any], at: datetime, web: str) -> Arrival:
    """A post of somebody else in which the shop is tagged."""
    remote_id = reading.text(entry.get("id"))
    who = author({"username": entry.get("username")}, web, remote_id)
    return Arrival(
        kind="mention",
        remote_id=remote_id,
        author=who,
        text=reading.text(entry.get("caption")),
        at=at,
        url=reading.link(entry.get("permalink")),
        thread_id=remote_id,
        reply=Reference(remote_id, {"author_id": who.remote_id, "is_mention": "yes"}),
        raw=dict(entry),
    )


def message(entry: Mapping[str, Any], at: datetime, talk_id: str, web: str) -> Arrival:
    remote_id = reading.text(entry.get("id"))
    who = author(entry.get("from"), web, remote_id)
    return Arrival(
        kind="message",
        remote_id=remote_id,
        author=who,
        text=reading.text(entry.get("message")),
        at=at,
        thread_id=talk_id,
        reply=Reference(who.remote_id, {"talk_id": talk_id}),
        raw=dict(entry),
    )

"""Facebook's JSON to neutral records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from vitrino.connect import reading
from vitrino.connect.graph import rows
from vitrino.connect.nested import Row
from vitrino.connect.records import Arrival, ArrivalKind, Author, Metrics, PostFormat, PostOverview, Reference, SeenPost

POST_FIELDS = "id,message,created_time,attachments{media_type,subattachments{media_type}}"
COMMENT_FIELDS = "id,message,created_time,from,parent"
# All *_impressions* and page_fans answer an error since 2025-11-15.
POST_INSIGHTS = "post_total_media_view_unique,post_reactions_by_type_total,post_clicks"
PLAIN_FIELDS = "shares,comments.limit(0).summary(true)"
NUMBER_FIELDS = f"{PLAIN_FIELDS},insights.metric({POST_INSIGHTS})" + "{name,values}"
# "attachments" call an album what has several pictures, and a shared link "share".
FORMATS: Mapping[Any, PostFormat] = {
    "photo": "image", "album": "carousel", "video": "video", "share": "link", "link": "link",
}  # fmt: skip


def post_url(web: str, remote_id: str) -> str:
    return f"{web}/{remote_id}"


def seen(post: Mapping[str, Any], at: datetime, web: str) -> SeenPost:
    remote_id = reading.text(post.get("id"))
    return SeenPost(remote_id, post_url(web, remote_id), reading.text(post.get("message")), at, media_count(post))


def media_count(post: Mapping[str, Any]) -> int:
    """Pictures of a post: one attachment, or an album with the pictures below it."""
    attachments = rows(reading.mapping(post.get("attachments")))
    return sum(
        len(rows(reading.mapping(item.get("subattachments")))) or 1
        for item in attachments
        if item.get("media_type") in ("photo", "album")
    )


def metrics(post: Mapping[str, Any], at: datetime) -> Metrics:
    """Shares are missing when there are none, and then stay unknown: Facebook does not say 0."""
    insights = {reading.text(item.get("name")): _value(item) for item in rows(reading.mapping(post.get("insights")))}
    found = {
        "reach": reading.integer(insights.get("post_total_media_view_unique")),
        "likes": _sum(insights.get("post_reactions_by_type_total")),
        "clicks": reading.integer(insights.get("post_clicks")),
        "comments": reading.integer(reading.mapping(_below(post, "comments", "summary")).get("total_count")),
        "shares": reading.integer(reading.mapping(post.get("shares")).get("count")),
    }
    values = {name: number for name, number in found.items() if number is not None}
    return Metrics(reading.text(post.get("id")), at, values)


def overview(post: Mapping[str, Any], at: datetime, web: str, now: datetime) -> PostOverview:
    known = seen(post, at, web)
    return PostOverview(known.remote_id, known.url, known.text, at, metrics(post, now), _format(post))


def _format(post: Mapping[str, Any]) -> PostFormat:
    first = next(iter(rows(reading.mapping(post.get("attachments")))), None)
    if first is None:
        return "text"
    is_album = len(rows(reading.mapping(first.get("subattachments")))) > 1
    return "carousel" if is_album else FORMATS.get(first.get("media_type"), "")


def _value(insight: Mapping[str, Any]) -> Any:
    return next((item.get("value") for item in reading.mappings(insight.get("values"))), None)


def _sum(by_type: Any) -> int | None:
    """All reactions together; unknown as soon as one of them is."""
    numbers = [reading.integer(number) for number in reading.mapping(by_type).values()]
    known = [number for number in numbers if number is not None]
    return sum(known) if known and len(known) == len(numbers) else None


def _below(value: Mapping[str, Any], *names: str) -> Any:
    found: Any = value
    for name in names:
        found = reading.mapping(found).get(name)
    return found


def row(key: str, edge: Mapping[str, Any], next_page: str) -> Row:
    """A page of comments or messages; what has no time or id can't be used."""
    dated = [(entry, reading.moment(entry.get("created_time"))) for entry in rows(edge)]
    good = [(entry, at) for entry, at in dated if at is not None and reading.text(entry.get("id"))]
    return Row(key, tuple(entry for entry, _at in good), tuple(at for _entry, at in good), next_page)


def author(person: Any, remote_id: str) -> Author:
    """Facebook tells names and page-scoped ids only, and not even these for everybody."""
    who = reading.mapping(person)
    return Author(reading.text(who.get("id")) or f"hidden:{remote_id}", "", reading.name(who.get("name")))


def comment(entry: Mapping[str, Any], at: datetime, post_id: str, web: str) -> Arrival:
    remote_id = reading.text(entry.get("id"))
    parent_id = reading.text(reading.mapping(entry.get("parent")).get("id"))
    return _arrival("comment", entry, at, web, parent_id=parent_id or post_id, thread_id=parent_id or remote_id)


def mention(entry: Mapping[str, Any], at: datetime, web: str) -> Arrival:
    return _arrival("mention", entry, at, web, thread_id=reading.text(entry.get("id")))


def message(entry: Mapping[str, Any], at: datetime, talk_id: str, web: str) -> Arrival:
    told = _arrival("message", entry, at, web, thread_id=talk_id)
    return Arrival(**{**told.__dict__, "url": "", "reply": Reference(told.author.remote_id, {"talk_id": talk_id})})


def review(entry: Mapping[str, Any], at: datetime, web: str) -> Arrival:
    """A recommendation. Stars come from older ratings only; else "yes" counts as five, "no" as one."""
    story_id = reading.text(reading.mapping(entry.get("open_graph_story")).get("id"))
    who = author(entry.get("reviewer"), story_id)
    remote_id = story_id or f"{who.remote_id}:{at.isoformat()}"
    return Arrival(
        kind="review",
        remote_id=remote_id,
        author=who,
        text=reading.text(entry.get("review_text")),
        at=at,
        url=post_url(web, story_id) if story_id else "",
        thread_id=remote_id,
        rating=_stars(entry),
        reply=Reference(story_id, {"author_id": who.remote_id}) if story_id else None,
        raw=dict(entry),
    )


def _stars(entry: Mapping[str, Any]) -> int | None:
    rating = reading.integer(entry.get("rating"))
    if rating is not None and 1 <= rating <= 5:
        return rating
    return {"positive": 5, "negative": 1}.get(reading.text(entry.get("recommendation_type")))


def _arrival(kind: ArrivalKind, entry: Mapping[str, Any], at: datetime, web: str, parent_id: str = "",
             thread_id: str = "") -> Arrival:  # fmt: skip
    remote_id = reading.text(entry.get("id"))
    who = author(entry.get("from"), remote_id)
    return Arrival(
        kind=kind,
        remote_id=remote_id,
        author=who,
        text=reading.text(entry.get("message")),
        at=at,
        url=post_url(web, remote_id),
        parent_id=parent_id,
        thread_id=thread_id,
        reply=Reference(remote_id, {"author_id": who.remote_id}),
        raw=dict(entry),
    )

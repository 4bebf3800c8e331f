"""Between Mastodon's JSON and our records: pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any, Literal

from vitrino.connect import reading
from vitrino.connect.errors import Refused
from vitrino.connect.records import (
    Arrival,
    ArrivalKind,
    Author,
    Metrics,
    OutgoingPost,
    PostFormat,
    PostOverview,
    Profile,
    Reference,
    SeenPost,
)
from vitrino.domain.message import say

Json = Mapping[str, Any]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

NUMBERS = {"likes": "favourites_count", "comments": "replies_count", "shares": "reblogs_count"}
# Which notifications hold what we call so.
TYPES: Mapping[ArrivalKind, tuple[str, ...]] = {
    "mention": ("mention", "quote"),
    "comment": ("mention",),
    "message": ("mention",),
    "like": ("favourite",),
    "share": ("reblog",),
    "follow": ("follow",),
}
TEXTS: frozenset[ArrivalKind] = frozenset({"mention", "comment", "message"})
_REMOTE_MENTION = re.compile(r"(?<!\w)(@\w+(?:[.-]+\w+)*)@[\w.-]*\w")
_BLOCKS = {"p", "div", "ul", "ol", "blockquote", "pre"}


def status_text(post: OutgoingPost) -> str:
    """The text as it is sent. An answer reaches its reader only when it names them."""
    acct = post.reply_to.extra.get("acct", "") if post.reply_to else ""
    if not acct or re.search(rf"(?<!\w)@{re.escape(acct)}(?![\w@])", post.text):
        return post.text
    return f"@{acct} {post.text}"


def status_fields(post: OutgoingPost, media_ids: list[str]) -> dict[str, Any]:
    """The body of `POST /api/v1/statuses`."""
    fields: dict[str, Any] = {"status": status_text(post), "visibility": visibility(post)}
    if media_ids:
        fields["media_ids"] = media_ids
    if post.reply_to:
        fields["in_reply_to_id"] = post.reply_to.remote_id
    if post.language:
        fields["language"] = post.language
    if post.poll:
        asked = post.poll
        fields["poll"] = {"options": list(asked.options), "expires_in": asked.duration_s, "multiple": asked.is_multiple}
    return fields


def edited_fields(status: Json, text: str) -> dict[str, Any]:
    """The body of an edit: the new text, and all else as it is. Raises Refused for a poll: it would lose its votes."""
    if reading.mapping(status.get("poll")):
        raise Refused(say("A post with a poll can't be changed without losing its votes."))
    media = [reading.text(medium.get("id")) for medium in reading.mappings(status.get("media_attachments"))]
    fields: dict[str, Any] = {"status": text, "sensitive": status.get("sensitive") is True}
    if media:
        fields["media_ids"] = media
    if reading.text(status.get("spoiler_text")):
        fields["spoiler_text"] = reading.text(status.get("spoiler_text"))
    if reading.text(status.get("language"), 20):
        fields["language"] = reading.text(status.get("language"), 20)
    return fields


def visibility(post: OutgoingPost) -> Literal["public", "unlisted", "private", "direct"]:
    """A private talk stays private; an answer is never more public than what it answers."""
    if post.kind == "message":
        return "direct"
    asked = post.reply_to.extra.get("visibility", "") if post.reply_to else ""
    return asked if asked in ("unlisted", "private", "direct") else "public"  # type: ignore[return-value]


def plain_text(content: str) -> str:
    """A status' HTML as text: paragraphs and line breaks kept, links in full, all else dropped."""
    reader = _TextReader()
    reader.feed(content)
    reader.close()
    return "".join(reader.pieces).strip("\n")


class _TextReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.pieces.append("\n")
        elif tag in _BLOCKS and self.pieces:
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def fingerprint(text: str) -> str:
    """A text as it can be compared after the server has set it: NFC, one blank, people without their server."""
    plain = unicodedata.normalize("NFC", _REMOTE_MENTION.sub(r"\1", text))
    return " ".join(plain.split())


def is_same(status: Json, post: OutgoingPost) -> bool:
    """Could this status be that post? Text, number of files and what it answers must agree."""
    answered = reading.text(status.get("in_reply_to_id"))
    return (
        fingerprint(plain_text(reading.text(status.get("content")))) == fingerprint(status_text(post))
        and len(list(reading.mappings(status.get("media_attachments")))) == len(post.media)
        and answered == (post.reply_to.remote_id if post.reply_to else "")
    )


def seen_post(status: Json) -> SeenPost:
    return SeenPost(
        remote_id=reading.text(status.get("id")),
        url=status_url(status),
        text=plain_text(reading.text(status.get("content"))),
        at=created_at(status),
        media_count=len(list(reading.mappings(status.get("media_attachments")))),
        extra=own_reference(status),
    )


def overview(status: Json, at: datetime) -> PostOverview:
    seen = seen_post(status)
    return PostOverview(seen.remote_id, seen.url, seen.text, seen.at, metrics(status, at), _format(status))


def _format(status: Json) -> PostFormat:
    kinds = [reading.text(one.get("type")) for one in reading.mappings(status.get("media_attachments"))]
    if reading.mapping(status.get("poll")):
        return "poll"
    if any(kind in ("video", "gifv") for kind in kinds):
        return "video"
    if kinds:
        return "carousel" if len(kinds) > 1 else "image"
    return "link" if reading.mapping(status.get("card")) else "text"


def metrics(status: Json, at: datetime) -> Metrics:
    return Metrics(reading.text(status.get("id")), at, reading.counts(status, NUMBERS))


def own_reference(status: Json) -> dict[str, str]:
    """What a later part of a thread needs of an own status: no name, we don't mention ourselves."""
    return {"visibility": reading.text(status.get("visibility"), 20)}


def status_url(status: Json) -> str:
    return reading.link(status.get("url")) or reading.link(status.get("uri"))


def created_at(status: Json) -> datetime:
    return reading.moment(status.get("created_at")) or EPOCH


def kind_of(notification: Json, own_id: str) -> ArrivalKind | None:
    """What a notification is to us; None for what we don't read."""
    status = reading.mapping(notification.get("status"))
    match notification.get("type"):
        case "mention" if status.get("visibility") == "direct":
            return "message"
        case "mention" if reading.text(status.get("in_reply_to_account_id")) == own_id:
            return "comment"
        case "mention" | "quote":
            return "mention"
        case "favourite":
            return "like"
        case "reblog":
            return "share"
        case "follow":
            return "follow"
        case _:
            return None


def arrival(notification: Json, kind: ArrivalKind, thread_id: str, server: str) -> Arrival | None:
    """The arrival inside a notification; None when it is too damaged to be told from others."""
    status = reading.mapping(notification.get("status"))
    account = reading.mapping(notification.get("account"))
    is_text = kind in TEXTS
    remote_id = reading.text((status if is_text else notification).get("id"))
    if not remote_id or not reading.text(account.get("id")):
        return None
    return Arrival(
        kind=kind,
        remote_id=remote_id,
        author=author(account, server),
        text=plain_text(reading.text(status.get("content"))) if is_text else "",
        at=created_at(notification),
        url=status_url(status),
        parent_id=reading.text(status.get("in_reply_to_id" if is_text else "id")),
        thread_id=thread_id or remote_id,
        language=reading.text(status.get("language"), 20),
        reply=_reply(status, account) if is_text else None,
        raw=dict(notification),
    )


def author(account: Json, server: str) -> Author:
    """Local people come without their server; elsewhere nobody would know who is meant."""
    acct = reading.name(account.get("acct"))
    host = server.partition("://")[2]
    return Author(
        remote_id=reading.text(account.get("id")),
        handle=acct if "@" in acct or not acct else f"{acct}@{host}",
        name=reading.name(account.get("display_name")),
        url=reading.link(account.get("url")),
        avatar_url=reading.link(account.get("avatar")),
        followers=reading.integer(account.get("followers_count")),
    )


def _reply(status: Json, account: Json) -> Reference:
    extra = {
        "acct": reading.name(account.get("acct")),
        "author_id": reading.text(account.get("id")),
        "visibility": reading.text(status.get("visibility"), 20),
    }
    return Reference(reading.text(status.get("id")), extra)


def profile(account: Json, instance: Json, server: str) -> Profile:
    who = author(account, server)
    return Profile(
        remote_id=who.remote_id,
        handle=who.handle,
        name=who.name,
        url=who.url,
        avatar_url=who.avatar_url,
        followers=who.followers,
        limits=limits(reading.mapping(instance.get("configuration"))),
    )


def limits(configuration: Json) -> dict[str, int]:
    """What the server itself allows; a number of 0 would mean nothing and is left out."""
    statuses = reading.mapping(configuration.get("statuses"))
    asked = reading.counts(
        reading.mapping(configuration.get("polls")),
        {"poll_options": "max_options", "poll_option": "max_characters_per_option", "poll_least_s": "min_expiration",
         "poll_most_s": "max_expiration"},
    )  # fmt: skip
    media = reading.mapping(configuration.get("media_attachments"))
    found = reading.counts(
        statuses, {"text": "max_characters", "url": "characters_reserved_per_url", "media": "max_media_attachments"}
    ) | reading.counts(
        media, {"alt_text": "description_limit", "image_bytes": "image_size_limit", "video_bytes": "video_size_limit"}
    )
    return {name: number for name, number in (found | asked).items() if number > 0}

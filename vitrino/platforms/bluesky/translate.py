"""Between Bluesky's records and views and ours: pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from vitrino.connect import reading
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
from vitrino.platforms.bluesky.facets import facets
from vitrino.platforms.bluesky.manifest import WEBSITE

Json = Mapping[str, Any]
POST = "app.bsky.feed.post"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Which notifications hold what we call so.
REASONS: Mapping[ArrivalKind, tuple[str, ...]] = {
    "mention": ("mention", "quote"),
    "comment": ("reply",),
    "like": ("like",),
    "share": ("repost", "quote"),
    "follow": ("follow",),
}
TEXTS: frozenset[ArrivalKind] = frozenset({"mention", "comment"})


def stamp(at: datetime) -> str:
    """A time as the lexicon's datetime, to the millisecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def record(post: OutgoingPost, blobs: list[Json], dids: Mapping[str, str]) -> dict[str, Any]:
    """The record of a post. The same post gives the same record, so a repeat changes nothing."""
    value: dict[str, Any] = {"$type": POST, "text": post.text, "createdAt": stamp(post.created_at)}
    found = facets(post.text, dids)
    embed = _embed(post, blobs)
    if found:
        value["facets"] = found
    if post.language:
        value["langs"] = [post.language]
    if post.reply_to:
        value["reply"] = _reply_refs(post.reply_to, post.root)
    if embed:
        value["embed"] = embed
    return value


def _embed(post: OutgoingPost, blobs: list[Json]) -> dict[str, Any] | None:
    """Pictures, or else a card for the link: a post holds only one of the two."""
    if post.media:
        images = [
            {"image": blob, "alt": medium.alt_text, "aspectRatio": {"width": medium.width, "height": medium.height}}
            for medium, blob in zip(post.media, blobs, strict=True)
        ]
        return {"$type": "app.bsky.embed.images", "images": images}
    if post.link:
        title = post.link_title or urlsplit(post.link).hostname or post.link
        external = {"uri": post.link, "title": title, "description": ""}
        return {"$type": "app.bsky.embed.external", "external": external}
    return None


def _reply_refs(parent: Reference, root: Reference | None) -> dict[str, Any]:
    """A reply names its parent and the beginning of the talk, both by address and content."""
    return {"root": _root_of(root or parent), "parent": _strong(parent)}


def _strong(reference: Reference) -> dict[str, str]:
    return {"uri": reference.remote_id, "cid": reference.extra.get("cid", "")}


def _root_of(reference: Reference) -> dict[str, str]:
    extra = reference.extra
    if extra.get("root_uri"):
        return {"uri": extra["root_uri"], "cid": extra.get("root_cid", "")}
    return _strong(reference)


def reference_extra(uri: str, cid: str, value: Json) -> dict[str, str]:
    """What an answer to a record needs: its content id, and the root of its talk."""
    root = reading.mapping(reading.mapping(value.get("reply")).get("root"))
    return {
        "cid": cid,
        "root_uri": reading.text(root.get("uri"), 1000) or uri,
        "root_cid": reading.text(root.get("cid"), 200) or cid,
    }


def post_url(uri: str, who: str) -> str:
    return f"{WEBSITE}/profile/{quote(who, safe=':')}/post/{quote(uri.rpartition('/')[2])}"


def seen_post(uri: str, cid: str, value: Json, who: str, key: str) -> SeenPost:
    embed = reading.mapping(value.get("embed"))
    return SeenPost(
        remote_id=uri,
        url=post_url(uri, who),
        text=reading.text(value.get("text")),
        at=reading.moment(value.get("createdAt")) or EPOCH,
        media_count=len(list(reading.mappings(embed.get("images")))),
        client_key=key,
        extra=reference_extra(uri, cid, value),
    )


def arrival(notification: Json, kind: ArrivalKind) -> Arrival | None:
    """The arrival inside a notification; None when it is too damaged to be told from others.

    The time is when the network saw it, not `createdAt`: that one the writer chooses freely.
    """
    uri, cid = reading.text(notification.get("uri"), 1000), reading.text(notification.get("cid"), 200)
    who = author(reading.mapping(notification.get("author")))
    value = reading.mapping(notification.get("record"))
    if not uri.startswith("at://") or not who.remote_id:
        return None
    extra = reference_extra(uri, cid, value)
    parent = reading.mapping(reading.mapping(value.get("reply")).get("parent"))
    is_text = kind in TEXTS
    if notification.get("reason") == "quote" and is_text != bool(reading.text(value.get("text")).strip()):
        return None  # whoever quotes without a word of their own has shared it
    return Arrival(
        kind=kind,
        remote_id=uri,
        author=who,
        text=reading.text(value.get("text")) if is_text else "",
        at=seen_at(notification),
        url=post_url(uri, who.handle or who.remote_id) if is_text else who.url,
        parent_id=reading.text(parent.get("uri") if is_text else notification.get("reasonSubject"), 1000),
        thread_id=extra["root_uri"],
        language=_language(value),
        reply=Reference(uri, {**extra, "author_id": who.remote_id}) if is_text else None,
        raw=dict(notification),
    )


def seen_at(notification: Json) -> datetime:
    return reading.moment(notification.get("indexedAt")) or EPOCH


def _language(value: Json) -> str:
    langs = value.get("langs")
    return reading.text(langs[0], 20) if isinstance(langs, list) and langs else ""


def author(view: Json) -> Author:
    did, handle = reading.text(view.get("did"), 300), reading.name(view.get("handle"))
    return Author(
        remote_id=did,
        handle=handle,
        name=reading.name(view.get("displayName")),
        url=f"{WEBSITE}/profile/{quote(did, safe=':')}" if did else "",
        avatar_url=reading.link(view.get("avatar")),
        followers=reading.integer(view.get("followersCount")),
    )


def profile(view: Json) -> Profile:
    who = author(view)
    url = f"{WEBSITE}/profile/{quote(who.handle)}"
    return Profile(who.remote_id, who.handle, who.name, url, who.avatar_url, who.followers)


def metrics(view: Json, at: datetime) -> Metrics:
    """Numbers of a post. Quotes are shares too, but only where the reposts are known."""
    names = {"likes": "likeCount", "comments": "replyCount", "shares": "repostCount", "saves": "bookmarkCount"}
    values = reading.counts(view, names)
    if "shares" in values:
        values["shares"] += reading.integer(view.get("quoteCount")) or 0
    return Metrics(reading.text(view.get("uri"), 1000), at, values)


def overview(view: Json, at: datetime) -> PostOverview:
    uri = reading.text(view.get("uri"), 1000)
    value, who = reading.mapping(view.get("record")), author(reading.mapping(view.get("author")))
    return PostOverview(
        remote_id=uri,
        url=post_url(uri, who.handle or who.remote_id),
        text=reading.text(value.get("text")),
        at=reading.moment(value.get("createdAt")) or reading.moment(view.get("indexedAt")) or EPOCH,
        metrics=metrics(view, at),
        format=_format(reading.mapping(value.get("embed"))),
    )


def _format(embed: Json) -> PostFormat:
    """What hangs on a post; a quoted post may have pictures beside it."""
    media = reading.mapping(embed.get("media")) or embed
    match reading.text(media.get("$type")):
        case "app.bsky.embed.images":
            return "carousel" if len(list(reading.mappings(media.get("images")))) > 1 else "image"
        case "app.bsky.embed.video":
            return "video"
        case "app.bsky.embed.external":
            return "link"
    return "text"

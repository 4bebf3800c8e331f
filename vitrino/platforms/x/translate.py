"""X's JSON to neutral records."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from vitrino.connect import reading
from vitrino.connect.records import Arrival, ArrivalKind, Author, Metrics, PostFormat, PostOverview, Reference, SeenPost
from vitrino.domain.publication import normalise
from vitrino.domain.text import urls

TWEET_FIELDS = "attachments,author_id,conversation_id,created_at,entities,in_reply_to_user_id,lang,referenced_tweets"
PUBLIC = {"views": "impression_count", "likes": "like_count", "comments": "reply_count", "saves": "bookmark_count"}

_SHORT_LINK = re.compile(r"https://t\.co/\w+")


def words(tweet: Mapping[str, Any]) -> str:
    """The text as it was written: links expanded, the links to its own pictures gone, `&amp;` and the like undone."""
    full = html.unescape(reading.text(tweet.get("text")))
    urls = list(reading.mappings(reading.mapping(tweet.get("entities")).get("urls")))
    targets = {reading.text(url.get("url")): _target(url) for url in urls}
    return _SHORT_LINK.sub(lambda short: targets.get(short[0], short[0]), full).strip()


def _target(url: Mapping[str, Any]) -> str:
    """What the writer wrote. X completes "bakery.example" with http://, which hardly anybody writes today."""
    return "" if url.get("media_key") else reading.text(url.get("expanded_url")).removeprefix("http://")


def bare(text: str) -> str:
    """The words as they are compared: without links, which X changes."""
    for link in reversed(urls(text)):
        text = f"{text[: link.start]} {text[link.end :]}"
    return normalise(text)


def seen(tweet: Mapping[str, Any], at: datetime, web: str, handle: str) -> SeenPost:
    remote_id = reading.text(tweet.get("id"))
    return SeenPost(remote_id, post_url(web, handle, remote_id), words(tweet), at, media_count(tweet))


def post_url(web: str, handle: str, remote_id: str) -> str:
    return f"{web}/{handle}/status/{remote_id}"


def media_count(tweet: Mapping[str, Any]) -> int:
    keys = reading.mapping(tweet.get("attachments")).get("media_keys")
    return len(keys) if isinstance(keys, list) else 0


def metrics(tweet: Mapping[str, Any], at: datetime) -> Metrics:
    """The public numbers, and clicks where X still tells them (own posts of the last 30 days)."""
    public = reading.mapping(tweet.get("public_metrics"))
    values = reading.counts(public, PUBLIC)
    shares = [reading.integer(public.get(name)) for name in ("retweet_count", "quote_count")]
    if any(number is not None for number in shares):
        values["shares"] = sum(number or 0 for number in shares)
    values |= reading.counts(reading.mapping(tweet.get("non_public_metrics")), {"clicks": "url_link_clicks"})
    return Metrics(reading.text(tweet.get("id")), at, values)


def overview(tweet: Mapping[str, Any], at: datetime, web: str, handle: str, now: datetime) -> PostOverview:
    post = seen(tweet, at, web, handle)
    return PostOverview(post.remote_id, post.url, post.text, at, metrics(tweet, now), _format(tweet))


def _format(tweet: Mapping[str, Any]) -> PostFormat:
    """A media key begins with its kind: 3 a picture; 7, 13 and 16 what moves (as seen in answers; undocumented)."""
    attachments = reading.mapping(tweet.get("attachments"))
    if attachments.get("poll_ids"):
        return "poll"
    keys = attachments.get("media_keys")
    kinds = [str(key).partition("_")[0] for key in keys] if isinstance(keys, list) else []
    if any(kind in ("7", "13", "16") for kind in kinds):
        return "video"
    if kinds:
        return "carousel" if len(kinds) > 1 else "image"
    return "link" if _links(tweet) else "text"


def _links(tweet: Mapping[str, Any]) -> bool:
    return any(reading.mappings(reading.mapping(tweet.get("entities")).get("urls")))


def authors(answer: Mapping[str, Any], web: str) -> dict[str, Author]:
    """Who is named in an answer, by id."""
    users = reading.mappings(reading.mapping(answer.get("includes")).get("users"))
    return {reading.text(user.get("id")): _author(user, web) for user in users}


def _author(user: Mapping[str, Any], web: str) -> Author:
    handle = reading.name(user.get("username"))
    return Author(
        remote_id=reading.text(user.get("id")),
        handle=handle,
        name=reading.name(user.get("name")),
        url=f"{web}/{handle}" if re.fullmatch(r"\w{1,15}", handle) else "",
        avatar_url=reading.link(user.get("profile_image_url")),
        followers=reading.integer(reading.mapping(user.get("public_metrics")).get("followers_count")),
    )


def arrival(
    tweet: Mapping[str, Any], kind: ArrivalKind, at: datetime, people: Mapping[str, Author], web: str
) -> Arrival:
    """A post of somebody else. X lets us answer it because it mentions us, or stands under our own post."""
    remote_id, author_id = reading.text(tweet.get("id")), reading.text(tweet.get("author_id"))
    author = people.get(author_id) or Author(author_id, "")
    return Arrival(
        kind=kind,
        remote_id=remote_id,
        author=author,
        text=words(tweet),
        at=at,
        url=post_url(web, author.handle or "i", remote_id),
        parent_id=_parent(tweet),
        thread_id=reading.text(tweet.get("conversation_id")),
        language=reading.text(tweet.get("lang"), 8),
        reply=Reference(remote_id, {"author_id": author_id}),
        raw=dict(tweet),
    )


def _parent(tweet: Mapping[str, Any]) -> str:
    above = (ref for ref in reading.mappings(tweet.get("referenced_tweets")) if ref.get("type") == "replied_to")
    return next((reading.text(ref.get("id")) for ref in above), "")


def dated(tweets: Iterable[Mapping[str, Any]]) -> list[tuple[datetime, Mapping[str, Any]]]:
    """Posts with their times; one without an id or a time can't be used."""
    found = ((reading.moment(tweet.get("created_at")), tweet) for tweet in tweets)
    return [(at, tweet) for at, tweet in found if at is not None and reading.text(tweet.get("id"))]

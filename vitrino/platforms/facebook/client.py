"""Speaks to Facebook for one Page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from vitrino.connect import reading
from vitrino.connect.connector import Clock
from vitrino.connect.errors import OutcomeUnknown, Refused, Transient, Unsupported
from vitrino.connect.graph import Duplicate, Gone, GraphApi, next_page, rows
from vitrino.connect.records import (
    ArrivalKind,
    Credentials,
    Metrics,
    OutgoingMedia,
    OutgoingPost,
    Page,
    PastPage,
    Pending,
    PostOverview,
    Profile,
    Published,
    Reference,
    SeenPost,
    Sighting,
)
from vitrino.connect.wire import Door, FilePart
from vitrino.domain.message import say
from vitrino.domain.publication import normalise
from vitrino.domain.publication.fingerprint import CLOCK_SKEW
from vitrino.domain.text import count
from vitrino.platforms.facebook import inbox, translate
from vitrino.platforms.facebook.manifest import MANIFEST, SERVER, VERSION

WEB = "https://www.facebook.com"
# Pictures that no post took are thrown away after a day.
UPLOAD_LIVES = timedelta(hours=20)
LOOK_PAGES = 5
PICTURES = 10


class Client:
    """A connector (see `vitrino.connect.connector`)."""

    manifest = MANIFEST

    def __init__(self, door: Door, credentials: Credentials, clock: Clock) -> None:
        server = credentials.public.get("server", SERVER)
        self._api = GraphApi(door, server, VERSION, credentials.secrets["access_token"], clock, MANIFEST.name)
        self._page_id = credentials.public["page_id"]
        self._web = credentials.public.get("web", WEB)
        self._clock = clock

    def probe(self) -> Profile:
        page = self._api.read(self._page_id, {"fields": "id,name,username,link,followers_count,picture{url}"})
        picture = reading.mapping(reading.mapping(page.get("picture")).get("data"))
        return Profile(
            remote_id=reading.text(page.get("id")),
            handle=reading.name(page.get("username")) or reading.text(page.get("id")),
            name=reading.name(page.get("name")),
            url=reading.link(page.get("link")),
            avatar_url=reading.link(picture.get("url")),
            followers=reading.integer(page.get("followers_count")),
        )

    def prepare(self, post: OutgoingPost, kept: Mapping[str, str]) -> Mapping[str, str]:
        _check(post)
        known = dict(kept)
        if "newest" not in known:  # seen again in a later look, it proves that the look is no old copy
            known["newest"] = next((reading.text(found.get("id")) for _at, found in self._list(post, 1)), "")
        if post.media and not self._is_uploaded(known):
            known["photos"] = ",".join(self._upload(item) for item in post.media)
            known["photos_until"] = (self._clock() + UPLOAD_LIVES).isoformat()
        return known

    def commit(self, post: OutgoingPost, kept: Mapping[str, str]) -> Published | Pending:
        try:
            created = self._api.create(*self._write(post, kept))
        except Duplicate:
            self._explain_duplicate(post)
        remote_id = reading.text(created.get("id") or created.get("message_id"))
        if not remote_id:
            raise OutcomeUnknown()
        return Published(remote_id, translate.post_url(self._web, remote_id))

    def look(self, post: OutgoingPost, kept: Mapping[str, str], since: datetime) -> Sighting:
        """Among the own posts, or what stands below the text that was answered."""
        newest, start = kept.get("newest", ""), since - CLOCK_SKEW
        own = list(self._since(post, start, newest))
        # "" = there was nothing when the post was prepared, so an empty list is what a fresh one looks like.
        knows_older = "newest" in kept and (not newest or any(item.remote_id == newest for item in own))
        is_newer = any(item.at > since + CLOCK_SKEW for item in own)
        alike = (item for item in own if item.remote_id != newest and normalise(item.text) == normalise(post.text))
        return Sighting(tuple(item for item in alike if item.at >= start), knows_older or is_newer)

    def pull(self, kind: ArrivalKind, cursor: str) -> Page:
        return inbox.pull(self._api, self._page_id, self._web, kind, cursor)

    def measure(self, remote_ids: Sequence[str]) -> list[Metrics]:
        """One request each: asked together, a single deleted post would make Facebook answer nothing at all."""
        posts = (self._numbers(remote_id) for remote_id in remote_ids)
        return [translate.metrics(post, self._clock()) for post in posts if post is not None]

    def measure_account(self) -> Metrics:
        page = self._api.read(self._page_id, {"fields": "followers_count"})
        return Metrics(self._page_id, self._clock(), reading.counts(page, {"follows": "followers_count"}))

    def history(self, limit: int) -> list[PostOverview]:
        found = self._posts(limit, f"{translate.POST_FIELDS},{translate.NUMBER_FIELDS}")
        return [translate.overview(post, at, self._web, self._clock()) for at, post in found]

    def past(self, cursor: str) -> PastPage:
        path, about = f"{self._page_id}/published_posts", translate.POST_FIELDS
        try:
            page, after = self._page(path, {"fields": f"{about},{translate.NUMBER_FIELDS}"}, 100, cursor)
        except Refused:  # one retired number spoils the whole answer: then without insights
            page, after = self._page(path, {"fields": f"{about},{translate.PLAIN_FIELDS}"}, 100, cursor)
        return PastPage(tuple(translate.overview(post, at, self._web, self._clock()) for at, post in page), after)

    def edit(self, target: Reference, text: str) -> None:
        """Facebook lets a program change what the same program wrote; pictures and links stay."""
        self._api.change("POST", target.remote_id, {"message": text})

    def act(self, target: Reference, action: str) -> None:
        if action in ("hide", "unhide"):
            self._api.change("POST", target.remote_id, {"is_hidden": "true" if action == "hide" else "false"})
        elif action == "block":
            self._api.change("POST", f"{self._page_id}/blocked", {"user": json.dumps([target.extra["author_id"]])})
        elif action == "delete":
            self._delete(target.remote_id)
        else:
            raise Unsupported(action)

    # Writing

    def _write(self, post: OutgoingPost, kept: Mapping[str, str]) -> tuple[str, dict[str, str]]:
        """Where a text goes, and in which form."""
        if post.reply_to is None:
            return f"{self._page_id}/feed", _feed(post, kept)
        if post.kind == "message":
            recipient = json.dumps({"id": post.reply_to.remote_id})
            message = json.dumps({"text": post.text}, ensure_ascii=False)
            fields = {"recipient": recipient, "message": message, "messaging_type": "RESPONSE"}
            return f"{self._page_id}/messages", fields
        return f"{post.reply_to.remote_id}/comments", {"message": post.text}

    def _upload(self, item: OutgoingMedia) -> str:
        """The id of a picture that nobody sees yet. A repeat only leaves an orphan."""
        fields = {"published": "false", "alt_text_custom": item.alt_text}
        file = FilePart(f"picture.{item.mime_type.rpartition('/')[2]}", item.mime_type, item.content)
        photo_id = reading.text(self._api.stage(f"{self._page_id}/photos", fields, file).get("id"))
        if not photo_id:
            raise Transient()
        return photo_id

    def _is_uploaded(self, kept: Mapping[str, str]) -> bool:
        until = reading.moment(kept.get("photos_until"))
        return bool(kept.get("photos")) and until is not None and self._clock() < until

    def _delete(self, remote_id: str) -> None:
        try:
            self._api.change("DELETE", remote_id)
        except Gone:
            return

    def _explain_duplicate(self, post: OutgoingPost) -> None:
        """Always raises. An older post with these words explains the refusal; a new one may be ours: look."""
        same = [item for item in self._since(post, post.created_at, "") if normalise(item.text) == normalise(post.text)]
        if same and all(item.at < post.created_at - CLOCK_SKEW for item in same):
            raise Duplicate()
        raise OutcomeUnknown()

    # Reading back

    def _since(self, post: OutgoingPost, start: datetime, known_id: str) -> Iterator[SeenPost]:
        """Own texts down to `start` and to the one that was the newest before."""
        for at, found in self._list(post, LOOK_PAGES * 100):
            yield translate.seen(found, at, self._web)
            if at < start and (not known_id or found.get("id") == known_id):
                return

    def _list(self, post: OutgoingPost, limit: int) -> Iterator[tuple[datetime, Mapping[str, Any]]]:
        """Where a text of this kind would show: the own posts, the answers below a comment, or the conversation."""
        if post.reply_to is None:
            return self._posts(limit, translate.POST_FIELDS)
        if post.kind == "message":
            return self._own(f"{post.reply_to.extra.get('talk_id', '')}/messages", {}, limit)
        return self._own(f"{post.reply_to.remote_id}/comments", {"order": "reverse_chronological"}, limit)

    def _posts(self, limit: int, fields: str) -> Iterator[tuple[datetime, Mapping[str, Any]]]:
        return self._pages(f"{self._page_id}/published_posts", {"fields": fields}, limit)

    def _own(self, path: str, params: Mapping[str, str], limit: int) -> Iterator[tuple[datetime, Mapping[str, Any]]]:
        for at, entry in self._pages(path, {"fields": "id,message,created_time,from", **params}, limit):
            if reading.mapping(entry.get("from")).get("id") == self._page_id:
                yield at, entry

    def _pages(self, path: str, fixed: Mapping[str, str], limit: int) -> Iterator[tuple[datetime, Mapping[str, Any]]]:
        """A list newest first, page by page; entries without a time can't be used."""
        after = ""
        for given in range(0, limit, 100):
            page, after = self._page(path, fixed, min(limit - given, 100), after)
            yield from page
            if not after:
                return

    def _page(self, path: str, fixed: Mapping[str, str], limit: int, after: str
              ) -> tuple[list[tuple[datetime, Mapping[str, Any]]], str]:  # fmt: skip
        params: dict[str, str | int] = {**fixed, "limit": limit}
        answer = self._api.read(path, params | ({"after": after} if after else {}))
        entries = [(reading.moment(one.get("created_time")), one) for one in rows(answer)]
        return [(at, one) for at, one in entries if at is not None], next_page(answer)

    def _numbers(self, remote_id: str) -> Mapping[str, Any] | None:
        """A number that Facebook retires makes it refuse all insights; the plain counts are asked for then."""
        try:
            post = self._api.read(remote_id, {"fields": f"id,{translate.NUMBER_FIELDS}"})
        except Gone:
            return None
        except Refused:
            post = self._api.read(remote_id, {"fields": f"id,{translate.PLAIN_FIELDS}"})
        return post if reading.text(post.get("id")) == remote_id else None


def _feed(post: OutgoingPost, kept: Mapping[str, str]) -> dict[str, str]:
    photos = [photo for photo in kept.get("photos", "").split(",") if photo]
    fields = {f"attached_media[{number}]": json.dumps({"media_fbid": photo}) for number, photo in enumerate(photos)}
    if post.link and not photos:
        fields["link"] = post.link
    return {"message": post.text, **fields}


def _check(post: OutgoingPost) -> None:
    """Raises Refused for what Facebook would not take."""
    if any(item.kind == "video" for item in post.media):
        raise Unsupported("publish.video")
    if post.poll:
        raise Unsupported("publish.poll")
    if post.kind == "message" and (post.reply_to is None or not post.reply_to.extra.get("talk_id")):
        raise Refused(say("On Facebook, a private message can only be an answer to one."))
    if len(post.media) > PICTURES or (post.media and post.reply_to is not None):
        raise Refused(say("A Facebook post takes up to {most} pictures, an answer none.", most=PICTURES))
    measured = count(post.text, MANIFEST.text.value)
    if not measured.fits:
        raise Refused(
            say("The text is too long for {platform} (by {over}).", over=measured.over, platform=MANIFEST.name)
        )

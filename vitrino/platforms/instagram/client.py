"""Speaks to Instagram for one professional account."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from vitrino.connect import reading
from vitrino.connect.connector import Clock
from vitrino.connect.errors import ConnectError, OutcomeUnknown, Refused, Unsupported
from vitrino.connect.graph import Gone, GraphApi, next_page, rows
from vitrino.connect.records import (
    ArrivalKind,
    Credentials,
    Metrics,
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
from vitrino.connect.wire import Door
from vitrino.domain.message import say
from vitrino.domain.publication import normalise
from vitrino.domain.publication.fingerprint import CLOCK_SKEW
from vitrino.domain.text import count, hashtags, mentions
from vitrino.platforms.instagram import containers, inbox, translate
from vitrino.platforms.instagram.containers import Containers
from vitrino.platforms.instagram.manifest import MANIFEST, SERVER, VERSION

WEB = "https://www.instagram.com"
PICTURES = 10
HASHTAGS = 30
MENTIONS = 20
LOOK_PAGES = 5
STAGES = {"FINISHED": "ready", "IN_PROGRESS": "ready", "PUBLISHED": "published", "ERROR": "error", "EXPIRED": "expired"}


class Client:
    """A connector (see `vitrino.connect.connector`)."""

    manifest = MANIFEST

    def __init__(self, door: Door, credentials: Credentials, clock: Clock) -> None:
        server = credentials.public.get("server", SERVER)
        self._api = GraphApi(door, server, VERSION, credentials.secrets["access_token"], clock, MANIFEST.name)
        self._user_id = credentials.public["user_id"]
        self._handle = credentials.public["handle"]
        self._web = credentials.public.get("web", WEB)
        self._containers = Containers(self._api, self._user_id, credentials.public.get("media_host", ""))
        self._clock = clock

    def probe(self) -> Profile:
        fields = "user_id,username,name,profile_picture_url,followers_count"
        user = self._api.read("me", {"fields": fields})
        handle = reading.name(user.get("username"))
        return Profile(
            remote_id=reading.text(user.get("user_id")),
            handle=handle,
            name=reading.name(user.get("name")),
            url=f"{self._web}/{handle}/",
            avatar_url=reading.link(user.get("profile_picture_url")),
            followers=reading.integer(user.get("followers_count")),
        )

    def prepare(self, post: OutgoingPost, kept: Mapping[str, str]) -> Mapping[str, str]:
        """Makes the container. One that failed or expired is replaced; one that may be published never is."""
        _check(post)
        known = dict(kept)
        if "newest" not in known:
            known["newest"] = next((reading.text(found.get("id")) for _at, found in self._list(post, 1)), "")
        if post.reply_to is None and not self._has_container(known):
            known["container"] = self._containers.make(post)
        return known

    def commit(self, post: OutgoingPost, kept: Mapping[str, str]) -> Published | Pending:
        if post.reply_to is None:
            media_id = self._containers.publish(kept["container"])
            return Published(media_id, self._permalink(media_id))
        created = self._api.create(*self._answer(post, post.reply_to))
        remote_id = reading.text(created.get("id") or created.get("message_id"))
        if not remote_id:
            raise OutcomeUnknown()
        return Published(remote_id, f"{self._web}/{self._handle}/")

    def look(self, post: OutgoingPost, kept: Mapping[str, str], since: datetime) -> Sighting:
        """The container is asked first: its word is exact. The list only tells which post it became."""
        container = kept.get("container", "")
        state = self._containers.state(container) if container else ""
        if state in ("FINISHED", "IN_PROGRESS", "ERROR"):
            return Sighting((), fresh=True, by_key=True, stage=STAGES[state])
        found, is_fresh = self._in_list(post, kept, since)
        if state == "PUBLISHED":
            return Sighting(found, fresh=bool(found), by_key=True, stage="published")
        # After a day Instagram forgets containers, published or not: only the list can tell.
        return Sighting(found, fresh=is_fresh, stage=STAGES.get(state, ""))

    def pull(self, kind: ArrivalKind, cursor: str) -> Page:
        return inbox.pull(self._api, self._user_id, self._web, kind, cursor)

    def measure(self, remote_ids: Sequence[str]) -> list[Metrics]:
        numbers = (self._numbers(remote_id) for remote_id in remote_ids)
        return [metrics for metrics in numbers if metrics is not None]

    def measure_account(self) -> Metrics:
        user = self._api.read("me", {"fields": "followers_count"})
        return Metrics(self._user_id, self._clock(), reading.counts(user, {"follows": "followers_count"}))

    def history(self, limit: int) -> list[PostOverview]:
        found = self._posts(limit, f"{translate.MEDIA_FIELDS},like_count,comments_count")
        return [translate.overview(media, at, self._clock()) for at, media in found]

    def past(self, cursor: str) -> PastPage:
        page, after = self._page(f"{self._user_id}/media", f"{translate.MEDIA_FIELDS},like_count,comments_count", 100,
                                 cursor)  # fmt: skip
        return PastPage(tuple(translate.overview(media, at, self._clock()) for at, media in page), after)

    def edit(self, target: Reference, text: str) -> None:
        """Instagram lets programs change no caption."""
        raise Unsupported("edit")

    def act(self, target: Reference, action: str) -> None:
        if action not in ("hide", "unhide"):
            raise Unsupported(action)
        self._api.change("POST", target.remote_id, {"hide": "true" if action == "hide" else "false"})

    # Writing

    def _has_container(self, kept: Mapping[str, str]) -> bool:
        container = kept.get("container", "")
        return bool(container) and self._containers.state(container) not in ("ERROR", "EXPIRED")

    def _answer(self, post: OutgoingPost, to: Reference) -> tuple[str, dict[str, str]]:
        """Where an answer goes, and in which form."""
        if post.kind == "message":
            # To a comment: one private answer, within seven days. To a message: within 24 hours.
            whom = {"id": to.remote_id} if to.extra.get("talk_id") else {"comment_id": to.remote_id}
            message = json.dumps({"text": post.text}, ensure_ascii=False)
            return f"{self._user_id}/messages", {"recipient": json.dumps(whom), "message": message}
        if post.kind == "comment":  # below an own post
            return f"{to.remote_id}/comments", {"message": post.text}
        if to.extra.get("is_mention"):
            return f"{self._user_id}/mentions", {"media_id": to.remote_id, "message": post.text}
        return f"{to.remote_id}/replies", {"message": post.text}

    def _permalink(self, media_id: str) -> str:
        """The address of what was just published. It is out already, so trouble here changes nothing."""
        try:
            url = reading.link(self._api.read(media_id, {"fields": "permalink"}).get("permalink"))
        except ConnectError:
            url = ""
        return url or f"{self._web}/{self._handle}/"

    # Reading back

    def _in_list(
        self, post: OutgoingPost, kept: Mapping[str, str], since: datetime
    ) -> tuple[tuple[SeenPost, ...], bool]:
        newest, start = kept.get("newest", ""), since - CLOCK_SKEW
        own = list(self._since(post, start, newest))
        # "" = there was nothing when the post was prepared, so an empty list is what a fresh one looks like.
        knows_older = "newest" in kept and (not newest or any(item.remote_id == newest for item in own))
        is_newer = any(item.at > since + CLOCK_SKEW for item in own)
        alike = (item for item in own if item.remote_id != newest and normalise(item.text) == normalise(post.text))
        is_readable = post.reply_to is None or "is_mention" not in post.reply_to.extra
        return tuple(item for item in alike if item.at >= start), is_readable and (knows_older or is_newer)

    def _since(self, post: OutgoingPost, start: datetime, known_id: str) -> Iterator[SeenPost]:
        for at, found in self._list(post, LOOK_PAGES * 100):
            yield translate.seen({"caption": found.get("text") or found.get("message"), **found}, at)
            if at < start and (not known_id or found.get("id") == known_id):
                return

    def _list(self, post: OutgoingPost, limit: int) -> Iterator[tuple[datetime, Mapping[str, Any]]]:
        """Where a text of this kind would show. Answers below posts of others can't be read back."""
        if post.reply_to is None:
            return self._posts(limit, translate.MEDIA_FIELDS)
        extra = post.reply_to.extra
        if post.kind == "message":
            talk = extra.get("talk_id", "")
            return self._own(f"{talk}/messages", "id,message,created_time,from", limit) if talk else iter(())
        if extra.get("is_mention"):
            return iter(())
        if post.kind == "comment":
            return self._own(f"{post.reply_to.remote_id}/comments", translate.COMMENT_FIELDS, limit)
        return self._own(
            f"{extra.get('thread_id') or post.reply_to.remote_id}/replies", translate.COMMENT_FIELDS, limit
        )

    def _posts(self, limit: int, fields: str) -> Iterator[tuple[datetime, Mapping[str, Any]]]:
        return self._pages(f"{self._user_id}/media", fields, limit)

    def _own(self, path: str, fields: str, limit: int) -> Iterator[tuple[datetime, Mapping[str, Any]]]:
        for at, entry in self._pages(path, fields, limit):
            if reading.mapping(entry.get("from")).get("id") == self._user_id:
                yield at, entry

    def _pages(self, path: str, fields: str, limit: int) -> Iterator[tuple[datetime, Mapping[str, Any]]]:
        """A list newest first, page by page; entries without a time can't be used."""
        after = ""
        for given in range(0, limit, 100):
            page, after = self._page(path, fields, min(limit - given, 100), after)
            yield from page
            if not after:
                return

    def _page(self, path: str, fields: str, limit: int, after: str
              ) -> tuple[list[tuple[datetime, Mapping[str, Any]]], str]:  # fmt: skip
        params = {"fields": fields, "limit": str(limit)} | ({"after": after} if after else {})
        answer = self._api.read(path, params)
        entries = [(reading.moment(one.get("timestamp") or one.get("created_time")), one) for one in rows(answer)]
        return [(at, one) for at, one in entries if at is not None], next_page(answer)

    def _numbers(self, remote_id: str) -> Metrics | None:
        """All that Instagram tells; the plain counts where it knows no insights for this kind of post."""
        try:
            answer = self._api.read(f"{remote_id}/insights", {"metric": ",".join(translate.INSIGHTS.values())})
            return translate.insights(remote_id, answer, self._clock())
        except Gone:
            return None
        except Refused:
            counts = self._api.read(remote_id, {"fields": ",".join(translate.COUNTS.values())})
            return Metrics(remote_id, self._clock(), reading.counts(counts, translate.COUNTS), translate.LAG_H)


def _check(post: OutgoingPost) -> None:
    """Raises Refused for what Instagram would not take."""
    if post.poll:
        raise Unsupported("publish.poll")
    if post.reply_to is None:
        rule = MANIFEST.media_rule("image")
        containers.check(post.media, rule.mime_types if rule else (), PICTURES)
    elif post.media:
        raise Refused(say("An answer on Instagram takes no pictures."))
    measured = count(post.text, MANIFEST.text.value)
    if not measured.fits:
        raise Refused(
            say("The text is too long for {platform} (by {over}).", over=measured.over, platform=MANIFEST.name)
        )
    if len(hashtags(post.text)) > HASHTAGS or len(mentions(post.text)) > MENTIONS:
        raise Refused(say("Instagram takes up to {tags} hashtags and {people} mentioned people.",
                          tags=HASHTAGS, people=MENTIONS))  # fmt: skip

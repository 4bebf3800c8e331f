"""Speaks to X for one account."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from vitrino.connect import paging, polls, reading
from vitrino.connect.connector import Clock
from vitrino.connect.errors import OutcomeUnknown, Refused, Transient, Unsupported
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
from vitrino.connect.wire import Door
from vitrino.domain.message import say
from vitrino.domain.publication.fingerprint import CLOCK_SKEW
from vitrino.platforms.x import translate
from vitrino.platforms.x.api import Api, Duplicate, Gone
from vitrino.platforms.x.manifest import MANIFEST

WEB = "https://x.com"
CHUNK_BYTES = 4_000_000
LOOK_PAGES = 5
PREMIUM_CHARACTERS = 25_000
# How long the same words are refused is written nowhere; an older post explains a refusal within this time.
DUPLICATE_MEMORY = timedelta(days=30)


class Client:
    """A connector (see `vitrino.connect.connector`)."""

    manifest = MANIFEST

    def __init__(self, door: Door, credentials: Credentials, clock: Clock) -> None:
        self._api = Api(door, credentials, clock)
        self._clock = clock
        self._user_id = credentials.public["user_id"]
        self._handle = credentials.public["handle"]
        self._web = credentials.public.get("web", WEB)

    def probe(self) -> Profile:
        user = self._me()
        handle = reading.name(user.get("username"))
        is_premium = reading.text(user.get("subscription_type")) in ("Premium", "PremiumPlus")
        return Profile(
            remote_id=reading.text(user.get("id")),
            handle=handle,
            name=reading.name(user.get("name")),
            url=f"{self._web}/{handle}",
            avatar_url=reading.link(user.get("profile_image_url")),
            followers=reading.integer(reading.mapping(user.get("public_metrics")).get("followers_count")),
            limits={"text": PREMIUM_CHARACTERS} if is_premium else {},
        )

    def prepare(self, post: OutgoingPost, kept: Mapping[str, str]) -> Mapping[str, str]:
        if post.kind not in ("post", "reply", "comment"):
            raise Unsupported("reply.private")
        _check_media(post.media)
        polls.refuse_unfit(post, MANIFEST)
        known = dict(kept)
        if "newest" not in known:  # seen again in a later look, it proves that the look is no old copy
            known["newest"] = next((reading.text(tweet.get("id")) for _at, tweet in self._own_posts(5)), "")
        if post.media and not self._is_uploaded(known):
            known["media"] = ",".join(self._upload(item) for item in post.media)
            known["media_until"] = (self._clock() + timedelta(hours=20)).isoformat()
        return known

    def commit(self, post: OutgoingPost, kept: Mapping[str, str]) -> Published | Pending:
        body: dict[str, Any] = {"text": post.text}
        if kept.get("media"):
            body["media"] = {"media_ids": kept["media"].split(",")}
        if post.reply_to is not None:
            body["reply"] = {"in_reply_to_tweet_id": post.reply_to.remote_id}
        if post.poll is not None:
            body["poll"] = {"options": list(post.poll.options), "duration_minutes": post.poll.duration_s // 60}
        try:
            created = reading.mapping(self._api.create("tweets", body).get("data"))
        except Duplicate:
            self._explain_duplicate(post)
        remote_id = reading.text(created.get("id"))
        if not remote_id:
            raise OutcomeUnknown()
        return Published(remote_id, translate.post_url(self._web, self._handle, remote_id))

    def look(self, post: OutgoingPost, kept: Mapping[str, str], since: datetime) -> Sighting:
        own = list(self._own_since(since - CLOCK_SKEW, kept.get("newest", "")))
        newest = kept.get("newest", "")
        # "" = the account was empty when the post was prepared, so an empty list is what a fresh one looks like.
        knows_older = "newest" in kept and (not newest or any(item.remote_id == newest for item in own))
        is_newer = any(item.at > since + CLOCK_SKEW for item in own)
        alike = (
            item for item in own if item.remote_id != newest and translate.bare(item.text) == translate.bare(post.text)
        )
        return Sighting(tuple(item for item in alike if item.at >= since - CLOCK_SKEW), knows_older or is_newer)

    def pull(self, kind: ArrivalKind, cursor: str) -> Page:
        """Comments and mentions come from one list: what stands under our own posts is a comment."""
        if kind not in ("comment", "mention"):
            raise Unsupported(f"read.{kind}s")
        at, now = paging.progress(cursor), self._clock()
        params: dict[str, str | int] = {
            "max_results": 100,
            "tweet.fields": translate.TWEET_FIELDS,
            "expansions": "author_id",
            "user.fields": "name,profile_image_url,public_metrics,username",
        }
        if at.page:
            params["pagination_token"] = at.page
        answer = self._api.read(f"users/{self._user_id}/mentions", params)
        found = translate.dated(reading.mappings(answer.get("data")))
        people = translate.authors(answer, self._web)
        wanted = [
            translate.arrival(tweet, kind, moment, people, self._web)
            for moment, tweet in found
            if self._kind_of(tweet) == kind and tweet.get("author_id") != self._user_id
        ]
        token = reading.text(reading.mapping(answer.get("meta")).get("next_token"))
        return Page(tuple(wanted), *paging.advance(at, [moment for moment, _tweet in found], token, now))

    def measure(self, remote_ids: Sequence[str]) -> list[Metrics]:
        return [
            translate.metrics(tweet, self._clock())
            for start in range(0, len(remote_ids), 100)
            for tweet in self._numbers(remote_ids[start : start + 100])
        ]

    def measure_account(self) -> Metrics:
        public = reading.mapping(self._me().get("public_metrics"))
        return Metrics(self._user_id, self._clock(), reading.counts(public, {"follows": "followers_count"}))

    def history(self, limit: int) -> list[PostOverview]:
        now = self._clock()
        return [
            translate.overview(tweet, at, self._web, self._handle, now)
            for at, tweet in self._own_posts(limit, "replies,retweets")
        ]

    def past(self, cursor: str) -> PastPage:
        """Without answers and reposts. Every post read costs a tenth of a cent."""
        params: dict[str, str | int] = {**self._history_fields(100), "exclude": "replies,retweets"}
        if cursor:
            params["pagination_token"] = cursor
        answer = self._api.read(f"users/{self._user_id}/tweets", params)
        now = self._clock()
        found = [translate.overview(tweet, at, self._web, self._handle, now)
                 for at, tweet in translate.dated(reading.mappings(answer.get("data")))]  # fmt: skip
        return PastPage(tuple(found), reading.text(reading.mapping(answer.get("meta")).get("next_token")))

    def edit(self, target: Reference, text: str) -> None:
        """X has no edit: its "edit_options" makes a new post, which is a publication and not a change."""
        raise Unsupported("edit")

    def act(self, target: Reference, action: str) -> None:
        person = target.extra.get("author_id", "")
        if action in ("hide", "unhide"):
            self._api.change("PUT", f"tweets/{target.remote_id}/hidden", {"hidden": action == "hide"})
        elif action == "mute":
            self._api.change("POST", f"users/{self._user_id}/muting", {"target_user_id": person})
        elif action == "unmute":
            self._api.change("DELETE", f"users/{self._user_id}/muting/{person}")
        elif action == "delete":
            self._delete(target.remote_id)
        else:
            raise Unsupported(action)

    def _delete(self, remote_id: str) -> None:
        try:
            self._api.change("DELETE", f"tweets/{remote_id}")
        except Gone:
            return

    def _me(self) -> Mapping[str, Any]:
        fields = {"user.fields": "name,profile_image_url,public_metrics,subscription_type,username"}
        return reading.mapping(self._api.read("users/me", fields).get("data"))

    def _kind_of(self, tweet: Mapping[str, Any]) -> ArrivalKind:
        return "comment" if reading.text(tweet.get("in_reply_to_user_id")) == self._user_id else "mention"

    def _own_posts(self, limit: int, exclude: str = "") -> Iterator[tuple[datetime, Mapping[str, Any]]]:
        """The newest own posts, newest first. Every post read costs a tenth of a cent."""
        params = self._history_fields(limit)
        if exclude:
            params["exclude"] = exclude
        for given in range(0, limit, 100):
            answer = self._api.read(f"users/{self._user_id}/tweets", params)
            yield from translate.dated(reading.mappings(answer.get("data")))[: limit - given]
            params["pagination_token"] = reading.text(reading.mapping(answer.get("meta")).get("next_token"))
            if not params["pagination_token"]:
                return

    @staticmethod
    def _history_fields(limit: int) -> dict[str, str | int]:
        return {
            "max_results": min(max(limit, 5), 100),
            "tweet.fields": f"{translate.TWEET_FIELDS},public_metrics",
        }

    def _own_since(self, since: datetime, known_id: str) -> Iterator[SeenPost]:
        """Own posts down to `since` and to the post that was the newest before."""
        for at, tweet in self._own_posts(LOOK_PAGES * 100):
            yield translate.seen(tweet, at, self._web, self._handle)
            if at < since and (not known_id or tweet.get("id") == known_id):
                return

    def _numbers(self, remote_ids: Sequence[str]) -> list[Mapping[str, Any]]:
        """X leaves out posts whose private numbers it no longer tells (after 30 days): those are asked once more."""
        with_clicks = self._tweets(remote_ids, "public_metrics,non_public_metrics")
        found = {reading.text(tweet.get("id")) for tweet in with_clicks}
        rest = [remote_id for remote_id in remote_ids if remote_id not in found]
        return with_clicks + (self._tweets(rest, "public_metrics") if rest else [])

    def _tweets(self, remote_ids: Sequence[str], fields: str) -> list[Mapping[str, Any]]:
        answer = self._api.read("tweets", {"ids": ",".join(remote_ids), "tweet.fields": fields})
        return list(reading.mappings(answer.get("data")))

    def _is_uploaded(self, kept: Mapping[str, str]) -> bool:
        until = reading.moment(kept.get("media_until"))
        return bool(kept.get("media")) and until is not None and self._clock() < until

    def _upload(self, item: OutgoingMedia) -> str:
        """The platform's id of the picture. Safe to repeat: nobody sees it, and it is forgotten after a day."""
        category = "tweet_gif" if item.kind == "gif" else "tweet_image"
        asked = {"media_type": item.mime_type, "total_bytes": len(item.content), "media_category": category}
        media_id = reading.text(
            reading.mapping(self._api.upload("media/upload/initialize", asked).get("data")).get("id")
        )
        if not media_id:
            raise Transient()
        for index in range(0, len(item.content), CHUNK_BYTES):
            chunk = base64.b64encode(item.content[index : index + CHUNK_BYTES]).decode()
            self._api.upload(f"media/upload/{media_id}/append", {"media": chunk, "segment_index": index // CHUNK_BYTES})
        done = reading.mapping(self._api.upload(f"media/upload/{media_id}/finalize", {}).get("data"))
        self._check_processed(reading.mapping(done.get("processing_info")))
        if item.alt_text:
            alt = {"id": media_id, "metadata": {"alt_text": {"text": item.alt_text[:1000]}}}
            self._api.upload("media/metadata", alt)
        return media_id

    def _check_processed(self, progress: Mapping[str, Any]) -> None:
        state = reading.text(progress.get("state"))
        if state == "failed":
            raise Refused(say("X can't use this picture. Choose another one."))
        if state in ("pending", "in_progress"):
            wait_s = reading.integer(progress.get("check_after_secs")) or 5
            raise Transient(say("X is still working on the picture."), self._clock() + timedelta(seconds=wait_s))

    def _explain_duplicate(self, post: OutgoingPost) -> None:
        """Always raises. An older post with these words explains the refusal; a new one may be ours: look."""
        same = [
            item
            for item in self._own_since(post.created_at - DUPLICATE_MEMORY, "")
            if translate.bare(item.text) == translate.bare(post.text)
        ]
        if same and all(item.at < post.created_at - CLOCK_SKEW for item in same):
            raise Duplicate()
        raise OutcomeUnknown()


def _check_media(media: Sequence[OutgoingMedia]) -> None:
    if any(item.kind == "video" for item in media):
        raise Unsupported("publish.video")
    if len(media) > 4 or (len(media) > 1 and any(item.kind == "gif" for item in media)):
        raise Refused(say("X takes up to four pictures, or one moving picture."))

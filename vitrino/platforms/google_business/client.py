"""Speaks to Google for one place of a business."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from vitrino.connect import paging, reading
from vitrino.connect.connector import Clock
from vitrino.connect.errors import OutcomeUnknown, Refused, Unsupported
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
    Sighting,
)
from vitrino.connect.wire import Door
from vitrino.domain.message import say
from vitrino.domain.publication import normalise
from vitrino.domain.publication.fingerprint import CLOCK_SKEW
from vitrino.domain.text import count
from vitrino.platforms.google_business import translate
from vitrino.platforms.google_business.api import Api, Gone
from vitrino.platforms.google_business.manifest import (
    INFORMATION_SERVER,
    MANIFEST,
    PERFORMANCE_SERVER,
    REPLY_MAX_BYTES,
    SERVER,
)

LOOK_PAGES = 3
LOOK_AGAIN = timedelta(seconds=60)
DAYS_COUNTED = 30


class Client:
    """A connector (see `vitrino.connect.connector`). location: "accounts/1/locations/2"."""

    manifest = MANIFEST

    def __init__(self, door: Door, credentials: Credentials, clock: Clock) -> None:
        public = credentials.public
        self._api = Api(door, credentials.secrets["access_token"], clock)
        self._location = public["location"]
        self._server = public.get("server", SERVER)
        self._performance = public.get("performance_server", PERFORMANCE_SERVER)
        self._information = public.get("information_server", INFORMATION_SERVER)
        self._profile_url = public.get("profile_url", "")
        self._media_host = public.get("media_host", "")
        self._clock = clock

    def probe(self) -> Profile:
        place = self._api.read(f"{self._information}/v1/{self._short}", {"readMask": "name,title,metadata"})
        url = reading.link(reading.mapping(place.get("metadata")).get("mapsUri"))
        return Profile(
            remote_id=self._location,
            handle=url.partition("://")[2] or self._location,
            name=reading.name(place.get("title")),
            url=url,
        )

    def prepare(self, post: OutgoingPost, kept: Mapping[str, str]) -> Mapping[str, str]:
        self._check(post)
        if "newest" in kept or post.reply_to is not None:
            return dict(kept)
        newest = next((reading.text(found.get("name")) for _at, found in self._posts(1)), "")
        return {**kept, "newest": newest}

    def commit(self, post: OutgoingPost, kept: Mapping[str, str]) -> Published | Pending:
        if post.reply_to is not None:
            return self._reply(post, post.reply_to)
        created = self._api.write("POST", self._url("localPosts"), self._local_post(post))
        name, state = reading.text(created.get("name")), reading.text(created.get("state"))
        if not name:
            raise OutcomeUnknown()
        if state == "REJECTED":
            raise _rejected()
        if state == "LIVE":
            return Published(name, reading.link(created.get("searchUrl")) or self._profile_url)
        return Pending(name, self._clock() + LOOK_AGAIN)

    def look(self, post: OutgoingPost, kept: Mapping[str, str], since: datetime) -> Sighting:
        """By the name Google gave, else among the newest posts. An answer to a review is asked by the review."""
        if post.reply_to is not None:
            return self._look_at_reply(post, post.reply_to)
        if kept.get("pending"):
            return self._look_at(kept["pending"])
        newest, start = kept.get("newest", ""), since - CLOCK_SKEW
        own = list(self._since(start, newest))
        names = [reading.text(found.get("name")) for _at, found in own]
        # "" = there was nothing when the post was prepared, so an empty list is what a fresh one looks like.
        knows_older = "newest" in kept and (not newest or newest in names)
        is_newer = any(at > since + CLOCK_SKEW for at, _found in own)
        alike = [
            (at, found) for at, found in own if at >= start and found.get("name") != newest and _is_same(found, post)
        ]
        shown = tuple(translate.seen(found, at) for at, found in alike if found.get("state") != "REJECTED")
        stage = "error" if alike and not shown else ""
        return Sighting(shown, knows_older or is_newer, stage=stage)

    def pull(self, kind: ArrivalKind, cursor: str) -> Page:
        if kind != "review":
            raise Unsupported(f"read.{kind}s")
        at = paging.progress(cursor)
        params: dict[str, str | int] = {"pageSize": 50, "orderBy": "updateTime desc"}
        answer = self._api.read(self._url("reviews"), params | ({"pageToken": at.page} if at.page else {}))
        dated = [(entry, reading.moment(entry.get("updateTime"))) for entry in reading.mappings(answer.get("reviews"))]
        good = [(entry, moment) for entry, moment in dated if moment is not None and reading.text(entry.get("name"))]
        found = tuple(translate.review(entry, moment, self._profile_url) for entry, moment in good)
        token = reading.text(answer.get("nextPageToken")) if good else ""
        return Page(found, *paging.advance(at, [moment for _entry, moment in good], token, self._clock()))

    def measure(self, remote_ids: Sequence[str]) -> list[Metrics]:
        """Google no longer counts single posts."""
        raise Unsupported("metrics.post")

    def measure_account(self) -> Metrics:
        """Views and website clicks of the last 30 days."""
        now = self._clock()
        start = now - timedelta(days=DAYS_COUNTED)
        params: dict[str, str | Sequence[str]] = {"dailyMetrics": [*translate.IMPRESSIONS, *translate.CLICKS]}
        for name, day in (("startDate", start), ("endDate", now)):
            parts = {"year": day.year, "month": day.month, "day": day.day}
            params |= {f"dailyRange.{name}.{part}": str(value) for part, value in parts.items()}
        url = f"{self._performance}/v1/{self._short}:fetchMultiDailyMetricsTimeSeries"
        return translate.account_numbers(self._api.read(url, params), self._location, now)

    def history(self, limit: int) -> list[PostOverview]:
        return [translate.overview(found, at, self._clock()) for at, found in self._posts(limit)]

    def past(self, cursor: str) -> PastPage:
        page, after = self._page(100, cursor)
        return PastPage(tuple(translate.overview(found, at, self._clock()) for at, found in page), after)

    def edit(self, target: Reference, text: str) -> None:
        raise Unsupported("edit")

    def act(self, target: Reference, action: str) -> None:
        if action != "delete":
            raise Unsupported(action)
        self._api.delete(f"{self._server}/v4/{target.remote_id}")

    # Writing

    def _local_post(self, post: OutgoingPost) -> dict[str, Any]:
        value: dict[str, Any] = {"summary": post.text, "topicType": "STANDARD"}
        if post.language:
            value["languageCode"] = post.language
        if post.link:
            value["callToAction"] = {"actionType": "LEARN_MORE", "url": post.link}
        if post.media:
            value["media"] = [self._picture(item) for item in post.media]
        return value

    def _picture(self, item: OutgoingMedia) -> dict[str, str]:
        url = item.public_url or f"{self._media_host}/picture.jpg"
        told = {"description": item.alt_text} if item.alt_text else {}
        return {"mediaFormat": "PHOTO", "sourceUrl": url, **told}

    def _reply(self, post: OutgoingPost, to: Reference) -> Published:
        """An answer belongs to its review: written again it replaces itself, so a repeat does no harm."""
        answer = self._api.write("PUT", f"{self._server}/v4/{to.remote_id}/reply", {"comment": post.text})
        if reading.text(answer.get("comment")) == "":
            raise OutcomeUnknown()
        return Published(f"{to.remote_id}/reply", self._profile_url)

    def _check(self, post: OutgoingPost) -> None:
        """Raises Refused for what Google would not take."""
        if any(item.kind == "video" for item in post.media):
            raise Unsupported("publish.video")
        if post.poll:
            raise Unsupported("publish.poll")
        if len(post.media) > 1 or (post.media and post.reply_to is not None):
            raise Refused(say("A post on Google takes one picture, an answer none."))
        if any(not item.public_url for item in post.media) and not self._media_host:
            raise Refused(
                say("Google fetches pictures from a public address, and this one has none. Set one up under Settings."),
                permanent=False,
            )
        measured = count(post.text, MANIFEST.text.value)
        over = max(0, len(post.text.encode()) - REPLY_MAX_BYTES) if post.reply_to is not None else measured.over
        if over:
            raise Refused(say("The text is too long for {platform} (by {over}).", over=over, platform="Google"))

    # Reading back

    def _look_at(self, name: str) -> Sighting:
        try:
            found = self._api.read(f"{self._server}/v4/{name}")
        except Gone:
            return Sighting((), fresh=True, by_key=True, stage="expired")
        at, state = reading.moment(found.get("createTime")), reading.text(found.get("state"))
        if state == "LIVE" and at is not None:
            return Sighting((translate.seen(found, at),), fresh=True, by_key=True, stage="published")
        return Sighting((), fresh=True, by_key=True, stage="error" if state == "REJECTED" else "processing")

    def _look_at_reply(self, post: OutgoingPost, to: Reference) -> Sighting:
        try:
            review = self._api.read(f"{self._server}/v4/{to.remote_id}")
        except Gone:
            return Sighting((), fresh=True, by_key=True)
        reply = reading.mapping(review.get("reviewReply"))
        at, words = reading.moment(reply.get("updateTime")), reading.text(reply.get("comment"))
        if at is None or normalise(words) != normalise(post.text):
            return Sighting((), fresh=True, by_key=True)
        answer = {"name": f"{to.remote_id}/reply", "summary": words, "searchUrl": self._profile_url}
        return Sighting((translate.seen(answer, at),), fresh=True, by_key=True)

    def _since(self, start: datetime, known_name: str) -> Iterator[tuple[datetime, Mapping[str, Any]]]:
        for at, found in self._posts(LOOK_PAGES * 100):
            yield at, found
            if at < start and (not known_name or found.get("name") == known_name):
                return

    def _posts(self, limit: int) -> Iterator[tuple[datetime, Mapping[str, Any]]]:
        """The place's newest posts, newest first."""
        token = ""
        for given in range(0, limit, 100):
            page, token = self._page(min(limit - given, 100), token)
            yield from page
            if not token:
                return

    def _page(self, limit: int, token: str) -> tuple[list[tuple[datetime, Mapping[str, Any]]], str]:
        """Posts that have a time, and where the next page begins."""
        params = {"pageSize": str(limit)} | ({"pageToken": token} if token else {})
        answer = self._api.read(self._url("localPosts"), params)
        posts = reading.mappings(answer.get("localPosts"))
        dated = [(at, found) for found in posts if (at := reading.moment(found.get("createTime"))) is not None]
        return dated, reading.text(answer.get("nextPageToken"))

    def _url(self, collection: str) -> str:
        return f"{self._server}/v4/{self._location}/{collection}"

    @property
    def _short(self) -> str:
        """The newer services leave out the account: "locations/2"."""
        return self._location[self._location.find("locations/") :]


def _is_same(found: Mapping[str, Any], post: OutgoingPost) -> bool:
    return normalise(reading.text(found.get("summary"))) == normalise(post.text)


def _rejected() -> Refused:
    return Refused(say("Google rejected this post. It takes no telephone numbers, and nothing against its rules."))

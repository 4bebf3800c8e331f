"""The connector: one Bluesky account.

Publishing goes by `createRecord` with a record key of our own, not by `putRecord`. Both make one post of a repeated
write (tests/contracts/test_bluesky_real.py proves it on the official server), but a late `putRecord` would silently
undo an edit made meanwhile, while `createRecord` fails on a key that is taken. That failure is a plain 500, which is
OutcomeUnknown here as everywhere; the look by key then finds the post and it is adopted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from vitrino.connect import reading
from vitrino.connect.connector import Clock
from vitrino.connect.errors import OutcomeUnknown, Refused, Transient, Unsupported
from vitrino.connect.paging import advance, progress, read_down_to
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
from vitrino.platforms.bluesky import moderation, translate
from vitrino.platforms.bluesky.api import Api, Gone
from vitrino.platforms.bluesky.facets import handles
from vitrino.platforms.bluesky.keys import record_key
from vitrino.platforms.bluesky.manifest import MANIFEST

PAGE = 50
MEASURED_AT_ONCE = 25
# Servers drop blobs that no record took "within minutes" (lexicon of uploadBlob); the same bytes give the same blob.
BLOB_LIVES = timedelta(minutes=10)


class Client:
    """See `vitrino.connect.connector.Connector`."""

    manifest = MANIFEST

    def __init__(self, door: Door, credentials: Credentials, clock: Clock) -> None:
        self._did = credentials.public.get("did", "")
        self._handle = credentials.public.get("handle", "")
        self._api = Api(door, credentials.public.get("server", ""), credentials.secrets["access_token"], clock)

    def probe(self) -> Profile:
        """The public profile; for an account so new that the network has none yet, what the session says."""
        view = self._profile() or self._api.ask("com.atproto.server.getSession", {})
        if not reading.text(view.get("did")):
            raise Transient(say("Bluesky did not say whose account this is."))
        return translate.profile(view)

    def prepare(self, post: OutgoingPost, kept: Mapping[str, str]) -> Mapping[str, str]:
        """Uploads pictures and finds out who is meant by the names in the text."""
        now_kept = dict(kept)
        _check_pictures(post.media)
        if post.poll:
            raise Unsupported("publish.poll")
        for handle in handles(post.text):
            if f"did.{handle}" not in now_kept:
                now_kept[f"did.{handle}"] = self._did_of(handle)
        for number, medium in enumerate(post.media):
            slot = f"blob.{number}"
            if not self._is_usable(now_kept, slot):
                blob = self._api.upload(medium.content, medium.mime_type)
                now_kept |= {slot: json.dumps(blob), f"{slot}.at": self._api.now().isoformat()}
        return now_kept

    def commit(self, post: OutgoingPost, kept: Mapping[str, str]) -> Published | Pending:
        blobs = [json.loads(kept[f"blob.{number}"]) for number in range(len(post.media))]
        dids = {name.removeprefix("did."): did for name, did in kept.items() if name.startswith("did.") and did}
        value = translate.record(post, blobs, dids)
        made = self._api.create("com.atproto.repo.createRecord", {**self._place(post), "record": value})
        uri, cid = reading.text(made.get("uri"), 1000), reading.text(made.get("cid"), 200)
        if not uri.startswith("at://") or not cid:
            raise OutcomeUnknown()
        return Published(uri, translate.post_url(uri, self._who()), translate.reference_extra(uri, cid, value))

    def look(self, post: OutgoingPost, kept: Mapping[str, str], since: datetime) -> Sighting:
        """By our own record key, asked from the server that holds the account: never an old copy."""
        try:
            found = self._api.ask("com.atproto.repo.getRecord", self._place(post))
        except Gone:
            return Sighting((), fresh=True, by_key=True)
        uri, cid = reading.text(found.get("uri"), 1000), reading.text(found.get("cid"), 200)
        if not uri.startswith("at://"):
            raise Transient()
        value = reading.mapping(found.get("value"))
        seen = translate.seen_post(uri, cid, value, self._who(), post.key)
        return Sighting((seen,), fresh=True, by_key=True)

    def pull(self, kind: ArrivalKind, cursor: str) -> Page:
        if kind not in translate.REASONS:
            raise Unsupported(f"read.{kind}s")
        at, now = progress(cursor), self._api.now()
        params: dict[str, str | int | Sequence[str]] = {"reasons": translate.REASONS[kind], "limit": PAGE}
        if at.page:
            params["cursor"] = at.page
        answer = self._api.ask("app.bsky.notification.listNotifications", params)
        notifications = list(reading.mappings(_list(answer, "notifications")))
        times = [translate.seen_at(notification) for notification in notifications]
        floor = read_down_to(at, now)
        arrivals = [
            translate.arrival(notification, kind)
            for notification, time in zip(notifications, times, strict=True)
            if time >= floor and notification.get("reason") in translate.REASONS[kind]
        ]
        next_page = reading.text(answer.get("cursor"), 1000) if notifications else ""
        cursor, complete, reached = advance(at, times, next_page, now)
        return Page(tuple(arrival for arrival in arrivals if arrival), cursor, complete, reached)

    def measure(self, remote_ids: Sequence[str]) -> list[Metrics]:
        found: dict[str, Metrics] = {}
        for start in range(0, len(remote_ids), MEASURED_AT_ONCE):
            uris = list(remote_ids[start : start + MEASURED_AT_ONCE])
            posts = _list(self._api.ask("app.bsky.feed.getPosts", {"uris": uris}), "posts")
            numbers = (translate.metrics(view, self._api.now()) for view in reading.mappings(posts))
            found |= {metrics.remote_id: metrics for metrics in numbers}
        return [found[remote_id] for remote_id in remote_ids if remote_id in found]

    def measure_account(self) -> Metrics:
        values = reading.counts(self._profile(), {"follows": "followersCount"})
        return Metrics(self._did, self._api.now(), values)

    def history(self, limit: int) -> list[PostOverview]:
        found: list[PostOverview] = []
        params: dict[str, str | int] = {"actor": self._did, "filter": "posts_no_replies", "limit": PAGE}
        while len(found) < limit:
            answer = self._api.ask("app.bsky.feed.getAuthorFeed", params)
            page = [one for one in reading.mappings(_list(answer, "feed")) if "reason" not in one]  # no reposts
            found += [translate.overview(reading.mapping(one.get("post")), self._api.now()) for one in page]
            params["cursor"] = reading.text(answer.get("cursor"), 1000)
            if not page or not params["cursor"]:
                break
        return found[:limit]

    def past(self, cursor: str) -> PastPage:
        params: dict[str, str | int] = {"actor": self._did, "filter": "posts_no_replies", "limit": PAGE}
        if cursor:
            params["cursor"] = cursor
        answer = self._api.ask("app.bsky.feed.getAuthorFeed", params)
        page = [one for one in reading.mappings(_list(answer, "feed")) if "reason" not in one]  # no reposts
        found = [translate.overview(reading.mapping(one.get("post")), self._api.now()) for one in page]
        return PastPage(tuple(found), reading.text(answer.get("cursor"), 1000))

    def edit(self, target: Reference, text: str) -> None:
        """Not offered, although the network takes a changed record and shows it: the new words would stand under likes
        given to the old ones without a sign of the change, and answers would go on naming the content that is gone
        (tests/contracts/test_bluesky_real.py). Taking down and writing anew is honest."""
        raise Unsupported("edit")

    def act(self, target: Reference, action: str) -> None:
        moderation.act(self._api, self._did, target, action)

    def _profile(self) -> Mapping[str, Any]:
        """The network's view of the account; empty while it has none."""
        try:
            return self._api.ask("app.bsky.actor.getProfile", {"actor": self._did})
        except Refused:
            return {}

    def _place(self, post: OutgoingPost) -> dict[str, str]:
        rkey = record_key(post.key, post.keyed_at or post.created_at)
        return {"repo": self._did, "collection": translate.POST, "rkey": rkey}

    def _who(self) -> str:
        return self._handle or self._did

    def _did_of(self, handle: str) -> str:
        """Who is behind a name; "" for a name nobody has, which then stays plain text."""
        try:
            found = self._api.ask("com.atproto.identity.resolveHandle", {"handle": handle})
        except Refused:
            return ""
        did = reading.text(found.get("did"), 300)
        return did if did.startswith("did:") else ""

    def _is_usable(self, kept: Mapping[str, str], slot: str) -> bool:
        uploaded_at = reading.moment(kept.get(f"{slot}.at"))
        return slot in kept and uploaded_at is not None and self._api.now() - uploaded_at < BLOB_LIVES


def _check_pictures(media: Sequence[OutgoingMedia]) -> None:
    """What the record would be refused for, before anything is uploaded. Raises Refused."""
    rule = MANIFEST.media_rule("image")
    assert rule is not None, "the manifest knows pictures"
    if len(media) > rule.max_count:
        raise Refused(say("Bluesky takes at most {count} pictures in one post.", count=rule.max_count))
    for medium in media:
        if medium.kind != "image" or medium.mime_type not in rule.mime_types:
            raise Refused(say("Bluesky takes JPEG, PNG and WebP pictures; this is {kind}.", kind=medium.mime_type))
        if rule.max_bytes and len(medium.content) > rule.max_bytes:
            raise Refused(say("This picture is too large for Bluesky: {size} bytes.", size=len(medium.content)))


def _list(answer: Mapping[str, Any], name: str) -> list[Any]:
    found = answer.get(name)
    if not isinstance(found, list):
        raise Transient(say("Bluesky's answer lacked its list."))
    return found

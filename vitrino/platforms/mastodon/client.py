"""The connector: one account on one Mastodon server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from vitrino.connect import polls, reading
from vitrino.connect.connector import Clock
from vitrino.connect.errors import NotSent, OutcomeUnknown, Transient, Unsupported
from vitrino.connect.paging import advance, progress, read_down_to
from vitrino.connect.records import (
    Arrival,
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
from vitrino.connect.wire import Door, FilePart
from vitrino.domain.message import say
from vitrino.platforms.mastodon import translate
from vitrino.platforms.mastodon.api import Api, Gone
from vitrino.platforms.mastodon.manifest import MANIFEST

PAGE = 40
# Servers forget files that no post took after a day.
UPLOAD_LIVES = timedelta(hours=12)
CLOCKS_DIFFER = timedelta(minutes=2)
LOOK_PAGES = 5


class Client:
    """See `vitrino.connect.connector.Connector`."""

    manifest = MANIFEST

    def __init__(self, door: Door, credentials: Credentials, clock: Clock) -> None:
        self._server = credentials.public.get("server", "")
        self._own_id = credentials.public.get("account_id", "")
        self._api = Api(door, self._server, credentials.secrets["access_token"], clock)

    def probe(self) -> Profile:
        account = self._account()
        return translate.profile(account, self._instance(), self._server)

    def prepare(self, post: OutgoingPost, kept: Mapping[str, str]) -> Mapping[str, str]:
        """Remembers the newest status there is, so that a later look can prove it is no old copy; uploads files."""
        polls.refuse_unfit(post, MANIFEST)
        now_kept = dict(kept)
        if "newest" not in now_kept:
            now_kept["newest"] = next((reading.text(status.get("id")) for status in self._statuses(1)), "")
        for number, medium in enumerate(post.media):
            slot = f"media.{number}"
            if not self._is_usable(now_kept, slot):
                now_kept |= self._uploaded(slot, medium)
        return now_kept

    def commit(self, post: OutgoingPost, kept: Mapping[str, str]) -> Published | Pending:
        slots = [f"media.{number}" for number in range(len(post.media))]
        self._wait_for_files(kept, slots)
        fields = translate.status_fields(post, [kept[slot] for slot in slots])
        status = self._api.create("/api/v1/statuses", fields, post.key)
        remote_id = reading.text(status.get("id"))
        if not remote_id:
            raise OutcomeUnknown()
        return Published(remote_id, translate.status_url(status), translate.own_reference(status))

    def look(self, post: OutgoingPost, kept: Mapping[str, str], since: datetime) -> Sighting:
        """By text, number of files and time among the own statuses. Fresh when the list holds the newest status we knew
        before (or, where the account was empty or we knew none, anything older than the post, or nothing at all)."""
        found, ids, has_older = [], set(), False
        for status in self._recent(since - CLOCKS_DIFFER):
            ids.add(reading.text(status.get("id")))
            if translate.created_at(status) < since - CLOCKS_DIFFER:
                has_older = True
            elif translate.is_same(status, post):
                found.append(translate.seen_post(status))
        newest = kept.get("newest", "")
        return Sighting(tuple(found), fresh=newest in ids if newest else has_older or not ids or bool(found))

    def pull(self, kind: ArrivalKind, cursor: str) -> Page:
        if kind not in translate.TYPES:
            raise Unsupported(f"read.{kind}s")
        at, now = progress(cursor), self._api.now()
        notifications = self._notifications(kind, at.page)
        times = [translate.created_at(notification) for notification in notifications]
        # The place in the list is the last id, not the Link header: a page cut short has the former at least.
        next_page = reading.text(notifications[-1].get("id")) if notifications else ""
        floor = read_down_to(at, now)
        wanted = [one for one, time in zip(notifications, times, strict=True) if time >= floor]
        cursor, complete, reached = advance(at, times, next_page, now)
        return Page(tuple(self._arrivals(wanted, kind)), cursor, complete, reached)

    def measure(self, remote_ids: Sequence[str]) -> list[Metrics]:
        found = (self._status(remote_id) for remote_id in remote_ids)
        return [translate.metrics(status, self._api.now()) for status in found if status]

    def measure_account(self) -> Metrics:
        account = self._account()
        values = reading.counts(account, {"follows": "followers_count"})
        return Metrics(reading.text(account.get("id")), self._api.now(), values)

    def history(self, limit: int) -> list[PostOverview]:
        found: list[PostOverview] = []
        max_id = ""
        while len(found) < limit:
            page = list(self._statuses(min(PAGE, limit - len(found)), max_id, exclude_replies="true"))
            if not page:
                break
            found += [translate.overview(status, self._api.now()) for status in page]
            max_id = found[-1].remote_id
        return found[:limit]

    def past(self, cursor: str) -> PastPage:
        page = list(self._statuses(PAGE, cursor, exclude_replies="true"))
        found = [translate.overview(status, self._api.now()) for status in page]
        return PastPage(tuple(found), found[-1].remote_id if found else "")

    def edit(self, target: Reference, text: str) -> None:
        """Mastodon replaces the whole status, so what it has besides its text is read and sent again."""
        path = f"/api/v1/statuses/{_id(target.remote_id)}"
        self._api.replace(path, translate.edited_fields(reading.mapping(self._api.read(path)), text))

    def act(self, target: Reference, action: str) -> None:
        author_id = target.extra.get("author_id", "")
        match action:
            case "delete":
                self._delete(target.remote_id)
            case "mute" | "unmute" | "block" | "unblock":
                self._api.do(f"/api/v1/accounts/{_id(author_id)}/{action}")
            case "report":
                report = {"account_id": author_id, "status_ids": [target.remote_id], "category": "other"}
                self._api.do("/api/v1/reports", report, repeatable=False)
            case _:
                raise Unsupported(action)

    # Reading

    def _account(self) -> Mapping[str, Any]:
        account = reading.mapping(self._api.read("/api/v1/accounts/verify_credentials"))
        if not reading.text(account.get("id")):
            raise Transient(say("The server did not say whose account this is."))
        return account

    def _instance(self) -> Mapping[str, Any]:
        try:
            return reading.mapping(self._api.read("/api/v2/instance"))
        except Gone:  # servers before 4.0
            return {}

    def _statuses(self, limit: int, max_id: str = "", **more: str) -> Iterator[Mapping[str, Any]]:
        own_id = self._own_id or reading.text(self._account().get("id"))
        params: dict[str, str | int] = {"limit": limit, "exclude_reblogs": "true", **more}
        if max_id:
            params["max_id"] = max_id
        found = self._api.read(f"/api/v1/accounts/{_id(own_id)}/statuses", params)
        if not isinstance(found, list):
            raise Transient(say("The server's list of posts was not a list."))
        return reading.mappings(found)

    def _recent(self, since: datetime) -> Iterator[Mapping[str, Any]]:
        """Own statuses, newest first, down to the first page that reaches back before `since`."""
        max_id = ""
        for _page in range(LOOK_PAGES):
            page = list(self._statuses(PAGE, max_id))
            yield from page
            if not page or min(translate.created_at(status) for status in page) < since:
                return
            max_id = reading.text(page[-1].get("id"))

    def _status(self, remote_id: str) -> Mapping[str, Any] | None:
        try:
            status = reading.mapping(self._api.read(f"/api/v1/statuses/{_id(remote_id)}"))
        except Gone:
            return None
        return status if reading.text(status.get("id")) == remote_id else None

    def _notifications(self, kind: ArrivalKind, max_id: str) -> list[Mapping[str, Any]]:
        params: dict[str, str | Sequence[str]] = {"types[]": translate.TYPES[kind], "limit": str(PAGE)}
        if max_id:
            params["max_id"] = max_id
        found = self._api.read("/api/v1/notifications", params)
        if not isinstance(found, list):
            raise Transient(say("The server's list of notifications was not a list."))
        return list(reading.mappings(found))

    def _arrivals(self, notifications: Sequence[Mapping[str, Any]], kind: ArrivalKind) -> Iterator[Arrival]:
        roots: dict[str, str] = {}
        for notification in notifications:
            if translate.kind_of(notification, self._own_id) == kind:
                status = reading.mapping(notification.get("status"))
                thread_id = self._thread_id(status, roots) if kind in translate.TEXTS else ""
                arrival = translate.arrival(notification, kind, thread_id, self._server)
                if arrival:
                    yield arrival

    def _thread_id(self, status: Mapping[str, Any], roots: dict[str, str]) -> str:
        """The first status of the talk. One question per parent, since answers to one post share their beginning."""
        parent_id = reading.text(status.get("in_reply_to_id"))
        if not parent_id:
            return reading.text(status.get("id"))
        if parent_id not in roots:
            roots[parent_id] = self._root(reading.text(status.get("id"))) or parent_id
        return roots[parent_id]

    def _root(self, status_id: str) -> str:
        try:
            context = reading.mapping(self._api.read(f"/api/v1/statuses/{_id(status_id)}/context"))
        except Gone:
            return ""
        return next((reading.text(status.get("id")) for status in reading.mappings(context.get("ancestors"))), "")

    # Writing

    def _is_usable(self, kept: Mapping[str, str], slot: str) -> bool:
        uploaded_at = reading.moment(kept.get(f"{slot}.at"))
        return slot in kept and uploaded_at is not None and self._api.now() - uploaded_at < UPLOAD_LIVES

    def _uploaded(self, slot: str, medium: OutgoingMedia) -> dict[str, str]:
        name = f"{slot}.{medium.mime_type.rpartition('/')[2]}"
        media_id, is_ready = self._api.upload(FilePart(name, medium.mime_type, medium.content), medium.alt_text)
        state = "ready" if is_ready else "processing"
        return {slot: media_id, f"{slot}.at": self._api.now().isoformat(), f"{slot}.state": state}

    def _wait_for_files(self, kept: Mapping[str, str], slots: Sequence[str]) -> None:
        """Films are worked on after the upload; a post with one that is not ready is refused, so we don't send it."""
        for slot in slots:
            if kept.get(f"{slot}.state") == "processing" and not self._api.media_state(kept[slot]):
                again_at = self._api.now() + timedelta(seconds=15)
                raise NotSent(say("The server is still preparing the film or picture."), again_at)

    def _delete(self, remote_id: str) -> None:
        try:
            self._api.delete(f"/api/v1/statuses/{_id(remote_id)}")
        except Gone:
            return


def _id(remote_id: str) -> str:
    """An id as part of a path; ids come from outside and may hold anything."""
    return quote(remote_id, safe="")

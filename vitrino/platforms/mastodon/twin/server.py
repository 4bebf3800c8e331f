"""What the server keeps, and what its routes stand on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from vitrino.connect.twin import Call, Twin, answer_json
from vitrino.connect.wire import Response
from vitrino.platforms.mastodon.twin import world

Json = dict[str, Any]
KEY_LIVES = timedelta(hours=1)
FILM_WORK = timedelta(seconds=30)
NO_NUMBERS = {"likes": 0, "comments": 0, "shares": 0}


@dataclass
class Server(Twin):
    """The documents: account, person (by name), status, media, notification, key, mute, block, report."""

    honours_keys: bool = True
    max_characters: int = 500

    def rate_limited(self) -> Response:
        """No Retry-After; the reset is a time (docs: api/rate-limits.md)."""
        reset = world.iso(self.clock() + timedelta(minutes=5))
        headers = {"x-ratelimit-limit": "300", "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset}
        return answer_json({"error": "Too many requests"}, 429, headers)

    def unauthorized(self) -> Response:
        return problem(401, "The access token is invalid")

    def account(self, account_id: str) -> Json:
        found = self.store.get("account", account_id)
        assert found is not None, "a token leads to an account"
        return found

    def _shop(self) -> Json:
        shop = self.store.get("shop", "account_id")
        return self.account(shop["id"]) if shop else self._person("corner_bakery", "Corner Bakery")

    def _person(self, handle: str, name: str) -> Json:
        handle = handle.replace("-", "_")
        known = self.store.get("person", handle)
        account_id = known["id"] if known else world.snowflake(self.clock(), self.store.next_number("id"))
        account = {"id": account_id, "handle": handle, "name": name, "at": world.iso(self.clock())}
        self.store.put("person", handle, account)
        self.store.put("account", account_id, account)
        return account

    def _publish(self, account: Json, text: str, at: datetime, parent_id: str = "", visibility: str = "public",
                 media_ids: list[str] | None = None, language: str | None = None,
                 poll: Json | None = None) -> Json:  # fmt: skip
        parent = self.store.get("status", parent_id) if parent_id else None
        status = {
            "id": world.snowflake(at, self.store.next_number("id")), "account_id": account["id"], "text": text,
            "at": world.iso(at), "visibility": visibility, "language": language, "media_ids": media_ids or [],
            "parent_id": parent_id or None, "parent_account_id": parent["account_id"] if parent else None,
            "numbers": NO_NUMBERS, "poll": poll, "edited_at": None,
        }  # fmt: skip
        self.store.put("status", status["id"], status)
        self.store.put("written", account["id"], {"count": self.store.next_number(f"written/{account['id']}")})
        if parent:
            more = {**parent["numbers"], "comments": parent["numbers"]["comments"] + 1}
            self.store.put("status", parent_id, {**parent, "numbers": more})
        self._notify(status, account, at)
        return status

    def _notify(self, status: Json, author: Json, at: datetime) -> None:
        for name in dict.fromkeys(world.named(status["text"])):
            person = self.store.get("person", name)
            if person and person["id"] != author["id"]:
                notification_id = world.snowflake(at, self.store.next_number("id"))
                self.store.put("notification", notification_id, {
                    "id": notification_id, "type": "mention", "to": person["id"], "from": author["id"],
                    "status_id": status["id"], "at": world.iso(at),
                })  # fmt: skip

    def _stored_media(self, kind: str, description: str, at: datetime) -> Json:
        media_id = world.snowflake(at, self.store.next_number("id"))
        media = {"id": media_id, "type": kind, "description": description or None, "at": world.iso(at)}
        self.store.put("media", media_id, media)
        return media

    def _is_ready(self, media: Json) -> bool:
        return media["type"] == "image" or datetime.fromisoformat(media["at"]) + FILM_WORK <= self.clock()

    # Entities

    def _account_json(self, account: Json) -> Json:
        now = world.iso(self.clock())
        counts = [entry["count"] for at, entry in sorted(self.store.items(f"followers/{account['id']}")) if at <= now]
        written = self.store.get("written", account["id"]) or {"count": 0}
        return world.account_json(account, counts[-1] if counts else 0, written["count"])

    def _status_json(self, status: Json) -> Json:
        media = [world.media_json(self.store.get("media", media_id) or {}, True) for media_id in status["media_ids"]]
        names = world.named(status["text"])
        people = {name: person for name in names if (person := self.store.get("person", name))}
        return world.status_json(status, self._account_json(self.account(status["account_id"])), media, people)

    def _notification_json(self, one: Json) -> Json:
        status = self.store.get("status", one["status_id"] or "")
        sender = self._account_json(self.account(one["from"]))
        return world.notification_json(one, sender, self._status_json(status) if status else None)

    def _page(self, call: Call, found: list[Json], to_json: Callable[[Json], Json], most: int, usual: int) -> Response:
        """Newest first, by id, as the docs' "pagination through headers"."""
        lowest, highest = _number(call, "since_id", 0), _number(call, "max_id", 2**80)
        above = _number(call, "min_id", 0)
        limit = max(1, min(_number(call, "limit", usual), most))
        shown = [one for one in found if max(lowest, above) < int(one["id"]) < highest]
        shown = [one for one in shown if self.is_visible(datetime.fromisoformat(one["at"]))]
        shown.sort(key=lambda one: int(one["id"]), reverse=not above)
        page = sorted(shown[:limit], key=lambda one: int(one["id"]), reverse=True)
        link = {}
        if page:
            base = world.SERVER + urlsplit(call.request.url).path
            older, newer = f"<{base}?max_id={page[-1]['id']}>", f"<{base}?min_id={page[0]['id']}>"
            link = {"link": f'{older}; rel="next", {newer}; rel="prev"'}
        return answer_json([to_json(one) for one in page], 200, link)


def _number(call: Call, name: str, otherwise: int) -> int:
    """Mastodon passes over numbers it can't read."""
    text = call.query.get(name, "")
    return int(text) if text.isascii() and text.isdigit() else otherwise


Signed = Callable[[Any, Call, Json], Response]


def signed(scope: str) -> Callable[[Signed], Callable[[Any, Call], Response]]:
    """The route needs a token with this scope; the handler gets the account behind it."""

    def wrap(handler: Signed) -> Callable[[Any, Call], Response]:
        @wraps(handler)
        def checked(twin: Server, call: Call) -> Response:
            token = twin.store.get("token", call.token)
            if token is None:
                return twin.unauthorized()
            if scope not in token["scopes"] and scope.partition(":")[0] not in token["scopes"]:
                return problem(403, "This action is outside the authorized scopes")
            return handler(twin, call, twin.account(token["account_id"]))

        return checked

    return wrap


def problem(status: int, words: str) -> Response:
    return answer_json({"error": words}, status)

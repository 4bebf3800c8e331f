"""What the network keeps, and what its routes stand on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from vitrino.connect.records import Credentials
from vitrino.connect.secret import Secret
from vitrino.connect.twin import Call, Twin, answer_json
from vitrino.connect.wire import Response
from vitrino.platforms.bluesky.twin import world

Json = dict[str, Any]
ACCESS_LIVES = timedelta(hours=2)
RENEWAL_LIVES = timedelta(days=90)
NO_NUMBERS = {"likes": 0, "comments": 0, "shares": 0}
DOMAIN = "rehearsal.test"


@dataclass
class Server(Twin):
    """The documents: account (by DID), name (handle -> DID), token, blob, record (by URI), notification, mute, report.

    A follower count has its time, so that the past can be filled in.
    """

    def rate_limited(self) -> Response:
        """The reset is an epoch (docs: rate-limits)."""
        reset = str(int((self.clock() + timedelta(minutes=5)).timestamp()))
        headers = {"ratelimit-limit": "5000", "ratelimit-remaining": "0", "ratelimit-reset": reset}
        return problem(429, "RateLimitExceeded", "Rate Limit Exceeded", headers)

    def failed(self) -> Response:
        return problem(500, "InternalServerError", "Internal Server Error")

    def unauthorized(self) -> Response:
        return problem(400, "ExpiredToken", "Token has expired")

    def bad_request(self) -> Response:
        return problem(400, "InvalidRequest", "Input/body could not be read")

    def not_found(self, request: object) -> Response:
        return problem(501, "MethodNotImplemented", "Method Not Implemented")

    def session(self, account: Json) -> Json:
        """A new pair of tokens, and what goes with them."""
        access = self._token(account["did"], "com.atproto.access", ACCESS_LIVES)
        renewal = self._token(account["did"], "com.atproto.refresh", RENEWAL_LIVES)
        document = world.did_document(account["did"], account["handle"])
        return {
            "accessJwt": access, "refreshJwt": renewal, "handle": account["handle"], "did": account["did"],
            "didDoc": document, "email": "owner@example.com", "emailConfirmed": True, "active": True,
        }  # fmt: skip

    def account(self, did: str) -> Json:
        found = self.store.get("account", did)
        assert found is not None, "a token leads to an account"
        return found

    def _token(self, did: str, scope: str, lives: timedelta) -> str:
        ends_at = self.clock() + lives
        text = world.token(did, scope, ends_at, self.store.next_number("token"))
        self.store.put("token", text, {"did": did, "scope": scope, "ends_at": world.iso(ends_at)})
        return text

    def _credentials(self, account: Json, password: str) -> Credentials:
        session = self.session(account)
        names = {"access_token": session["accessJwt"], "refresh_token": session["refreshJwt"], "app_password": password}
        public = {"server": world.SERVER, "entry": world.SERVER, "did": account["did"], "handle": account["handle"]}
        secrets = {name: Secret(text) for name, text in names.items()}
        return Credentials(secrets, public, self.clock() + ACCESS_LIVES)

    def _shop(self) -> Json:
        shop = self.store.get("shop", "did")
        return self.account(shop["did"]) if shop else self._person("corner-bakery", "Corner Bakery")

    def _person(self, handle: str, name: str) -> Json:
        full = handle if "." in handle else f"{handle}.{DOMAIN}"
        did = world.did_of(full)
        known = self.store.get("account", did) or {"at": world.iso(self.clock())}
        account = {**known, "did": did, "handle": full, "name": name[:640]}
        self.store.put("account", did, account)
        self.store.put("name", full, {"did": did})
        return account

    def _followers(self, account: Json) -> int:
        now = world.iso(self.clock())
        counts = [one["count"] for at, one in sorted(self.store.items(f"followers/{account['did']}")) if at <= now]
        return counts[-1] if counts else 0

    def _store_record(self, account: Json, collection: str, rkey: str, value: Json, at: datetime) -> Json:
        """Write a record, count it as an answer, and tell those it concerns."""
        uri = f"at://{account['did']}/{collection}/{rkey}"
        entry = {"uri": uri, "cid": world.record_cid(value), "value": value, "did": account["did"],
                 "collection": collection, "at": world.iso(at), "numbers": NO_NUMBERS}  # fmt: skip
        is_new = self.store.get("record", uri) is None
        self.store.put("record", uri, entry)
        if collection == world.POST and is_new:
            self._tell(entry, at)
        return entry

    def _tell(self, entry: Json, at: datetime) -> None:
        """Reply goes before mention, and nobody is told of their own words."""
        reasons: dict[str, tuple[str, str]] = dict.fromkeys(_mentioned(entry["value"]), ("mention", ""))
        reply = entry["value"].get("reply")
        for role in ("root", "parent") if reply else ():
            above = self.store.get("record", reply[role]["uri"])
            if above:
                reasons[above["did"]] = ("reply", above["uri"])
        if reply:
            self._count_answer(reply["parent"]["uri"])
        for did, (reason, subject) in reasons.items():
            if did != entry["did"] and self.store.get("account", did):
                self.store.put("notification", f"{world.iso(at)}/{self.store.next_number('notification'):09d}", {
                    "to": did, "uri": entry["uri"], "reason": reason, "subject": subject, "at": world.iso(at),
                })  # fmt: skip

    def _count_answer(self, uri: str) -> None:
        parent = self.store.get("record", uri)
        if parent:
            numbers = {**parent["numbers"], "comments": parent["numbers"]["comments"] + 1}
            self.store.put("record", uri, {**parent, "numbers": numbers})

    def _posts_of(self, did: str) -> list[Json]:
        """Newest first."""
        own = [entry for _uri, entry in self.store.items("record") if entry["did"] == did]
        posts = [entry for entry in own if entry["collection"] == world.POST]
        return sorted(posts, key=lambda entry: (entry["at"], entry["uri"]), reverse=True)

    def _post_view(self, entry: Json) -> Json:
        return world.post_view(entry, self.account(entry["did"]))


def _mentioned(value: Json) -> list[str]:
    features = [feature for facet in value.get("facets", []) for feature in facet["features"]]
    return [feature["did"] for feature in features if feature["$type"] == "app.bsky.richtext.facet#mention"]


Signed = Callable[[Any, Call, Json], Response]


def signed(handler: Signed) -> Callable[[Any, Call], Response]:
    """The route needs a session that has not run out; the handler gets the account behind it."""

    @wraps(handler)
    def checked(twin: Server, call: Call) -> Response:
        if not call.token:
            return problem(401, "AuthMissing", "Authentication Required")
        token = twin.store.get("token", call.token)
        if token is None or token["scope"] != "com.atproto.access":
            return problem(400, "InvalidToken", "Token could not be verified")
        if datetime.fromisoformat(token["ends_at"]) <= twin.clock():
            return twin.unauthorized()
        return handler(twin, call, twin.account(token["did"]))

    return checked


def problem(status: int, name: str, words: str, headers: dict[str, str] | None = None) -> Response:
    return answer_json({"error": name, "message": words}, status, headers)

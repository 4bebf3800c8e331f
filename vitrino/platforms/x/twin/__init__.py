"""A rehearsal X: the parts of API version 2 that the connector uses, strict about fields, lengths, duplicates, prices.

Beyond the official emulator (X Playground) it counts weighted, refuses repeated texts, and lets us answer only who
summoned us.
"""

from __future__ import annotations

import base64
import re
from datetime import datetime
from typing import ClassVar

from vitrino.connect.errors import Unsupported
from vitrino.connect.records import Credentials
from vitrino.connect.secret import Secret
from vitrino.connect.twin import Call, Json, answer_json, route
from vitrino.connect.wire import Response
from vitrino.domain.text import urls
from vitrino.platforms.x.twin.answers import Fail, missing, only
from vitrino.platforms.x.twin.shown import HOST, shortened, tweet_view, upload_view, user_view
from vitrino.platforms.x.twin.world import FIRST_ID, MEDIA_LIFE, World, fields_of, token_of


class Twin(World):
    """A rehearsal network (see `vitrino.connect.rehearsal`)."""

    key: ClassVar[str] = "x"

    # What people do there (vitrino.connect.rehearsal)

    def open_account(self, handle: str, name: str, followers: int) -> Credentials:
        user = self._user(re.sub(r"\W", "_", handle, flags=re.ASCII)[:15], name)
        user["followers_count"] = followers
        self.store.put("user", user["id"], user)
        self.store.put("shop", "id", {"id": user["id"]})
        return Credentials(
            secrets={"access_token": Secret(token_of(user["id"]))},
            public={"user_id": user["id"], "handle": user["username"], "server": HOST, "web": HOST},
        )

    def write_as(self, author: str, name: str, text: str, at: datetime, parent_id: str = "", kind: str = "comment",
                 rating: int | None = None) -> str:  # fmt: skip
        if kind not in ("comment", "mention"):
            raise Unsupported(f"read.{kind}s")
        writer, shop = self._user(re.sub(r"\W", "_", author)[:15], name), self._shop()
        handle = f"@{shop['username']}"
        full = text if handle.lower() in text.lower() else f"{handle} {text}"
        tweet = self._add(writer["id"], full, at, parent_id if kind == "comment" else "")
        if parent_id:
            self._count(parent_id, "reply_count")
        return str(tweet["id"])

    def publish_past(self, text: str, at: datetime, has_picture: bool = False) -> str:
        media = [{"id": str(FIRST_ID + self.store.next_number("id")), "alt": ""}] if has_picture else []
        return str(self._add(self._shop()["id"], text, at, media=media)["id"])

    def react(self, remote_id: str, likes: int = 0, comments: int = 0, shares: int = 0, views: int = 0) -> None:
        tweet = self._tweet(remote_id)
        tweet["counts"] |= {"like_count": likes, "reply_count": comments, "retweet_count": shares,
                            "impression_count": views}  # fmt: skip
        self.store.put("tweet", remote_id, tweet)

    def set_followers(self, followers: int, at: datetime) -> None:
        self.store.put("user", self._shop()["id"], self._shop() | {"followers_count": followers})

    def spent_cents(self) -> float:
        """What all calls so far would have cost, in US cents."""
        return round(float((self.store.get("cost", "cents") or {"n": 0})["n"]), 3)

    # The account

    @route("GET", "/2/users/me")
    def me(self, call: Call) -> Response:
        user = self._signed_in(call)
        only(call.query, {"user.fields", "expansions", "tweet.fields"})
        self._spend("read-own")
        return answer_json({"data": user_view(user)})

    @route("POST", "/2/users/{id}/muting")
    def mute(self, call: Call) -> Response:
        user = self._own(call)
        only(call.fields, {"target_user_id"})
        self.store.put("muted", str(call.fields.get("target_user_id")), {"by": user["id"]})
        return answer_json({"data": {"muting": True}})

    @route("DELETE", "/2/users/{id}/muting/{target}")
    def unmute(self, call: Call) -> Response:
        self._own(call)
        self.store.delete("muted", call.parts["target"])
        return answer_json({"data": {"muting": False}})

    # Lists

    @route("GET", "/2/users/{id}/tweets")
    def tweets(self, call: Call) -> Response:
        user = self._own(call)
        found = [tweet for tweet in self._all() if tweet["author_id"] == user["id"]]
        if "replies" in call.query.get("exclude", ""):
            found = [tweet for tweet in found if not tweet["parent_id"]]
        return self._page(call, found)

    @route("GET", "/2/users/{id}/mentions")
    def mentions(self, call: Call) -> Response:
        user = self._own(call)
        handle = re.compile(rf"@{user['username']}\b", re.IGNORECASE)
        return self._page(call, [tweet for tweet in self._all() if handle.search(tweet["text"])])

    @route("GET", "/2/tweets")
    def by_id(self, call: Call) -> Response:
        user = self._signed_in(call)
        only(call.query, {"ids", "tweet.fields", "expansions", "user.fields"})
        ids, fields = call.query.get("ids", "").split(","), fields_of(call)
        tweets = {remote_id: self.store.get("tweet", remote_id) for remote_id in ids}
        shown = {key: tweet for key, tweet in tweets.items() if tweet and self._may_show(tweet, fields, user)}
        self._spend("read-own", len(shown))
        errors = [missing(key, tweets[key]) for key in ids if key not in shown]
        answer: Json = {"data": [tweet_view(tweet, fields) for tweet in shown.values()]} if shown else {}
        return answer_json(answer | ({"errors": errors} if errors else {}))

    # Writing

    @route("POST", "/2/tweets")
    def create(self, call: Call) -> Response:
        user, body = self._signed_in(call), call.fields
        only(body, {"text", "media", "reply", "poll"})
        self._check_rate(user)
        text, media = str(body.get("text", "")), self._media_of(body)
        self._check_text(text, media)
        poll = self._poll_of(body, media)
        parent_id = str((body.get("reply") or {}).get("in_reply_to_tweet_id", ""))
        if parent_id:
            self._check_summoned(parent_id, user)
        if not media:
            self._check_duplicate(text, user)
        self._spend("post-with-link" if urls(text) else "post")
        tweet = self._add(user["id"], text, self.clock(), parent_id, media, by_program=True, poll=poll)
        if parent_id:
            self._count(parent_id, "reply_count")
        return answer_json({"data": {"id": tweet["id"], "text": shortened(tweet)[0]}}, 201)

    @route("DELETE", "/2/tweets/{id}")
    def delete(self, call: Call) -> Response:
        tweet = self._tweet(call.parts["id"])
        if tweet["author_id"] != self._signed_in(call)["id"]:
            raise Fail(403, "Forbidden", "You are not authorized to delete this Tweet.")
        self.store.delete("tweet", tweet["id"])
        return answer_json({"data": {"deleted": True}})

    @route("PUT", "/2/tweets/{id}/hidden")
    def hide(self, call: Call) -> Response:
        user, tweet = self._signed_in(call), self._tweet(call.parts["id"])
        only(call.fields, {"hidden"})
        if self._tweet(tweet["conversation_id"])["author_id"] != user["id"]:
            raise Fail(403, "Forbidden", "You can only hide replies to your own Tweets.")
        self.store.put("tweet", tweet["id"], tweet | {"hidden": bool(call.fields.get("hidden"))})
        return answer_json({"data": {"hidden": bool(call.fields.get("hidden"))}})

    # Pictures

    @route("POST", "/2/media/upload/initialize")
    def initialize(self, call: Call) -> Response:
        self._signed_in(call)
        only(call.fields, {"media_type", "total_bytes", "media_category", "additional_owners", "shared"})
        media_id = str(FIRST_ID + self.store.next_number("id"))
        started = {"id": media_id, "size": int(call.fields["total_bytes"]), "got": 0, "alt": "", "is_done": False,
                   "at": self.clock().isoformat()}  # fmt: skip
        self.store.put("media", media_id, started)
        return answer_json(upload_view(started))

    @route("POST", "/2/media/upload/{id}/append")
    def append(self, call: Call) -> Response:
        self._signed_in(call)
        media = self._media(call.parts["id"])
        media["got"] += len(base64.b64decode(str(call.fields.get("media", "")), validate=True))
        self.store.put("media", media["id"], media)
        return answer_json({"data": {"expires_at": int((self.clock() + MEDIA_LIFE).timestamp())}, "meta": {}})

    @route("POST", "/2/media/upload/{id}/finalize")
    def finalize(self, call: Call) -> Response:
        self._signed_in(call)
        media = self._media(call.parts["id"])
        if media["got"] != media["size"] or not media["size"]:
            raise Fail(400, "Invalid Request", "The size of the segments does not match total_bytes.")
        self.store.put("media", media["id"], media | {"is_done": True})
        return answer_json(upload_view(media))

    @route("POST", "/2/media/metadata")
    def metadata(self, call: Call) -> Response:
        self._signed_in(call)
        only(call.fields, {"id", "metadata"})
        media = self._media(str(call.fields.get("id")))
        alt = str(call.fields.get("metadata", {}).get("alt_text", {}).get("text", ""))
        if len(alt) > 1000:
            raise Fail(400, "Invalid Request", "alt_text.text is longer than 1000 characters.")
        self.store.put("media", media["id"], media | {"alt": alt})
        return answer_json({"data": {"id": media["id"], "associated_metadata": {"alt_text": {"text": alt}}}})

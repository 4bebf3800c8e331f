"""A rehearsal Facebook: the parts of the Graph API for Pages that the connector uses.

It keeps Facebook's traps: one deleted post spoils a question about many (so it must not be asked), retired metrics are
errors, shares are left out when there are none, private messages can be answered for 24 hours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from vitrino.connect.graph_twin import Fail, fields_of, gone, only
from vitrino.connect.records import Credentials
from vitrino.connect.secret import Secret
from vitrino.connect.twin import Call, Json, answer_json, route
from vitrino.connect.wire import Response
from vitrino.platforms.facebook.manifest import VERSION
from vitrino.platforms.facebook.twin.world import HOST, World

FIRST_PAGE = 61_550_000_000_000
_LIST = {"fields", "limit", "after", "order", "filter", "platform"}


class Twin(World):
    """A rehearsal network (see `vitrino.connect.rehearsal`)."""

    key: ClassVar[str] = "facebook"

    # What people do there

    def open_account(self, handle: str, name: str, followers: int) -> Credentials:
        token = f"rehearsal-token-{handle}"
        known = self.store.get("account", token)
        page_id = known["id"] if known else str(FIRST_PAGE + self.store.next_number("page"))
        self.store.put("account", token, {"id": page_id, "name": name, "username": handle, "followers": followers})
        self.store.put("shop", "token", {"token": token})
        return Credentials(
            secrets={"access_token": Secret(token)},
            public={"page_id": page_id, "handle": handle, "server": HOST, "web": HOST},
        )

    def write_as(self, author: str, name: str, text: str, at: datetime, parent_id: str = "", kind: str = "comment",
                 rating: int | None = None) -> str:  # fmt: skip
        person, page = self.person(author, name), self.shop()
        if kind == "comment":
            return str(self.add_comment(person, text, at, parent_id)["id"])
        if kind == "message":
            return str(self.add_message(page["id"], person, person, text, at)["id"])
        if kind == "mention":
            remote_id = f"{person['id']}_{self.new_id()}"
            self.store.put("tagged", remote_id, {"id": remote_id, "at": at.isoformat(), "message": text, "from": person,
                                                 "page_id": page["id"]})  # fmt: skip
            return remote_id
        remote_id = self.new_id()
        self.store.put("rating", remote_id, {"id": remote_id, "at": at.isoformat(), "text": text, "from": person,
                                             "rating": rating, "page_id": page["id"]})  # fmt: skip
        return remote_id

    def publish_past(self, text: str, at: datetime, has_picture: bool = False) -> str:
        photos = [{"id": self.new_id(), "alt": ""}] if has_picture else []
        return str(self.add_post(self.shop()["id"], text, at, photos)["id"])

    def react(self, remote_id: str, likes: int = 0, comments: int = 0, shares: int = 0, views: int = 0) -> None:
        post = self.entry("post", remote_id)
        counts = {"likes": likes, "comments": comments, "shares": shares, "reach": views * 4 // 5,
                  "clicks": views // 50}  # fmt: skip
        self.store.put("post", remote_id, {**post, "counts": counts})

    def set_followers(self, followers: int, at: datetime) -> None:
        token = (self.store.get("shop", "token") or {})["token"]
        self.store.put("account", token, {**self.shop(), "followers": followers})

    # Lists

    @route("GET", f"/{VERSION}/{{id}}/published_posts")
    def published_posts(self, call: Call) -> Response:
        return self._list(call, self.entries("post", page_id=self._own(call)["id"]), self.post_view)

    @route("GET", f"/{VERSION}/{{id}}/comments")
    def comments(self, call: Call) -> Response:
        self.signed_in(call)
        parent_id = call.parts["id"]
        comment = self.store.get("comment", parent_id)
        if comment:
            answers = [one for one in self.below(comment["root_id"]) if one["parent_id"] == parent_id]
            return self._list(call, answers, self.comment_view)
        if not self.store.get("post", parent_id) and not self.store.get("rating", parent_id):
            raise gone(parent_id)
        return self._list(call, self.below(parent_id), self.comment_view)

    @route("GET", f"/{VERSION}/{{id}}/tagged")
    def tagged(self, call: Call) -> Response:
        return self._list(call, self.entries("tagged", page_id=self._own(call)["id"]), self.message_view)

    @route("GET", f"/{VERSION}/{{id}}/ratings")
    def ratings(self, call: Call) -> Response:
        page, wanted = self._paged(call, self.entries("rating", page_id=self._own(call)["id"]))
        views = [_rating_view(entry) for entry in page["data"]]
        shown = [{name: value for name, value in view.items() if name in wanted} for view in views]
        return answer_json({**page, "data": shown})

    @route("GET", f"/{VERSION}/{{id}}/conversations")
    def conversations(self, call: Call) -> Response:
        page, wanted = self._paged(call, self.entries("talk", page_id=self._own(call)["id"]))
        return answer_json({**page, "data": [self._talk_view(talk, wanted["messages"]) for talk in page["data"]]})

    @route("GET", f"/{VERSION}/{{id}}/messages")
    def messages(self, call: Call) -> Response:
        self.signed_in(call)
        self.entry("talk", call.parts["id"])
        return self._list(call, self.entries("message", talk_id=call.parts["id"]), self.message_view)

    # One thing

    @route("GET", f"/{VERSION}/{{id}}")
    def node(self, call: Call) -> Response:
        page, remote_id, fields = self.signed_in(call), call.parts["id"], call.query.get("fields", "id")
        only(call.query, {"fields"})
        if remote_id == page["id"]:
            view = {"id": page["id"], "name": page["name"], "username": page["username"],
                    "link": f"{HOST}/{page['username']}", "followers_count": page["followers"],
                    "picture": {"data": {"url": f"{HOST}/{page['id']}/picture.png"}}}  # fmt: skip
            return answer_json({name: view[name] for name in fields_of(fields) | {"id": ""}})
        return answer_json(self.post_view(self.entry("post", remote_id), fields))

    @route("POST", f"/{VERSION}/{{id}}")
    def update(self, call: Call) -> Response:
        page = self.signed_in(call)
        only(call.fields, {"is_hidden", "message"})
        if "message" in call.fields:
            return self._reworded(call.parts["id"], str(call.fields["message"]), page["id"])
        comment = self.entry("comment", call.parts["id"])
        self.store.put("comment", comment["id"], {**comment, "is_hidden": call.fields["is_hidden"] == "true"})
        return answer_json({"success": True})

    @route("DELETE", f"/{VERSION}/{{id}}")
    def delete(self, call: Call) -> Response:
        self.signed_in(call)
        remote_id = call.parts["id"]
        bucket = next((name for name in ("post", "comment") if self.store.get(name, remote_id)), "")
        if not bucket:
            raise gone(remote_id)
        self.store.delete(bucket, remote_id)
        return answer_json({"success": True})

    # Writing

    @route("POST", f"/{VERSION}/{{id}}/photos")
    def upload(self, call: Call) -> Response:
        self._own(call)
        only(call.fields, {"published", "alt_text_custom", "temporary"})
        file = call.files["source"]
        if call.fields.get("published") != "false" or file.mime_type not in ("image/jpeg", "image/png"):
            raise Fail(100, "(#100) This rehearsal takes unpublished JPEG or PNG photos only")
        if len(file.content) > 4_000_000:
            raise Fail(1366046, "Your photos couldn't be uploaded. Photos should be smaller than 4 MB")
        photo_id = self.new_id()
        alt = str(call.fields.get("alt_text_custom", ""))
        self.store.put("photo", photo_id, {"id": photo_id, "at": self.clock().isoformat(), "alt": alt})
        return answer_json({"id": photo_id})

    @route("POST", f"/{VERSION}/{{id}}/feed")
    def feed(self, call: Call) -> Response:
        page = self._own(call)
        attached = sorted((name for name in call.fields if re.fullmatch(r"attached_media\[\d+\]", name)), key=_number)
        only(call.fields, {"message", "link", *attached})
        photos = [self.photo(json.loads(call.fields[name])["media_fbid"]) for name in attached]
        self.check_feed(call.fields, photos, page["id"])
        taken = [{"id": photo["id"], "alt": photo["alt"]} for photo in photos]
        text, link = str(call.fields.get("message", "")), str(call.fields.get("link", ""))
        return answer_json({"id": self.add_post(page["id"], text, self.clock(), taken, link)["id"]})

    @route("POST", f"/{VERSION}/{{id}}/comments")
    def comment(self, call: Call) -> Response:
        page, parent_id = self.signed_in(call), call.parts["id"]
        only(call.fields, {"message"})
        if not any(self.store.get(bucket, parent_id) for bucket in ("post", "comment", "rating", "tagged")):
            raise gone(parent_id)
        person = {"id": page["id"], "name": page["name"]}
        return answer_json({"id": self.add_comment(person, str(call.fields["message"]), self.clock(), parent_id)["id"]})

    @route("POST", f"/{VERSION}/{{id}}/messages")
    def send(self, call: Call) -> Response:
        page = self._own(call)
        only(call.fields, {"recipient", "message", "messaging_type"})
        person_id = str(json.loads(call.fields["recipient"])["id"])
        talk = self.store.get("talk", f"t_{page['id']}_{person_id}")
        self.check_window(talk)
        text = str(json.loads(call.fields["message"])["text"])
        sender = {"id": page["id"], "name": page["name"]}
        message = self.add_message(page["id"], (talk or {})["person"], sender, text, self.clock())
        return answer_json({"recipient_id": person_id, "message_id": message["id"]})

    @route("POST", f"/{VERSION}/{{id}}/blocked")
    def block(self, call: Call) -> Response:
        self._own(call)
        only(call.fields, {"user"})
        people = [str(person) for person in json.loads(call.fields["user"])]
        for person in people:
            self.store.put("blocked", person, {"at": self.clock().isoformat()})
        return answer_json(dict.fromkeys(people, True))

    # Helpers

    def _reworded(self, remote_id: str, text: str, page_id: str) -> Response:
        bucket = "post" if self.store.get("post", remote_id) else "comment"
        entry = self.entry(bucket, remote_id)
        writer = entry["page_id"] if bucket == "post" else entry["from"]["id"]
        if writer != page_id:
            raise Fail(200, "(#200) You do not have sufficient permissions to edit this")
        if not text or len(text) > 63_206:
            raise Fail(100, "(#100) The message is empty or longer than 63206 characters")
        self.store.put(bucket, remote_id, {**entry, "message": text})
        return answer_json({"success": True})

    def _own(self, call: Call) -> Json:
        page = self.signed_in(call)
        if call.parts["id"] != page["id"]:
            raise gone(call.parts["id"])
        return page

    def _paged(self, call: Call, entries: list[Json]) -> tuple[Json, dict[str, str]]:
        only(call.query, _LIST)
        return self.page(call, entries), fields_of(call.query.get("fields", "id"))

    def _list(self, call: Call, entries: list[Json], view: Callable[[Json, str], Json]) -> Response:
        page, _wanted = self._paged(call, entries)
        return answer_json({**page, "data": [view(entry, call.query.get("fields", "id")) for entry in page["data"]]})

    def _talk_view(self, talk: Json, asked: str) -> Json:
        found = self.cut(self.entries("message", talk_id=talk["id"]), 10)
        messages = [self.message_view(message, "id,message,created_time,from") for message in found["data"]]
        return {"id": talk["id"], "updated_time": talk["at"], "messages": {**found, "data": messages}}


def _rating_view(entry: Json) -> Json:
    stars = entry["rating"]
    return {
        "created_time": entry["at"], "rating": stars, "review_text": entry["text"], "reviewer": entry["from"],
        "recommendation_type": None if stars is None else ("positive" if stars > 3 else "negative"),
        "open_graph_story": {"id": entry["id"]},
    }  # fmt: skip


def _number(name: str) -> int:
    return int(name[len("attached_media[") : -1])

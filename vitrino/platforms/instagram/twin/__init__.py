"""A rehearsal Instagram: the parts of the Graph API for professional accounts that the connector uses.

It keeps Instagram's traps: nothing without a picture, pictures by address only and JPEG only, containers that work for
a while and expire after a day, insights that are empty before they are known, retired metrics that are errors.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from vitrino.connect.errors import Unsupported
from vitrino.connect.graph_twin import Fail, fields_of, gone, only
from vitrino.connect.records import Credentials
from vitrino.connect.secret import Secret
from vitrino.connect.twin import Call, Json, answer_json, route
from vitrino.connect.wire import Response
from vitrino.platforms.instagram.manifest import VERSION
from vitrino.platforms.instagram.twin.world import HOST, QUOTA, World

FIRST_ACCOUNT = 17_841_400_000_000_000
_LIST = {"fields", "limit", "after", "platform"}


class Twin(World):
    """A rehearsal network (see `vitrino.connect.rehearsal`)."""

    key: ClassVar[str] = "instagram"

    # What people do there

    def open_account(self, handle: str, name: str, followers: int) -> Credentials:
        token = f"rehearsal-token-{handle}"
        known = self.store.get("account", token)
        user_id = known["id"] if known else str(FIRST_ACCOUNT + self.store.next_number("account"))
        self.store.put("account", token, {"id": user_id, "name": name, "username": handle, "followers": followers})
        self.store.put("shop", "token", {"token": token})
        # Nothing is fetched in a rehearsal, so pictures without a public address get a pretended one.
        public = {"user_id": user_id, "handle": handle, "server": HOST, "web": HOST, "media_host": f"{HOST}/pictures"}
        return Credentials(secrets={"access_token": Secret(token)}, public=public)

    def write_as(self, author: str, name: str, text: str, at: datetime, parent_id: str = "", kind: str = "comment",
                 rating: int | None = None) -> str:  # fmt: skip
        person, owner = self.person(author), self.shop()["id"]
        if kind == "comment":
            return str(self.add_comment(person, text, at, parent_id)["id"])
        if kind == "message":
            return str(self.add_message(owner, person, person, text, at)["id"])
        if kind != "mention":
            raise Unsupported(f"read.{kind}s")
        remote_id = self.new_id()
        tagged = {
            "id": remote_id,
            "owner": owner,
            "at": at.isoformat(),
            "caption": text,
            "username": person["username"],
        }
        self.store.put("tagged", remote_id, tagged)
        return remote_id

    def publish_past(self, text: str, at: datetime, has_picture: bool = False) -> str:
        """There is always a picture, since Instagram has no posts without."""
        pictures = [{"url": f"{HOST}/pictures/past.jpg", "alt": ""}]
        return str(self.add_media(self.shop()["id"], text, at, pictures)["id"])

    def react(self, remote_id: str, likes: int = 0, comments: int = 0, shares: int = 0, views: int = 0) -> None:
        counts = {"likes": likes, "comments": comments, "shares": shares, "views": views, "reach": views * 3 // 4,
                  "saves": likes // 5, "follows": views // 200}  # fmt: skip
        self.store.put("media", remote_id, {**self.entry("media", remote_id), "counts": counts})

    def set_followers(self, followers: int, at: datetime) -> None:
        token = (self.store.get("shop", "token") or {})["token"]
        self.store.put("account", token, {**self.shop(), "followers": followers})

    # Lists

    @route("GET", f"/{VERSION}/{{id}}/media")
    def media_list(self, call: Call) -> Response:
        return self._list(call, self.entries("media", owner=self.own(call)["id"]), self.media_view)

    @route("GET", f"/{VERSION}/{{id}}/comments")
    def comments(self, call: Call) -> Response:
        self.signed_in(call)
        media = self.entry("media", call.parts["id"])
        return self._list(call, self.below(media["id"]), self.comment_view)

    @route("GET", f"/{VERSION}/{{id}}/replies")
    def replies(self, call: Call) -> Response:
        self.signed_in(call)
        comment = self.entry("comment", call.parts["id"])
        return self._list(call, self.below(comment["id"]), self.comment_view)

    @route("GET", f"/{VERSION}/{{id}}/tags")
    def tags(self, call: Call) -> Response:
        page = self._page_of(call, self.entries("tagged", owner=self.own(call)["id"]))
        shown = [{"id": entry["id"], "caption": entry["caption"], "timestamp": entry["at"],
                  "username": entry["username"], "permalink": f"{HOST}/p/{entry['id']}/"}
                 for entry in page["data"]]  # fmt: skip
        return answer_json({**page, "data": shown})

    @route("GET", f"/{VERSION}/{{id}}/conversations")
    def conversations(self, call: Call) -> Response:
        page = self._page_of(call, self.entries("talk", owner=self.own(call)["id"]))
        return answer_json({**page, "data": [self._talk_view(talk) for talk in page["data"]]})

    @route("GET", f"/{VERSION}/{{id}}/messages")
    def messages(self, call: Call) -> Response:
        self.signed_in(call)
        talk = self.entry("talk", call.parts["id"])
        return self._list(call, self.entries(f"messages {talk['id']}"), self.message_view)

    @route("GET", f"/{VERSION}/{{id}}/content_publishing_limit")
    def publishing_limit(self, call: Call) -> Response:
        owner = self.own(call)["id"]
        only(call.query, {"fields"})
        config = {"quota_total": QUOTA, "quota_duration": 86_400}
        return answer_json({"data": [{"quota_usage": self.used_quota(owner), "config": config}]})

    @route("GET", f"/{VERSION}/{{id}}/insights")
    def insights(self, call: Call) -> Response:
        self.signed_in(call)
        only(call.query, {"metric"})
        media = self.entry("media", call.parts["id"])
        return answer_json({"data": self.insights_of(media, call.query["metric"].split(","))})

    # One thing

    @route("GET", f"/{VERSION}/{{id}}")
    def node(self, call: Call) -> Response:
        account, remote_id, fields = self.signed_in(call), call.parts["id"], call.query.get("fields", "id")
        only(call.query, {"fields"})
        if remote_id in ("me", account["id"]):
            view = {"id": account["id"], "user_id": account["id"], "name": account["name"],
                    "username": account["username"], "followers_count": account["followers"],
                    "profile_picture_url": f"{HOST}/pictures/{account['id']}.jpg"}  # fmt: skip
            return answer_json({name: view[name] for name in fields_of(fields) | {"id": ""}})
        container = self.store.get("container", remote_id)
        if container:
            return answer_json({"id": remote_id, "status_code": self.state(container)})
        return answer_json(self.media_view(self.entry("media", remote_id), fields))

    @route("POST", f"/{VERSION}/{{id}}")
    def update(self, call: Call) -> Response:
        self.signed_in(call)
        only(call.fields, {"hide"})
        comment = self.entry("comment", call.parts["id"])
        self.store.put("comment", comment["id"], {**comment, "is_hidden": call.fields["hide"] == "true"})
        return answer_json({"success": True})

    # Writing

    @route("POST", f"/{VERSION}/{{id}}/media")
    def container(self, call: Call) -> Response:
        owner = self.own(call)["id"]
        only(call.fields, {"image_url", "caption", "alt_text", "is_carousel_item", "media_type", "children"})
        return answer_json({"id": self.add_container(owner, call.fields)["id"]})

    @route("POST", f"/{VERSION}/{{id}}/media_publish")
    def publish(self, call: Call) -> Response:
        self.own(call)
        only(call.fields, {"creation_id"})
        container = self.entry("container", str(call.fields.get("creation_id")))
        self._check_publishable(container)
        media = self.add_media(container["owner"], container["caption"], self.clock(), container["pictures"])
        self.store.put("container", container["id"], {**container, "media_id": media["id"]})
        return answer_json({"id": media["id"]})

    @route("POST", f"/{VERSION}/{{id}}/replies")
    def reply(self, call: Call) -> Response:
        self._only_message(call)
        self.entry("comment", call.parts["id"])
        return answer_json({"id": self._comment_of_shop(call, call.parts["id"])})

    @route("POST", f"/{VERSION}/{{id}}/comments")
    def comment(self, call: Call) -> Response:
        self._only_message(call)
        self.entry("media", call.parts["id"])
        return answer_json({"id": self._comment_of_shop(call, call.parts["id"])})

    @route("POST", f"/{VERSION}/{{id}}/mentions")
    def answer_mention(self, call: Call) -> Response:
        self.own(call)
        only(call.fields, {"media_id", "comment_id", "message"})
        tagged = self.entry("tagged", str(call.fields["media_id"]))
        return answer_json({"id": self._comment_of_shop(call, tagged["id"])})

    @route("POST", f"/{VERSION}/{{id}}/messages")
    def send(self, call: Call) -> Response:
        account = self.own(call)
        only(call.fields, {"recipient", "message"})
        recipient, text = json.loads(call.fields["recipient"]), str(json.loads(call.fields["message"])["text"])
        owner = account["id"]
        is_private = "comment_id" in recipient
        person = self._private(recipient["comment_id"]) if is_private else self._known(owner, recipient["id"])
        sender = {"id": owner, "username": account["username"]}
        message = self.add_message(owner, person, sender, text, self.clock())
        return answer_json({"recipient_id": person["id"], "message_id": message["id"]})

    # Helpers

    def _check_publishable(self, container: Json) -> None:
        state = self.state(container)
        if state == "IN_PROGRESS":
            raise Fail(9007, "Media ID is not available", 2207027)
        if state != "FINISHED":
            raise Fail(100, "(#100) The media builder with this creation id does not exist or was used", 2207008)
        if self.used_quota(container["owner"]) >= QUOTA:
            raise Fail(9, "Application request limit reached", 2207042)

    def _private(self, comment_id: str) -> Json:
        """A private answer to a comment: one, within seven days."""
        comment = self.entry("comment", str(comment_id))
        age = self.clock() - datetime.fromisoformat(comment["at"])
        if comment["had_private_answer"] or age.days >= 7:
            raise Fail(10, "This message is sent outside of allowed window.", 2534022)
        self.store.put("comment", comment["id"], {**comment, "had_private_answer": True})
        return dict(comment["from"])

    def _known(self, owner: str, person_id: str) -> Json:
        talk = self.store.get("talk", f"t_{owner}_{person_id}")
        self.check_window(talk)
        if talk is None:
            raise gone(person_id)
        return dict(talk["person"])

    def _only_message(self, call: Call) -> None:
        self.signed_in(call)
        only(call.fields, {"message"})

    def _comment_of_shop(self, call: Call, parent_id: str) -> str:
        account = self.signed_in(call)
        person = {"id": account["id"], "username": account["username"]}
        return str(self.add_comment(person, str(call.fields["message"]), self.clock(), parent_id)["id"])

    def _page_of(self, call: Call, entries: list[Json]) -> Json:
        only(call.query, _LIST)
        return self.page(call, entries)

    def _list(self, call: Call, entries: list[Json], view: Callable[[Json, str], Json]) -> Response:
        page = self._page_of(call, entries)
        return answer_json({**page, "data": [view(entry, call.query.get("fields", "id")) for entry in page["data"]]})

    def _talk_view(self, talk: Json) -> Json:
        found = self.cut(self.entries(f"messages {talk['id']}"), 10)
        messages = [self.message_view(message, "id,message,created_time,from") for message in found["data"]]
        return {"id": talk["id"], "updated_time": talk["at"], "messages": {**found, "data": messages}}

"""The world behind the rehearsal Instagram: an account, containers, posts, comments, conversations, tags."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from vitrino.connect.graph_twin import Fail, GraphTwin, chosen, fields_of, gone, graph_time, inside, option
from vitrino.connect.twin import Call, Json
from vitrino.domain.text import hashtags, mentions

HOST = "https://instagram.rehearsal.invalid"
FIRST_ID = 17_900_000_000_000_000
CONTAINER_LIVES = timedelta(hours=24)
MESSAGE_WINDOW = timedelta(hours=24)
QUOTA = 100

_INSIGHTS = {"views": "views", "reach": "reach", "likes": "likes", "comments": "comments", "shares": "shares",
             "saved": "saves", "follows": "follows", "total_interactions": "likes"}  # fmt: skip
_RETIRED = {"impressions", "plays", "video_views", "engagement"}


class World(GraphTwin):
    """Entries are documents with "id" and "at"; views of them are made when they are asked for.

    processing_s: how long Instagram works on a container before it can be published.
    """

    processing_s: float = 0.0

    # Finding things

    def shop(self) -> Json:
        pointer = self.store.get("shop", "token")
        if pointer is None:
            raise LookupError("Nobody has opened an account on this twin yet.")
        return self.store.get("account", pointer["token"]) or {}

    def own(self, call: Call) -> Json:
        account = self.signed_in(call)
        if call.parts["id"] not in (account["id"], "me"):
            raise gone(call.parts["id"])
        return account

    def entries(self, bucket: str, **equal: Any) -> list[Json]:
        """Visible entries whose fields have these values, newest first."""
        found = [entry for _key, entry in self.store.items(bucket)]
        return self._shown([entry for entry in found if all(entry[name] == value for name, value in equal.items())])

    def below(self, parent_id: str) -> list[Json]:
        """Comments or answers directly below something, newest first."""
        found = (self.store.get("comment", key) for key, _mark in self.store.items(f"below {parent_id}"))
        return self._shown([comment for comment in found if comment])

    def entry(self, bucket: str, remote_id: str) -> Json:
        found = self.store.get(bucket, remote_id)
        if found is None:
            raise gone(remote_id)
        return found

    def new_id(self) -> str:
        return str(FIRST_ID + self.store.next_number("id"))

    def person(self, author: str) -> Json:
        """An app-scoped id and a handle; Instagram tells no display names."""
        known = self.store.get("person", author)
        if known is None:
            handle = re.sub(r"[^\w.]", "_", author, flags=re.ASCII)[:30]
            known = {"id": str(5_000_000_000_000_000 + self.store.next_number("person")), "username": handle}
            self.store.put("person", author, known)
        return known

    # Making things

    def add_media(self, owner: str, caption: str, at: datetime, pictures: list[Json]) -> Json:
        media_id = self.new_id()
        media = {"id": media_id, "at": _iso(at), "owner": owner, "caption": caption, "pictures": pictures,
                 "counts": None}  # fmt: skip
        self.store.put("media", media_id, media)
        return media

    def add_comment(self, person: Json, text: str, at: datetime, parent_id: str) -> Json:
        """Below a post, or below the first comment of a thread: Instagram knows no deeper level."""
        above = self.store.get("comment", parent_id)
        thread_id = (above["thread_id"] or above["id"]) if above else ""
        comment: Json = {"id": self.new_id(), "at": _iso(at), "text": text, "from": person, "parent_id": parent_id,
                         "thread_id": thread_id, "is_hidden": False, "had_private_answer": False}  # fmt: skip
        self.store.put("comment", comment["id"], comment)
        self.store.put(f"below {thread_id or parent_id}", comment["id"], {})
        return comment

    def add_message(self, owner: str, person: Json, sender: Json, text: str, at: datetime) -> Json:
        talk: Json = {"id": f"t_{owner}_{person['id']}", "at": _iso(at), "owner": owner, "person": person}
        self.store.put("talk", talk["id"], talk)
        message: Json = {"id": f"m_{self.new_id()}", "at": _iso(at), "message": text, "from": sender}
        self.store.put(f"messages {talk['id']}", message["id"], message)
        return message

    # Containers

    def add_container(self, owner: str, fields: Json) -> Json:
        self.check_caption(str(fields.get("caption", "")))
        pictures = [self._picture_of(child) for child in str(fields.get("children", "")).split(",") if child]
        if fields.get("media_type") == "CAROUSEL":
            if not 2 <= len(pictures) <= 10:
                raise Fail(100, "(#100) A carousel needs 2 to 10 children", 2207028)
        else:
            pictures = [_picture(str(fields.get("image_url", "")), str(fields.get("alt_text", "")))]
        container: Json = {"id": self.new_id(), "owner": owner, "at": self.clock().isoformat(),
                           "caption": fields.get("caption", ""), "pictures": pictures,
                           "is_child": fields.get("is_carousel_item") == "true", "media_id": ""}  # fmt: skip
        self.store.put("container", container["id"], container)
        return container

    def state(self, container: Json) -> str:
        age = self.clock() - datetime.fromisoformat(container["at"])
        if container["media_id"]:
            return "PUBLISHED"
        if age > CONTAINER_LIVES:
            return "EXPIRED"
        if any("broken" in picture["url"] for picture in container["pictures"]):
            return "ERROR"
        return "FINISHED" if age.total_seconds() >= self.processing_s else "IN_PROGRESS"

    def used_quota(self, owner: str) -> int:
        start = self.clock() - timedelta(hours=24)
        return sum(
            _at(container) > start and bool(container["media_id"])
            for container in self.entries("container", owner=owner)
        )

    def check_caption(self, caption: str) -> None:
        if len(caption) > 2200:
            raise Fail(36004, "The caption was too long", 2207010)
        if len(hashtags(caption)) > 30 or len(mentions(caption)) > 20:
            raise Fail(100, "(#100) The maximum number of hashtags or tags was exceeded", 2207040)

    def check_window(self, talk: Json | None) -> None:
        sent = self.entries(f"messages {talk['id']}") if talk else []
        theirs = [message for message in sent if talk and message["from"]["id"] == talk["person"]["id"]]
        if not theirs or _at(theirs[0]) < self.clock() - MESSAGE_WINDOW:
            raise Fail(10, "This message is sent outside of allowed window.", 2534022)

    # Views

    def media_view(self, media: Json, query: str) -> Json:
        wanted = fields_of(query)
        counts, below = media["counts"] or {}, self.below(media["id"])
        view: Json = {
            "id": media["id"], "caption": media["caption"] or None, "timestamp": graph_time(_at(media)),
            "permalink": f"{HOST}/p/{media['id']}/", "username": self.shop()["username"],
            "media_type": "CAROUSEL_ALBUM" if len(media["pictures"]) > 1 else "IMAGE",
            "children": {"data": [{"id": f"{media['id']}{n}"} for n, _ in enumerate(media["pictures"])]}
            if len(media["pictures"]) > 1 else None,
            "like_count": counts.get("likes", 0), "comments_count": counts.get("comments", len(below)),
            "comments": self._edge(below, wanted.get("comments", ""), self.comment_view),
        }  # fmt: skip
        return chosen(view, wanted)

    def comment_view(self, comment: Json, query: str) -> Json:
        wanted = fields_of(query)
        view: Json = {
            "id": comment["id"], "text": comment["text"], "timestamp": graph_time(_at(comment)),
            "from": comment["from"], "username": comment["from"]["username"], "hidden": comment["is_hidden"],
            "parent_id": comment["thread_id"] or None,
            "replies": self._edge(self.below(comment["id"]), wanted.get("replies", ""), self.comment_view)
            if "replies" in wanted else None,
        }  # fmt: skip
        return chosen(view, wanted)

    def message_view(self, message: Json, query: str) -> Json:
        return chosen({**message, "created_time": graph_time(_at(message))}, fields_of(query))

    def insights_of(self, media: Json, metrics: list[str]) -> list[Json]:
        """An empty list while nothing is known yet. Retired metrics are errors, not zeros."""
        for metric in metrics:
            if metric in _RETIRED:
                raise Fail(
                    100, f"(#100) Starting from version v22.0 and above, the {metric} metric is no longer supported"
                )
            if metric not in _INSIGHTS:
                raise Fail(100, f"(#100) metric[0] must be one of the following values: {', '.join(_INSIGHTS)}")
        told = media["counts"]
        if told is None:
            return []
        return [
            {"name": metric, "period": "lifetime", "values": [{"value": told[_INSIGHTS[metric]]}],
             "id": f"{media['id']}/insights/{metric}/lifetime"}
            for metric in metrics
        ]  # fmt: skip

    def _edge(self, entries: list[Json], asked: str, view: Callable[[Json, str], Json]) -> Json | None:
        """An inner list of a field; left out when it is empty, as Instagram does."""
        page = self.cut(entries, int(option(asked, "limit", "25")))
        fields = inside(asked) or "id"
        return {**page, "data": [view(entry, fields) for entry in page["data"]]} if page["data"] else None

    def _shown(self, entries: list[Json]) -> list[Json]:
        shown = [entry for entry in entries if self.is_visible(_at(entry))]
        return sorted(shown, key=lambda entry: (_at(entry), entry["id"]), reverse=True)

    def _picture_of(self, child_id: str) -> Any:
        child = self.entry("container", child_id)
        if not child["is_child"]:
            raise Fail(100, "(#100) The child was not created with is_carousel_item", 2207028)
        return child["pictures"][0]


def _picture(url: str, alt: str) -> Json:
    if not url.startswith("https://"):
        raise Fail(9004, "The media could not be fetched from this URI", 2207052)
    if url.lower().endswith((".png", ".gif", ".webp", ".heic")):
        raise Fail(9004, "Only photo or video can be accepted as media type: JPEG", 2207052)
    if len(alt) > 1000:
        raise Fail(100, "(#100) alt_text is longer than 1000 characters")
    return {"url": url, "alt": alt}


def _at(entry: Json) -> datetime:
    return datetime.fromisoformat(entry["at"])


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()

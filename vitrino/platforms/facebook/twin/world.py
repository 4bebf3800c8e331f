"""The world behind the rehearsal Facebook: a Page, its posts, comments, conversations and ratings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from vitrino.connect.graph_twin import Fail, GraphTwin, chosen, fields_of, gone, graph_time, inside, option
from vitrino.connect.twin import Json

HOST = "https://facebook.rehearsal.invalid"
FIRST_ID = 122_000_000_000_000
PHOTO_LIVES = timedelta(hours=24)
MESSAGE_WINDOW = timedelta(hours=24)
DUPLICATE_WINDOW = timedelta(hours=1)

# developers.facebook.com/docs/platforminsights, deprecated metrics (2026-03-02): these answer an error.
_INSIGHTS = {"post_total_media_view_unique", "post_reactions_by_type_total", "post_clicks"}
_NUMBERS = ("likes", "comments", "shares", "reach", "clicks")


class World(GraphTwin):
    """Entries are documents with "id" and "at"; views of them are made when they are asked for."""

    # Finding things

    def shop(self) -> Json:
        pointer = self.store.get("shop", "token")
        if pointer is None:
            raise LookupError("Nobody has opened an account on this twin yet.")
        return self.store.get("account", pointer["token"]) or {}

    def entries(self, bucket: str, **equal: Any) -> list[Json]:
        """Visible entries whose fields have these values, newest first."""
        found = [entry for _key, entry in self.store.items(bucket)]
        return self._shown([entry for entry in found if all(entry[name] == value for name, value in equal.items())])

    def below(self, root_id: str) -> list[Json]:
        """Comments at any depth below a post or rating, newest first."""
        found = (self.store.get("comment", key) for key, _mark in self.store.items(f"below {root_id}"))
        return self._shown([comment for comment in found if comment])

    def _shown(self, entries: list[Json]) -> list[Json]:
        shown = [entry for entry in entries if self.is_visible(_at(entry))]
        return sorted(shown, key=lambda entry: (_at(entry), entry["id"]), reverse=True)

    def entry(self, bucket: str, remote_id: str) -> Json:
        found = self.store.get(bucket, remote_id)
        if found is None:
            raise gone(remote_id)
        return found

    def new_id(self) -> str:
        return str(FIRST_ID + self.store.next_number("id"))

    # Making things

    def add_post(self, page_id: str, text: str, at: datetime, photos: list[Json] | None = None, link: str = "") -> Json:
        post: Json = {"id": f"{page_id}_{self.new_id()}", "at": _iso(at), "message": text, "link": link,
                "photos": photos or [], "page_id": page_id, "counts": dict.fromkeys(_NUMBERS)}  # fmt: skip
        self.store.put("post", post["id"], post)
        return post

    def add_comment(self, person: Json, text: str, at: datetime, parent_id: str) -> Json:
        """Below a post, a comment or a rating. Answers to answers hang below the first comment, as on Facebook."""
        above = self.store.get("comment", parent_id)
        root_id = above["root_id"] if above else parent_id
        comment: Json = {"id": f"{root_id.rpartition('_')[2]}_{self.new_id()}", "at": _iso(at), "message": text,
                   "from": person, "parent_id": parent_id, "root_id": root_id, "is_hidden": False}  # fmt: skip
        self.store.put("comment", comment["id"], comment)
        self.store.put(f"below {root_id}", comment["id"], {})
        return comment

    def add_message(self, page_id: str, person: Json, sender: Json, text: str, at: datetime) -> Json:
        talk: Json = {"id": f"t_{page_id}_{person['id']}", "at": _iso(at), "page_id": page_id, "person": person}
        self.store.put("talk", talk["id"], talk)
        message: Json = {
            "id": f"m_{self.new_id()}",
            "at": _iso(at),
            "message": text,
            "from": sender,
            "talk_id": talk["id"],
        }
        self.store.put("message", message["id"], message)
        return message

    def person(self, author: str, name: str) -> Json:
        """Page-scoped id and name; Facebook tells no more."""
        known = self.store.get("person", author)
        if known is None:
            known = {"id": str(7_000_000_000_000_000 + self.store.next_number("person")), "name": name}
            self.store.put("person", author, known)
        return {**known, "name": name or known["name"]}

    # Rules

    def check_feed(self, fields: Json, photos: list[Json], page_id: str) -> None:
        text = str(fields.get("message", ""))
        if not text and not photos and not fields.get("link"):
            raise Fail(100, "(#100) Either message, link or attached_media is needed")
        if len(text) > 63_206:
            raise Fail(100, "(#100) The message is longer than 63206 characters")
        newest = next(iter(self.entries("post", page_id=page_id)), None)
        is_recent = newest and datetime.fromisoformat(newest["at"]) > self.clock() - DUPLICATE_WINDOW
        if newest and is_recent and not photos and newest["message"] == text and not newest["photos"]:
            raise Fail(506, "Duplicate status message")

    def photo(self, photo_id: str) -> Json:
        photo = self.store.get("photo", photo_id)
        if photo is None or datetime.fromisoformat(photo["at"]) + PHOTO_LIVES < self.clock():
            raise Fail(100, f"(#100) The photo {photo_id} does not exist")
        return photo

    def check_window(self, talk: Json | None) -> None:
        from_customer = [
            message for message in self.entries("message", talk_id=talk["id"] if talk else "")
            if talk and message["from"]["id"] == talk["person"]["id"]
        ]  # fmt: skip
        if not from_customer or datetime.fromisoformat(from_customer[0]["at"]) < self.clock() - MESSAGE_WINDOW:
            raise Fail(10, "(#10) This message is sent outside of allowed window.", 2018278)

    # Views

    def post_view(self, post: Json, query: str) -> Json:
        wanted = fields_of(query)
        view: Json = {
            "id": post["id"], "message": post["message"] or None, "created_time": graph_time(_at(post)),
            "from": {"id": post["page_id"], "name": ""}, "permalink_url": f"{HOST}/{post['id']}",
            "attachments": {"data": [_album(post["photos"])]} if post["photos"] else None,
            "shares": {"count": post["counts"]["shares"]} if post["counts"]["shares"] else None,
            "comments": self._comments(post, wanted.get("comments", "")),
            "insights": {"data": _insights(post["counts"], wanted["insights"])} if "insights" in wanted else None,
        }  # fmt: skip
        return chosen(view, wanted)

    def comment_view(self, comment: Json, query: str) -> Json:
        above = self.store.get("comment", comment["parent_id"])
        view: Json = {"id": comment["id"], "message": comment["message"], "created_time": graph_time(_at(comment)),
                      "from": comment["from"], "is_hidden": comment["is_hidden"],
                      "permalink_url": f"{HOST}/{comment['id']}",
                      "parent": {"id": above["id"]} if above else None}  # fmt: skip
        return chosen(view, fields_of(query))

    def message_view(self, message: Json, query: str) -> Json:
        view = {**message, "created_time": graph_time(_at(message))}
        return chosen(view, fields_of(query))

    def _comments(self, post: Json, asked: str) -> Json:
        found = self.below(post["id"])
        page = self.cut(found, int(option(asked, "limit", "25")))
        fields = inside(asked) or "id,message,created_time,from"
        answer: Json = {**page, "data": [self.comment_view(comment, fields) for comment in page["data"]]}
        if ".summary(" in asked:
            told = post["counts"]["comments"]
            answer["summary"] = {"total_count": len(found) if told is None else told}
        return answer


def _album(photos: list[Json]) -> Json:
    if len(photos) == 1:
        return {"media_type": "photo"}
    return {"media_type": "album", "subattachments": {"data": [{"media_type": "photo"} for _photo in photos]}}


def _insights(counts: Json, asked: str) -> list[Json]:
    """An empty list while nothing is known yet. Retired metrics are errors, not zeros."""
    metrics = option(asked, "metric").split(",")
    unknown = [metric for metric in metrics if metric not in _INSIGHTS]
    if unknown:
        raise Fail(100, "(#100) The value must be a valid insights metric", 1504018)
    if counts["reach"] is None:
        return []
    values = {"post_total_media_view_unique": counts["reach"], "post_clicks": counts["clicks"],
              "post_reactions_by_type_total": {"like": counts["likes"]}}  # fmt: skip
    return [{"name": metric, "period": "lifetime", "values": [{"value": values[metric]}]} for metric in metrics]


def _at(entry: Json) -> datetime:
    return datetime.fromisoformat(entry["at"])


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()

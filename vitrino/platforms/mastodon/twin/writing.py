"""The routes that change something."""

from __future__ import annotations

from datetime import datetime, timedelta

from vitrino.connect.twin import Call, answer_json, route
from vitrino.connect.wire import Response
from vitrino.domain.text import TextRule, count
from vitrino.platforms.mastodon.twin import world
from vitrino.platforms.mastodon.twin.server import KEY_LIVES, Json, Server, problem, signed

VISIBILITIES = ("public", "unlisted", "private", "direct")


class WritingRoutes(Server):
    """Files, statuses, relations, reports."""

    @route("POST", "/api/v2/media")
    @signed("write:media")
    def upload(self, call: Call, _account: Json) -> Response:
        file = call.files.get("file")
        if file is None or file.mime_type not in world.MIME_TYPES:
            return problem(422, "Validation failed: File content type is invalid, File is invalid")
        description = str(call.fields.get("description", ""))
        if len(description) > 1500:
            return problem(422, "Validation failed: Description is too long (maximum is 1500 characters)")
        media = self._stored_media(world.MIME_TYPES[file.mime_type], description, self.clock())
        is_ready = self._is_ready(media)
        return answer_json(world.media_json(media, is_ready), 200 if is_ready else 202)

    @route("POST", "/api/v1/statuses")
    @signed("write:statuses")
    def write(self, call: Call, account: Json) -> Response:
        known = self._known(call.header("idempotency-key"), account)
        if known:
            return answer_json(self._status_json(known))
        text, media_ids = str(call.fields.get("status") or ""), call.fields.get("media_ids") or []
        refusal = self._refusal(text, media_ids, call.fields)
        if refusal:
            return refusal
        visibility, language = call.fields.get("visibility") or "public", call.fields.get("language")
        parent_id = str(call.fields.get("in_reply_to_id") or "")
        poll = self._poll(call.fields)
        status = self._publish(account, text, self.clock(), parent_id, visibility, media_ids, language, poll)
        self._remember(call.header("idempotency-key"), account, status)
        return answer_json(self._status_json(status))

    @route("PUT", "/api/v1/statuses/{id}")
    @signed("write:statuses")
    def replace(self, call: Call, account: Json) -> Response:
        """What an edit leaves out is gone afterwards: files and polls, as on the real server."""
        status = self.store.get("status", call.parts["id"])
        if status is None or status["account_id"] != account["id"]:
            return problem(404, "Record not found")
        text, media_ids = str(call.fields.get("status") or ""), call.fields.get("media_ids") or []
        refusal = self._refusal(text, media_ids, call.fields)
        if refusal:
            return refusal
        changed = {**status, "text": text, "media_ids": media_ids, "poll": self._poll(call.fields),
                   "edited_at": world.iso(self.clock())}  # fmt: skip
        self.store.put("status", status["id"], changed)
        return answer_json(self._status_json(changed))

    @route("DELETE", "/api/v1/statuses/{id}")
    @signed("write:statuses")
    def remove(self, call: Call, account: Json) -> Response:
        status = self.store.get("status", call.parts["id"])
        if status is None or status["account_id"] != account["id"]:
            return problem(404, "Record not found")
        self.store.delete("status", status["id"])
        return answer_json({**self._status_json(status), "text": status["text"]})

    @route("POST", "/api/v1/accounts/{id}/mute")
    @signed("write:mutes")
    def mute(self, call: Call, account: Json) -> Response:
        return self._relate(call, account, "mute", True)

    @route("POST", "/api/v1/accounts/{id}/unmute")
    @signed("write:mutes")
    def unmute(self, call: Call, account: Json) -> Response:
        return self._relate(call, account, "mute", False)

    @route("POST", "/api/v1/accounts/{id}/block")
    @signed("write:blocks")
    def block(self, call: Call, account: Json) -> Response:
        return self._relate(call, account, "block", True)

    @route("POST", "/api/v1/accounts/{id}/unblock")
    @signed("write:blocks")
    def unblock(self, call: Call, account: Json) -> Response:
        return self._relate(call, account, "block", False)

    @route("POST", "/api/v1/reports")
    @signed("write:reports")
    def report(self, call: Call, account: Json) -> Response:
        target = self.store.get("account", str(call.fields.get("account_id")))
        if target is None:
            return problem(404, "Record not found")
        report = {
            "id": str(self.store.next_number("report")), "action_taken": False, "action_taken_at": None,
            "category": call.fields.get("category", "other"), "comment": call.fields.get("comment", ""),
            "forwarded": False, "created_at": world.iso(self.clock()), "rule_ids": None, "collection_ids": None,
            "status_ids": call.fields.get("status_ids", []), "target_account": self._account_json(target),
        }  # fmt: skip
        self.store.put("report", report["id"], {"by": account["id"], "about": target["id"]})
        return answer_json(report)

    def _refusal(self, text: str, media_ids: list[str], fields: Json) -> Response | None:
        """Everything a real server turns down before anything is written."""
        parent_id = fields.get("in_reply_to_id")
        if not text.strip() and not media_ids:
            return problem(422, "Validation failed: Text can't be blank")
        if not count(text, TextRule("grapheme_url", self.max_characters, url_length=23)).fits:
            return problem(422, f"Validation failed: Text character limit of {self.max_characters} exceeded")
        if fields.get("visibility") not in (None, *VISIBILITIES):
            return problem(422, "Validation failed: Visibility is not included in the list")
        if parent_id and self.store.get("status", str(parent_id)) is None:
            return problem(404, "The post you are trying to reply to does not appear to exist.")
        return self._poll_refusal(fields.get("poll"), media_ids) or self._media_refusal(media_ids)

    def _poll_refusal(self, poll: Json | None, media_ids: list[str]) -> Response | None:
        """docs: methods/statuses.md; the words are those of Mastodon's PollValidator."""
        if poll is None:
            return None
        options, expires_in = poll.get("options") or [], poll.get("expires_in") or 0
        if media_ids:
            return problem(422, "Validation failed: Cannot attach both a poll and media")
        if not 2 <= len(options) <= 4 or len(set(options)) < len(options):
            return problem(422, "Validation failed: Poll options must be 2 to 4 different ones")
        if any(not 1 <= len(option) <= 50 for option in options):
            return problem(422, "Validation failed: Poll options can't be longer than 50 characters each")
        if not 300 <= expires_in <= 2_629_746:
            return problem(422, "Validation failed: Poll duration is too short or too long")
        return None

    def _poll(self, fields: Json) -> Json | None:
        poll = fields.get("poll")
        if poll is None:
            return None
        ends_at = self.clock() + timedelta(seconds=poll["expires_in"])
        return {"options": poll["options"], "multiple": bool(poll.get("multiple")), "expires_at": world.iso(ends_at)}

    def _media_refusal(self, media_ids: list[str]) -> Response | None:
        found = [self.store.get("media", str(media_id)) for media_id in media_ids]
        media = [one for one in found if one is not None]
        if len(media_ids) > 4:
            return problem(422, "Cannot attach more than 4 files")
        if len(media) < len(media_ids):
            return problem(422, "Media not found or already attached to another post")
        if len(media) > 1 and any(one["type"] != "image" for one in media):
            return problem(422, "Cannot attach a video to a post that already contains images")
        if not all(self._is_ready(one) for one in media):
            return problem(422, "Cannot attach files that have not finished processing. Try again in a moment!")
        return None

    def _known(self, key: str, account: Json) -> Json | None:
        """The status an earlier request with the same key made, while the server remembers."""
        memory = self.store.get("key", f"{account['id']}/{key}") if key and self.honours_keys else None
        if memory is None or datetime.fromisoformat(memory["at"]) <= self.clock() - KEY_LIVES:
            return None
        return self.store.get("status", memory["status_id"])

    def _remember(self, key: str, account: Json, status: Json) -> None:
        if key:
            self.store.put("key", f"{account['id']}/{key}", {"status_id": status["id"], "at": status["at"]})

    def _relate(self, call: Call, account: Json, relation: str, is_on: bool) -> Response:
        target = self.store.get("account", call.parts["id"])
        if target is None:
            return problem(404, "Record not found")
        name = f"{account['id']}/{target['id']}"
        if is_on:
            self.store.put(relation, name, {"at": world.iso(self.clock())})
        else:
            self.store.delete(relation, name)
        return answer_json(world.relationship_json(target["id"], relation, is_on))

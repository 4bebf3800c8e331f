"""The routes that write records, as strict as the lexicons."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from vitrino.connect.twin import Call, answer_json, route
from vitrino.connect.wire import Response
from vitrino.domain.text import TextRule, count
from vitrino.platforms.bluesky.twin import world
from vitrino.platforms.bluesky.twin.server import Json, Server, problem, signed

TID = re.compile(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")
RULE = TextRule("grapheme", 300, max_bytes=3000)
BLOB_LIMIT = 5_242_880
BLOB_LIVES = timedelta(hours=1)


class RecordRoutes(Server):
    """com.atproto.repo."""

    @route("POST", "/xrpc/com.atproto.repo.uploadBlob")
    @signed
    def upload(self, call: Call, _account: Json) -> Response:
        content, mime_type = call.request.body, call.header("content-type")
        if len(content) > BLOB_LIMIT:
            return problem(413, "PayloadTooLarge", "request entity too large")
        cid = world.cid_of(content, 0x55)
        blob = {"$type": "blob", "ref": {"$link": cid}, "mimeType": mime_type, "size": len(content)}
        self.store.put("blob", cid, {"at": world.iso(self.clock()), **blob})
        return answer_json({"blob": blob})

    @route("POST", "/xrpc/com.atproto.repo.createRecord")
    @signed
    def create(self, call: Call, account: Json) -> Response:
        refusal = self._refusal(call, account)
        if refusal:
            return refusal
        if self.store.get("record", self._uri(call, account)):
            return self.failed()  # measured: "There is already a value at key", told as a plain 500
        return self._written(call, account)

    @route("POST", "/xrpc/com.atproto.repo.putRecord")
    @signed
    def put(self, call: Call, account: Json) -> Response:
        return self._refusal(call, account) or self._written(call, account)

    @route("GET", "/xrpc/com.atproto.repo.getRecord")
    @signed
    def get(self, call: Call, _account: Json) -> Response:
        query = call.query
        uri = f"at://{query.get('repo')}/{query.get('collection')}/{query.get('rkey')}"
        entry = self.store.get("record", uri)
        if entry is None:
            return problem(400, "RecordNotFound", f"Could not locate record: {uri}")
        return answer_json({"uri": uri, "cid": entry["cid"], "value": entry["value"]})

    @route("POST", "/xrpc/com.atproto.repo.deleteRecord")
    @signed
    def delete(self, call: Call, account: Json) -> Response:
        if call.fields.get("repo") not in (account["did"], account["handle"]):
            return problem(403, "AuthMissing", "Not your repository")
        self.store.delete("record", self._uri(call, account))
        return answer_json({})

    def _uri(self, call: Call, account: Json) -> str:
        return f"at://{account['did']}/{call.fields.get('collection')}/{call.fields.get('rkey')}"

    def _written(self, call: Call, account: Json) -> Response:
        fields = call.fields
        entry = self._store_record(account, fields["collection"], fields["rkey"], fields["record"], self.clock())
        return answer_json({"uri": entry["uri"], "cid": entry["cid"], "validationStatus": "valid"})

    def _refusal(self, call: Call, account: Json) -> Response | None:
        fields, value = call.fields, call.fields.get("record")
        if fields.get("repo") not in (account["did"], account["handle"]):
            return problem(401, "AuthenticationRequired", "Not your repository")
        if not TID.fullmatch(str(fields.get("rkey", ""))):
            return problem(400, "InvalidRequest", "Invalid record key: must be a valid TID")
        if not isinstance(value, dict) or value.get("$type") != fields.get("collection"):
            return problem(400, "InvalidRequest", "Invalid $type of the record")
        if fields["collection"] == world.POST:
            words = self._wrong_post(value)
            return problem(400, "InvalidRequest", words) if words else None
        return None

    def _wrong_post(self, value: Json) -> str:
        """What is wrong with a post, "" when nothing is."""
        text = value.get("text")
        if not isinstance(text, str) or not isinstance(value.get("createdAt"), str):
            return "Invalid app.bsky.feed.post record: Missing required key"
        if not count(text, RULE).fits:
            return "Invalid app.bsky.feed.post record: Record/text must not be longer than 300 graphemes"
        if not all(_is_sound(facet, text.encode()) for facet in value.get("facets", [])):
            return "Invalid app.bsky.feed.post record: Record/facets is not inside the text"
        return self._wrong_pictures(value.get("embed") or {})

    def _wrong_pictures(self, embed: Json) -> str:
        images = embed.get("images", [])
        if len(images) > 4:
            return "Invalid app.bsky.feed.post record: Record/embed/images must not have more than 4 elements"
        for image in images:
            if not isinstance(image.get("alt"), str):
                return 'Invalid app.bsky.feed.post record: Record/embed/images must have the property "alt"'
            blob = self.store.get("blob", image["image"]["ref"]["$link"])
            if blob is None:
                return f"Could not find blob: {image['image']['ref']['$link']}"
            if blob["size"] > 2_000_000:
                return "This file is too large. It must be smaller than 2MB"
        return ""


def _is_sound(facet: Any, text: bytes) -> bool:
    """Does a facet cover whole signs inside the text?"""
    start, end = facet["index"]["byteStart"], facet["index"]["byteEnd"]
    if not 0 <= start < end <= len(text):
        return False
    try:
        return bool(text[start:end].decode())
    except UnicodeDecodeError:
        return False

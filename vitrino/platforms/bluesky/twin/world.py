"""Ids and views of the network, built from the twin's documents, independent of our connector."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import datetime
from typing import Any

Json = dict[str, Any]
SERVER = "https://pds.rehearsal.example"
POST = "app.bsky.feed.post"


def iso(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def did_of(handle: str) -> str:
    digest = base64.b32encode(hashlib.sha256(handle.encode()).digest()).decode().lower()
    return f"did:plc:{digest[:24]}"


def cid_of(content: bytes, codec: int = 0x71) -> str:
    """A content id of version 1 with SHA-256; codec 0x71 is a record, 0x55 a blob. (Real ones hash CBOR, not JSON.)"""
    binary = bytes([1, codec, 0x12, 0x20]) + hashlib.sha256(content).digest()
    return "b" + base64.b32encode(binary).decode().lower().rstrip("=")


def record_cid(value: Json) -> str:
    return cid_of(json.dumps(value, sort_keys=True).encode())


def token(did: str, scope: str, ends_at: datetime, number: int) -> str:
    """Shaped like the server's JWT; the signature is only a number."""
    claims = {"scope": scope, "sub": did, "exp": int(ends_at.timestamp()), "jti": str(number)}
    parts = ({"typ": "at+jwt", "alg": "ES256K"}, claims)
    head, body = (base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts)
    return f"{head}.{body}.{number:08d}"


def did_document(did: str, handle: str) -> Json:
    service = {"id": "#atproto_pds", "type": "AtprotoPersonalDataServer", "serviceEndpoint": SERVER}
    return {
        "@context": ["https://www.w3.org/ns/did/v1"],
        "id": did,
        "alsoKnownAs": [f"at://{handle}"],
        "service": [service],
    }


def profile_view(account: Json) -> Json:
    return {
        "did": account["did"], "handle": account["handle"], "displayName": account["name"], "labels": [],
        "createdAt": account["at"], "indexedAt": account["at"], "viewer": {"muted": False, "blockedBy": False},
    }  # fmt: skip


def detailed_profile_view(account: Json, followers: int, posts: int) -> Json:
    return {**profile_view(account), "followersCount": followers, "followsCount": 0, "postsCount": posts}


def post_view(entry: Json, account: Json) -> Json:
    numbers = entry["numbers"]
    return {
        "uri": entry["uri"], "cid": entry["cid"], "author": profile_view(account), "record": entry["value"],
        "replyCount": numbers["comments"], "repostCount": numbers["shares"], "likeCount": numbers["likes"],
        "quoteCount": 0, "bookmarkCount": 0, "indexedAt": entry["at"], "labels": [], "viewer": {},
    }  # fmt: skip


def notification_view(one: Json, entry: Json, account: Json) -> Json:
    subject = {"reasonSubject": one["subject"]} if one["subject"] else {}
    return {
        "uri": entry["uri"], "cid": entry["cid"], "author": profile_view(account), "reason": one["reason"], **subject,
        "record": entry["value"], "isRead": False, "indexedAt": one["at"], "labels": [],
    }  # fmt: skip

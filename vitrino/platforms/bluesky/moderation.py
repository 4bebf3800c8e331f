"""Acts on what others wrote, and taking back what we wrote. All but the report may be repeated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vitrino.connect import reading
from vitrino.connect.errors import Refused, Unsupported
from vitrino.connect.records import Reference
from vitrino.domain.message import say
from vitrino.platforms.bluesky.api import Api, Gone
from vitrino.platforms.bluesky.keys import fixed_key
from vitrino.platforms.bluesky.translate import stamp

GATE = "app.bsky.feed.threadgate"
BLOCK = "app.bsky.graph.block"
# The official app offers the same reason for harassment; the report carries the post itself as evidence.
RUDE = "com.atproto.moderation.defs#reasonRude"
MOST_HIDDEN = 300


def act(api: Api, did: str, target: Reference, action: str) -> None:
    author = target.extra.get("author_id", "")
    match action:
        case "delete":
            api.do("com.atproto.repo.deleteRecord", _own_place(did, target.remote_id))
        case "mute":
            api.do("app.bsky.graph.muteActor", {"actor": author})
        case "unmute":
            api.do("app.bsky.graph.unmuteActor", {"actor": author})
        case "block":
            block(api, did, author)
        case "unblock":
            api.do("com.atproto.repo.deleteRecord", _block_place(did, author))
        case "report":
            subject = {
                "$type": "com.atproto.repo.strongRef",
                "uri": target.remote_id,
                "cid": target.extra.get("cid", ""),
            }
            wanted = {"reasonType": RUDE, "subject": subject}
            api.do("com.atproto.moderation.createReport", wanted, repeatable=False)
        case "hide" | "unhide":
            hide(api, did, target, is_hidden=action == "hide")
        case _:
            raise Unsupported(action)


def block(api: Api, did: str, author: str) -> None:
    value = {"$type": BLOCK, "subject": author, "createdAt": stamp(api.now())}
    api.do("com.atproto.repo.putRecord", {**_block_place(did, author), "record": value})


def hide(api: Api, did: str, target: Reference, is_hidden: bool) -> None:
    """Hidden replies stand in the gate of the thread, which only the one who began it has."""
    root = target.extra.get("root_uri", "")
    place = {**_own_place(did, root), "collection": GATE}
    gate = _gate(api, place) or {"$type": GATE, "post": root, "createdAt": stamp(api.now())}
    others = [uri for uri in _texts(gate.get("hiddenReplies")) if uri != target.remote_id]
    hidden = [*others, target.remote_id] if is_hidden else others
    value = {**gate, "hiddenReplies": hidden[-MOST_HIDDEN:]}
    api.do("com.atproto.repo.putRecord", {**place, "record": value})


def _block_place(did: str, author: str) -> dict[str, str]:
    return {"repo": did, "collection": BLOCK, "rkey": fixed_key(author)}


def _gate(api: Api, place: Mapping[str, str]) -> Mapping[str, Any] | None:
    """The gate as it is, with the rules somebody may have set in the app."""
    try:
        return reading.mapping(api.ask("com.atproto.repo.getRecord", place).get("value"))
    except Gone:
        return None


def _own_place(did: str, uri: str) -> dict[str, str]:
    """Where an own record stands. Raises Refused for somebody else's."""
    owner, _, rest = uri.removeprefix("at://").partition("/")
    collection, _, rkey = rest.partition("/")
    if owner != did or not rkey:
        raise Refused(say("This stands below somebody else's post, so only they can do that."))
    return {"repo": did, "collection": collection, "rkey": rkey}


def _texts(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []

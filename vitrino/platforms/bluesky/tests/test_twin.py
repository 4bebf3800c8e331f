"""The twin is as strict as the servers it stands for (its answers were compared with theirs in tests/contracts)."""

from __future__ import annotations

from typing import Any

import pytest

from vitrino.connect.conformance import SetClock
from vitrino.connect.rehearsal import Rehearsal
from vitrino.connect.twin import SqliteTwinStore
from vitrino.connect.wire import Request, Response, get, post_json
from vitrino.platforms.bluesky.keys import record_key
from vitrino.platforms.bluesky.twin import Twin
from vitrino.platforms.bluesky.twin.world import POST, SERVER

FAMILY = "👨‍👩‍👧‍👦"


class Desk:
    """A shop on a fresh network, speaking without our connector."""

    def __init__(self) -> None:
        self.twin = Twin(SqliteTwinStore(":memory:"), SetClock())
        credentials = self.twin.open_account("corner-bakery", "Corner Bakery", 5)
        self.did = credentials.public["did"]
        self.bearer = {"authorization": f"Bearer {credentials.secrets['access_token'].reveal()}"}

    def write(self, name: str = "createRecord", rkey: str = "", **value: Any) -> Response:
        rkey = rkey or record_key(str(value), self.twin.clock())
        record = {"$type": POST, "createdAt": "2026-11-21T12:00:00.000Z", **value}
        wanted = {"repo": self.did, "collection": POST, "rkey": rkey, "record": record}
        return self.twin.handle(post_json(f"{SERVER}/xrpc/com.atproto.repo.{name}", wanted, self.bearer))


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_it_can_be_rehearsed_on(desk: Desk) -> None:
    assert isinstance(desk.twin, Rehearsal)


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ({"text": "x" * 300}, 200), ({"text": "ż" * 301}, 400), ({"text": FAMILY * 120}, 200),
        ({"text": FAMILY * 121}, 400),
        ({"text": 5}, 400), ({"text": "x", "createdAt": None}, 400),
        ({"text": "x", "$type": "app.bsky.feed.like"}, 400),
        ({"text": "żx", "facets": [{"index": {"byteStart": 0, "byteEnd": 3}, "features": []}]}, 200),
        ({"text": "żx", "facets": [{"index": {"byteStart": 1, "byteEnd": 3}, "features": []}]}, 400),
        ({"text": "x", "facets": [{"index": {"byteStart": 0, "byteEnd": 9}, "features": []}]}, 400),
        ({"text": "x", "embed": {"images": [{"image": {"ref": {"$link": "bafy"}}, "alt": ""}]}}, 400),
        ({"text": "x", "embed": {"images": [{"image": {"ref": {"$link": "bafy"}}}]}}, 400),
    ],
)  # fmt: skip
def test_a_post_is_taken_or_refused_as_on_the_real_servers(desk: Desk, value: dict[str, Any], status: int) -> None:
    assert desk.write(**value).status == status


def test_a_key_must_be_a_tid_and_can_be_created_once(desk: Desk) -> None:
    assert desk.write(rkey="my-post", text="x").status == 400
    assert desk.write(rkey="3n2uazcbk44he", text="x").status == 200
    assert desk.write(rkey="3n2uazcbk44he", text="x").status == 500
    assert desk.write("putRecord", rkey="3n2uazcbk44he", text="edited").status == 200


def test_a_blob_has_a_limit(desk: Desk) -> None:
    url = f"{SERVER}/xrpc/com.atproto.repo.uploadBlob"
    assert desk.twin.handle(Request("POST", url, {**desk.bearer, "content-type": "image/png"}, bytes(9))).is_ok
    too_large = Request("POST", url, {**desk.bearer, "content-type": "image/png"}, bytes(5_242_881))
    assert desk.twin.handle(too_large).status == 413


def test_sessions_are_asked_for(desk: Desk) -> None:
    url = f"{SERVER}/xrpc/app.bsky.notification.listNotifications"
    assert desk.twin.handle(get(url)).json()["error"] == "AuthMissing"
    assert desk.twin.handle(get(url, None, {"authorization": "Bearer x"})).json()["error"] == "InvalidToken"


def test_more_than_25_posts_cannot_be_asked_for_at_once(desk: Desk) -> None:
    url = f"{SERVER}/xrpc/app.bsky.feed.getPosts"
    assert desk.twin.handle(get(url, {"uris": ["at://x"] * 25}, desk.bearer)).status == 200
    assert desk.twin.handle(get(url, {"uris": ["at://x"] * 26}, desk.bearer)).status == 400


def test_an_unknown_method_is_not_implemented(desk: Desk) -> None:
    assert desk.twin.handle(get(f"{SERVER}/xrpc/app.bsky.made.up", None, desk.bearer)).status == 501


def test_the_past_can_hold_pictures_and_numbers(desk: Desk) -> None:
    uri = desk.twin.publish_past("Old", desk.twin.clock(), has_picture=True)
    desk.twin.react(uri, likes=3, comments=2, shares=1)
    view = desk.twin.handle(get(f"{SERVER}/xrpc/app.bsky.feed.getPosts", {"uris": [uri]}, desk.bearer)).json()["posts"][
        0
    ]
    assert (view["likeCount"], view["replyCount"], view["repostCount"]) == (3, 2, 1)
    assert view["record"]["embed"]["images"]

"""The twin is as strict as the server it stands for."""

from __future__ import annotations

from typing import Any

import pytest

from vitrino.connect.conformance import SetClock
from vitrino.connect.rehearsal import Rehearsal
from vitrino.connect.twin import SqliteTwinStore
from vitrino.connect.wire import FilePart, get, post_json, post_multipart
from vitrino.platforms.mastodon.twin import Twin, world

BEARER = {"authorization": "Bearer token-of-corner_bakery"}


@pytest.fixture
def twin() -> Twin:
    twin = Twin(SqliteTwinStore(":memory:"), SetClock())
    twin.open_account("corner-bakery", "Corner Bakery", 5)
    return twin


def write(twin: Twin, **fields: Any) -> int:
    return twin.handle(post_json(f"{world.SERVER}/api/v1/statuses", fields, BEARER)).status


def test_it_can_be_rehearsed_on(twin: Twin) -> None:
    assert isinstance(twin, Rehearsal)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"status": "x"}, 200), ({"status": ""}, 422), ({"status": "  \n"}, 422), ({}, 422),
        ({"status": "x" * 500}, 200), ({"status": "x" * 501}, 422),
        ({"status": "x" * 477 + "https://wikipedia.org/" + "y" * 100}, 422),
        ({"status": "x" * 476 + " https://wikipedia.org/" + "y" * 100}, 200),
        ({"status": "@anna@a-very-long-name.example " + "x" * 494}, 200),
        ({"status": "x", "visibility": "loud"}, 422), ({"status": "x", "in_reply_to_id": "1"}, 404),
        ({"status": "x", "media_ids": ["1"]}, 422), ({"status": "x", "media_ids": ["1"] * 5}, 422),
    ],
)  # fmt: skip
def test_a_status_is_taken_or_refused_as_on_the_real_server(twin: Twin, fields: dict[str, Any], status: int) -> None:
    assert write(twin, **fields) == status


def upload(twin: Twin, mime_type: str, description: str = "") -> Any:
    files = {"file": FilePart("f", mime_type, b"x")}
    return twin.handle(post_multipart(f"{world.SERVER}/api/v2/media", {"description": description}, files, BEARER))


def test_files_are_checked(twin: Twin) -> None:
    assert upload(twin, "image/png").status == 200
    assert upload(twin, "video/mp4").status == 202
    assert upload(twin, "text/html").status == 422
    assert upload(twin, "image/png", "x" * 1501).status == 422


def test_a_film_and_a_picture_do_not_go_together(twin: Twin) -> None:
    ids = [upload(twin, kind).json()["id"] for kind in ("image/png", "video/mp4")]
    assert write(twin, status="x", media_ids=ids) == 422


def test_pages_go_forward_and_back(twin: Twin) -> None:
    ids = []
    for number in range(5):
        twin.clock.advance(60)  # type: ignore[attr-defined]
        ids.append(twin.publish_past(f"No {number}", twin.clock()))
    url = f"{world.SERVER}/api/v1/accounts/{twin.store.items('account')[0][0]}/statuses"

    def page(**params: str) -> list[str]:
        return [status["id"] for status in twin.handle(get(url, params, BEARER)).json()]

    assert page(limit="2") == [ids[4], ids[3]]
    assert page(limit="2", max_id=ids[3]) == [ids[2], ids[1]]
    assert page(limit="2", min_id=ids[0]) == [ids[2], ids[1]]
    assert page(limit="2", since_id=ids[0]) == [ids[4], ids[3]]
    assert len(page(limit="x")) == 5


def test_muted_and_blocked_people_are_not_heard(twin: Twin) -> None:
    twin.write_as("anna", "Anna", "hello", twin.clock(), kind="mention")
    anna = twin.store.get("person", "anna")
    assert anna is not None
    url = f"{world.SERVER}/api/v1/notifications"
    assert len(twin.handle(get(url, None, BEARER)).json()) == 1
    twin.handle(post_json(f"{world.SERVER}/api/v1/accounts/{anna['id']}/mute", {}, BEARER))
    assert twin.handle(get(url, None, BEARER)).json() == []
    twin.handle(post_json(f"{world.SERVER}/api/v1/accounts/{anna['id']}/unmute", {}, BEARER))
    assert len(twin.handle(get(url, None, BEARER)).json()) == 1


def test_followers_have_a_past(twin: Twin) -> None:
    clock = twin.clock
    twin.set_followers(9, clock())
    clock.advance(3600)  # type: ignore[attr-defined]
    twin.set_followers(50, clock())
    account = twin.handle(get(f"{world.SERVER}/api/v1/accounts/verify_credentials", None, BEARER)).json()
    assert account["followers_count"] == 50


def test_without_a_token_nothing_is_shown(twin: Twin) -> None:
    assert twin.handle(get(f"{world.SERVER}/api/v1/notifications")).status == 401

"""All rehearsal networks alike: several accounts in one world, nothing that leads outside, the same twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, cast
from urllib.parse import urlsplit

import pytest

from vitrino.connect.conformance.harness import START, RecordingDoor, SetClock, picture
from vitrino.connect.connector import Connector
from vitrino.connect.records import Credentials, OutgoingPost
from vitrino.connect.registry import manifests, platform
from vitrino.connect.rehearsal import Rehearsal
from vitrino.connect.twin import SqliteTwinStore, Twin, TwinDoor

KEYS = sorted(key for key, manifest in manifests().items() if manifest.can_rehearse)


class World:
    """One platform's rehearsal network with a door that remembers."""

    def __init__(self, key: str) -> None:
        self.found = platform(key)
        self.clock = SetClock()
        self.twin: Any = cast("type[Twin]", self.found.twin)(SqliteTwinStore(":memory:"), self.clock)
        self.door = RecordingDoor(TwinDoor(self.twin))

    def connector(self, credentials: Credentials) -> Connector:
        assert self.found.connector is not None
        return self.found.connector(self.door, credentials, self.clock)


@pytest.fixture(params=KEYS)
def world(request: pytest.FixtureRequest) -> World:
    return World(request.param)


def test_a_twin_can_be_rehearsed_on(world: World) -> None:
    assert isinstance(world.twin, Rehearsal)


def test_the_same_handle_gives_the_same_account(world: World) -> None:
    profiles = [world.connector(world.twin.open_account("bakery", "Bakery", 10)).probe() for _time in range(2)]
    assert profiles[0] == profiles[1]


def test_two_accounts_in_one_world_do_not_see_each_others_posts(world: World) -> None:
    accounts = [world.twin.open_account(handle, handle, 10) for handle in ("bakery", "florist")]
    world.twin.publish_past("Roses are here", START - timedelta(days=1))
    seen = [[post.text for post in world.connector(account).history(5)] for account in accounts]
    assert sorted(seen) == [[], ["Roses are here"]]


def test_an_old_post_can_have_a_picture_and_keeps_its_time(world: World) -> None:
    credentials = world.twin.open_account("bakery", "Bakery", 10)
    at = START - timedelta(days=80, minutes=7)
    world.twin.publish_past("Old bread", at, has_picture=True)
    (post,) = world.connector(credentials).history(5)
    assert (post.text, post.at) == ("Old bread", at)


def test_a_rehearsal_asks_nobody_outside(world: World) -> None:
    """Even if a request took the wrong door, the addresses lead nowhere: the top-level name "invalid" never exists."""
    credentials = world.twin.open_account("bakery", "Bakery", 10)
    connector = world.connector(credentials)
    image = world.found.manifest.media_rule("image")
    media = (replace(picture(), mime_type=image.mime_types[0] if image else "image/png", public_url=""),)
    post = OutgoingPost("key", "Fresh bread", START, media=media)
    connector.probe()
    connector.commit(post, connector.prepare(post, {}))
    connector.history(5)
    hosts = {urlsplit(request.url).hostname or "" for request in world.door.sent}
    assert hosts
    assert all(host.endswith((".invalid", ".test", ".example")) for host in hosts), hosts

"""Our Bluesky connector against the official servers (PDS, PLC, AppView)."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.contracts.bluesky_journey import Desk, journey
from tests.contracts.transcript import RecordingDoor
from tests.peers.bluesky.network import Account, BlueskyNetwork
from vitrino.connect.conformance import SetClock
from vitrino.connect.errors import AuthLost, OutcomeUnknown
from vitrino.connect.http import HttpDoor
from vitrino.connect.records import Credentials, OutgoingPost, Published, Reference
from vitrino.connect.secret import Secret
from vitrino.platforms.bluesky.auth import authenticator
from vitrino.platforms.bluesky.client import Client

pytestmark = pytest.mark.bluesky


@dataclass
class RealPeople:
    """The customer, with another client on the same network."""

    network: BlueskyNetwork
    shop: Account
    customer: Account

    def react_to(self, published: Published) -> None:
        post = {"uri": published.remote_id, "cid": published.extra["cid"]}
        network, customer = self.network, self.customer
        network.settle()  # a reply to a post the shared view has not seen yet is told to nobody
        network.post(customer, f"Best bread: @{self.shop.handle}", facets=[_mention(self.shop, 12)])
        network.post(customer, "Is it gluten-free? ĉu?", reply={"root": post, "parent": post})
        network.post(customer, "Look at this!", embed={"$type": "app.bsky.embed.record", "record": post})
        self._record("app.bsky.feed.like", subject=post)
        self._record("app.bsky.feed.repost", subject=post)
        self._record("app.bsky.graph.follow", subject=self.shop.did)
        network.settle()

    def see_answer(self, published: Published, text: str) -> None:
        self.network.settle()
        seen = self.network.ask("app.bsky.notification.listNotifications", account=self.customer)["notifications"]
        told = {one["reason"]: one for one in seen}
        assert told["reply"]["uri"] == published.remote_id
        assert told["reply"]["record"]["text"] == text
        assert told["mention"]["author"]["did"] == self.shop.did, "the mention in our first post was told too"
        thread = self.network.ask("app.bsky.feed.getPostThread", account=self.customer, uri=published.remote_id)
        assert thread["thread"]["parent"]["post"]["record"]["text"] == "Is it gluten-free? ĉu?"

    def count_posts(self, expected: int) -> None:
        assert len(self._records("app.bsky.feed.post")) == expected

    def see_hidden(self, uri: str) -> None:
        (gate,) = self._records("app.bsky.feed.threadgate")
        assert gate["value"]["hiddenReplies"] == [uri]

    def _records(self, collection: str) -> list[dict[str, Any]]:
        found = self.network.ask("com.atproto.repo.listRecords", repo=self.shop.did, collection=collection)["records"]
        return list(found)

    def _record(self, collection: str, **fields: Any) -> None:
        value = {"$type": collection, "createdAt": datetime.now(UTC).isoformat(), **fields}
        wanted = {"repo": self.customer.did, "collection": collection, "record": value}
        self.network.call("com.atproto.repo.createRecord", wanted, account=self.customer)


def _mention(account: Account, start: int) -> dict[str, Any]:
    end = start + len(account.handle) + 1
    feature = {"$type": "app.bsky.richtext.facet#mention", "did": account.did}
    return {"index": {"byteStart": start, "byteEnd": end}, "features": [feature]}


def test_a_shops_day_on_the_official_servers(bluesky_network: BlueskyNetwork) -> None:
    network = bluesky_network
    shop, customer = (network.create_account(f"{name}-{secrets.token_hex(3)}") for name in ("bakery", "dorota"))
    network.settle()
    door = RecordingDoor(HttpDoor(allow_private=True))
    now = datetime.now(UTC).replace(microsecond=0)
    fields = {"handle": shop.handle, "app_password": shop.password, "server": network.pds_url}
    desk = Desk(door, now, fields, {"handle": customer.handle, "did": customer.did})
    last = journey(desk, RealPeople(network, shop, customer))
    if os.environ.get("VITRINO_RECORD"):
        _record(door, desk, last)


def _record(door: RecordingDoor, desk: Desk, last: Credentials) -> None:
    door.hide(password=desk.fields["app_password"])
    door.hide(**{f"{name}-last": secret.reveal() for name, secret in last.secrets.items() if name != "app_password"})
    for number, exchange in enumerate(door.exchanges):
        body = (exchange["response"]["body"] or {}).get("json", {})
        tokens = {f"{name}-{number}": body[name] for name in ("accessJwt", "refreshJwt") if name in body}
        door.hide(**tokens)
    facts = {"now": desk.now.isoformat(), "fields": dict(desk.fields), "customer": dict(desk.customer)}
    door.save("bluesky", facts)


@pytest.fixture
def account(bluesky_network: BlueskyNetwork) -> Account:
    return bluesky_network.create_account(f"baker-{secrets.token_hex(3)}")


def test_a_late_create_leaves_an_edit_alone_and_a_late_put_would_not(
    bluesky_network: BlueskyNetwork, account: Account
) -> None:
    """Why we publish with createRecord: both make one post of a repeat, but only one respects an edit."""
    client, post, now = _client(bluesky_network, account)
    published = client.commit(post, {})
    assert isinstance(published, Published)
    place = {"repo": account.did, "collection": "app.bsky.feed.post", "rkey": published.remote_id.rpartition("/")[2]}
    asked: dict[str, Any] = dict(place)
    first = bluesky_network.ask("com.atproto.repo.getRecord", **asked)["value"]

    same = bluesky_network.call("com.atproto.repo.putRecord", {**place, "record": first}, account=account)
    assert (same["uri"], same["cid"]) == (published.remote_id, published.extra["cid"])
    assert "commit" not in same, "an identical put changes nothing"

    edited = {**first, "text": "Edited by hand"}
    bluesky_network.call("com.atproto.repo.putRecord", {**place, "record": edited}, account=account)
    with pytest.raises(OutcomeUnknown):
        client.commit(post, {})
    assert [seen.text for seen in client.look(post, {}, now).found] == ["Edited by hand"]

    bluesky_network.call("com.atproto.repo.putRecord", {**place, "record": first}, account=account)
    assert [seen.text for seen in client.look(post, {}, now).found] == [post.text], "the put has undone the edit"


def test_a_token_of_another_kind_is_no_sign_in(bluesky_network: BlueskyNetwork, account: Account) -> None:
    wrong = Credentials({"access_token": Secret("nonsense")}, {"server": bluesky_network.pds_url, "did": account.did})
    client = Client(HttpDoor(allow_private=True), wrong, SetClock(datetime.now(UTC)))
    with pytest.raises(AuthLost):
        client.probe()


def _client(network: BlueskyNetwork, account: Account) -> tuple[Client, OutgoingPost, datetime]:
    door, now = HttpDoor(allow_private=True), datetime.now(UTC)
    fields = {"handle": account.handle, "app_password": account.password, "server": network.pds_url}
    credentials = authenticator.begin(door, fields, "", "")
    assert isinstance(credentials, Credentials)
    post = OutgoingPost(key="a-post", text="As first written", created_at=now)
    return Client(door, credentials, SetClock(now)), post, now


def test_a_thread_and_its_first_comment_hang_together_and_can_be_taken_down(
    bluesky_network: BlueskyNetwork, account: Account
) -> None:
    client, post, now = _client(bluesky_network, account)
    first = _sent(client, post)
    root = Reference(first.remote_id, first.extra)
    second = _sent(client, OutgoingPost("two", "Second of the story.", now, reply_to=root, root=root))
    above = Reference(second.remote_id, second.extra)
    comment = OutgoingPost("three", "Come early!", now, kind="comment", reply_to=above, root=root)
    third = _sent(client, comment)
    bluesky_network.settle()
    found = bluesky_network.ask("app.bsky.feed.getPostThread", account=account, uri=third.remote_id)["thread"]
    assert found["parent"]["post"]["uri"] == second.remote_id
    assert found["parent"]["parent"]["post"]["uri"] == first.remote_id
    assert [seen.remote_id for seen in client.look(comment, {}, now).found] == [third.remote_id]
    for _time in range(2):
        client.act(Reference(third.remote_id, third.extra), "delete")
    assert not client.look(comment, {}, now).found


def test_a_changed_record_would_be_a_quiet_rewrite(bluesky_network: BlueskyNetwork, account: Account) -> None:
    """Why Vitrino offers no edit on Bluesky: the new words stand under likes that were given to the old ones, nothing
    shows that they were changed, and an answer goes on naming the content that is gone."""
    client, post, _now = _client(bluesky_network, account)
    published = _sent(client, post)
    bluesky_network.settle()
    place = {"repo": account.did, "collection": "app.bsky.feed.post", "rkey": published.remote_id.rpartition("/")[2]}
    asked: dict[str, Any] = dict(place)
    value = bluesky_network.ask("com.atproto.repo.getRecord", **asked)["value"]
    old = {"uri": published.remote_id, "cid": published.extra["cid"]}
    like = {"$type": "app.bsky.feed.like", "createdAt": value["createdAt"], "subject": old}
    wanted = {"repo": account.did, "collection": "app.bsky.feed.like", "record": like}
    bluesky_network.call("com.atproto.repo.createRecord", wanted, account=account)
    changed = {**place, "record": {**value, "text": "Other words"}}
    bluesky_network.call("com.atproto.repo.putRecord", changed, account=account)
    bluesky_network.settle()
    (shown,) = bluesky_network.ask("app.bsky.feed.getPosts", account=account, uris=published.remote_id)["posts"]
    assert (shown["record"]["text"], shown["likeCount"]) == ("Other words", 1)
    assert shown["cid"] != old["cid"]
    assert not [name for name in shown if "edit" in name.lower()]


def _sent(client: Client, post: OutgoingPost) -> Published:
    published = client.commit(post, client.prepare(post, {}))
    assert isinstance(published, Published)
    return published

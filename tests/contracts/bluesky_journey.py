"""One shop's day on Bluesky, step by step through our connector; the same steps live and played back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import pytest

from vitrino.connect.conformance import SetClock
from vitrino.connect.conformance.harness import picture
from vitrino.connect.errors import OutcomeUnknown, Refused
from vitrino.connect.records import Arrival, Credentials, OutgoingPost, Published, Reference
from vitrino.connect.wire import Door
from vitrino.platforms.bluesky.auth import authenticator
from vitrino.platforms.bluesky.client import Client

FAMILY = "👨‍👩‍👧‍👦"  # one sign to the eye, 25 bytes


class People(Protocol):
    """What others do meanwhile, and what they see. Played back, all this has already happened."""

    def react_to(self, published: Published) -> None:
        """The customer mentions, replies, quotes, likes, reposts and follows."""

    def see_answer(self, published: Published, text: str) -> None: ...

    def count_posts(self, expected: int) -> None: ...

    def see_hidden(self, uri: str) -> None: ...


@dataclass
class Desk:
    """Our side: the door, the clock, who we are, and whom we write about."""

    door: Door
    now: datetime
    fields: Mapping[str, str]
    customer: Mapping[str, str]

    def sign_in(self) -> Credentials:
        found = authenticator.begin(self.door, self.fields, "", "")
        assert isinstance(found, Credentials)
        return found

    def client(self, credentials: Credentials) -> Client:
        return Client(self.door, credentials, SetClock(self.now))

    def post(self, text: str, key: str, **more: Any) -> OutgoingPost:
        return OutgoingPost(key=key, text=text, created_at=self.now, **more)


def sign_in_and_look_around(desk: Desk) -> tuple[Credentials, Client]:
    credentials = desk.sign_in()
    client = desk.client(credentials)
    profile = client.probe()
    assert profile.handle == desk.fields["handle"]
    assert profile.remote_id == credentials.public["did"]
    assert credentials.public["server"] == desk.fields["server"], "the account's own document names this server"
    return credentials, client


def publish(desk: Desk, client: Client) -> Published:
    """Link, hashtag, mention and picture; and the same again, which must not make a second post."""
    text = f"Świeży chleb 🥖 for @{desk.customer['handle']}: https://www.wikipedia.org/wiki/Rye_bread #żytni"
    post = desk.post(text, "bread", language="en", media=(picture("Rye bread — świeży"),))
    kept = client.prepare(post, {})
    assert not client.look(post, kept, desk.now).found
    published = client.commit(post, kept)
    assert isinstance(published, Published)
    with pytest.raises(OutcomeUnknown):  # the key is taken: a plain 500
        client.commit(post, kept)
    sighting = client.look(post, kept, desk.now)
    assert [(seen.remote_id, seen.text, seen.media_count) for seen in sighting.found] == [
        (published.remote_id, text, 1)
    ]
    assert sighting.by_key
    assert sighting.fresh
    return published


def listen(desk: Desk, client: Client, published: Published) -> Arrival:
    """Everything the customer did has arrived; gives the comment."""
    mentions = client.pull("mention", "").arrivals
    assert sorted(arrival.text for arrival in mentions) == [f"Best bread: @{desk.fields['handle']}", "Look at this!"]
    (comment,) = client.pull("comment", "").arrivals
    assert comment.text == "Is it gluten-free? ĉu?"
    assert comment.parent_id == comment.thread_id == published.remote_id
    assert comment.author.handle == desk.customer["handle"]
    for kind in ("like", "share", "follow"):
        (arrival,) = client.pull(kind, "").arrivals
        assert arrival.author.remote_id == desk.customer["did"]
    again = client.pull("comment", client.pull("comment", "").cursor)
    assert [arrival.remote_id for arrival in again.arrivals] == [comment.remote_id], "the overlap reads it again"
    return comment


def answer(desk: Desk, client: Client, comment: Arrival) -> tuple[Published, str]:
    text = "No, rye has gluten. Our corn bread on Friday has none."
    post = desk.post(text, "answer", kind="reply", reply_to=comment.reply)
    answered = client.commit(post, client.prepare(post, {}))
    assert isinstance(answered, Published)
    return answered, text


def measure(client: Client, published: Published) -> None:
    (metrics,) = client.measure([published.remote_id, "at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/app.bsky.feed.post/3k"])
    assert {name: metrics.values[name] for name in ("likes", "comments", "shares")} == {
        "likes": 1, "comments": 1, "shares": 2,
    }  # fmt: skip
    assert client.measure_account().values == {"follows": 1}
    assert [post.remote_id for post in client.history(10)] == [published.remote_id]


def try_the_limits(desk: Desk, client: Client) -> list[Published]:
    """300 signs and 3000 bytes are taken, one more is refused, by the server itself."""
    fits = [desk.post("ż" * 300, "300"), desk.post(FAMILY * 120, "3000-bytes")]
    taken = [client.commit(post, client.prepare(post, {})) for post in fits]
    for post in (desk.post("ż" * 301, "301"), desk.post(FAMILY * 121, "3025-bytes")):
        with pytest.raises(Refused) as refused:
            client.commit(post, client.prepare(post, {}))
        assert str(refused.value)
        assert not client.look(post, {}, desk.now).found
    return [post for post in taken if isinstance(post, Published)]


def moderate(client: Client, comment: Arrival) -> None:
    assert comment.reply is not None
    for action in ("hide", "hide", "unhide", "hide", "mute", "mute", "unmute", "report", "block", "block"):
        client.act(comment.reply, action)


def take_back(desk: Desk, client: Client, posts: list[Published]) -> None:
    for published in posts:
        for _time in range(2):
            client.act(Reference(published.remote_id, published.extra), "delete")
    assert not client.look(desk.post("ż" * 300, "300"), {}, desk.now).found


def renew(desk: Desk, credentials: Credentials) -> Credentials:
    renewed = authenticator.refresh(desk.door, credentials)
    assert renewed.public == credentials.public
    assert desk.client(renewed).probe().handle == desk.fields["handle"]
    return renewed


def journey(desk: Desk, people: People) -> Credentials:
    """The whole day; gives the renewed credentials."""
    credentials, client = sign_in_and_look_around(desk)
    published = publish(desk, client)
    people.count_posts(1)
    people.react_to(published)
    comment = listen(desk, client, published)
    answered, text = answer(desk, client, comment)
    people.see_answer(answered, text)
    measure(client, published)
    posts = try_the_limits(desk, client)
    people.count_posts(4)
    moderate(client, comment)
    people.see_hidden(comment.remote_id)
    take_back(desk, client, posts)
    people.count_posts(2)
    return renew(desk, credentials)

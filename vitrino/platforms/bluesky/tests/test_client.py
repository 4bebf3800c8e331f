"""What is special about the Bluesky connector, beyond the suite."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from vitrino.connect.conformance import SetClock
from vitrino.connect.conformance.harness import picture
from vitrino.connect.errors import AuthLost, OutcomeUnknown, Refused
from vitrino.connect.records import ArrivalKind, OutgoingMedia, OutgoingPost, Published, Reference
from vitrino.connect.twin import SqliteTwinStore, TwinDoor, answer_json
from vitrino.connect.wire import Request, Response
from vitrino.platforms.bluesky.client import Client
from vitrino.platforms.bluesky.translate import arrival, metrics
from vitrino.platforms.bluesky.twin import Twin


class Desk:
    """A shop on a fresh network."""

    def __init__(self) -> None:
        self.clock = SetClock()
        self.twin = Twin(SqliteTwinStore(":memory:"), self.clock)
        self.credentials = self.twin.open_account("corner-bakery", "Corner Bakery", 5)
        self.did = self.credentials.public["did"]
        self.client = Client(TwinDoor(self.twin), self.credentials, self.clock)

    def post(self, text: str = "Rye!", key: str = "k", **more: Any) -> OutgoingPost:
        return OutgoingPost(key=key, text=text, created_at=self.clock(), **more)

    def publish(self, post: OutgoingPost) -> Published:
        published = self.client.commit(post, self.client.prepare(post, {}))
        assert isinstance(published, Published)
        return published

    def value(self, uri: str) -> dict[str, Any]:
        entry = self.twin.store.get("record", uri)
        assert entry is not None
        return dict(entry["value"])

    def gate(self, uri: str) -> dict[str, Any]:
        return self.value(uri.replace("app.bsky.feed.post", "app.bsky.feed.threadgate"))


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_taken_key_is_unknown_and_the_look_adopts_what_is_there(desk: Desk) -> None:
    post = desk.post()
    published = desk.publish(post)
    with pytest.raises(OutcomeUnknown):
        desk.client.commit(post, {})
    sighting = desk.client.look(post, {}, post.created_at)
    assert [seen.remote_id for seen in sighting.found] == [published.remote_id]
    assert sighting.found[0].client_key == post.key


def test_a_repeat_is_byte_for_byte_the_same(desk: Desk) -> None:
    """Even hours later, with a name that has changed hands meanwhile."""
    desk.twin.open_account("dorota", "Dorota", 1)
    post = desk.post("For @dorota.rehearsal.test")
    kept = desk.client.prepare(post, {})
    first = desk.value(desk.publish(post).remote_id)
    desk.twin.store.delete("name", "dorota.rehearsal.test")
    desk.clock.advance(9000)
    assert desk.client.prepare(post, kept)["did.dorota.rehearsal.test"] == kept["did.dorota.rehearsal.test"]
    assert first["facets"][0]["features"][0]["did"] == kept["did.dorota.rehearsal.test"]
    assert first["createdAt"] == "2026-11-21T12:00:00.000Z"


def test_a_name_nobody_has_stays_plain_text(desk: Desk) -> None:
    assert "facets" not in desk.value(desk.publish(desk.post("For @nobody.rehearsal.test")).remote_id)


def test_pictures_are_uploaded_again_when_the_server_may_have_dropped_them(desk: Desk) -> None:
    post = desk.post(media=(picture(),))
    kept = desk.client.prepare(post, {})
    desk.clock.advance(60)
    assert desk.client.prepare(post, kept) == kept
    desk.twin.store.delete("blob", desk.twin.store.items("blob")[0][0])
    desk.clock.advance(600)
    again = desk.client.prepare(post, kept)
    assert again["blob.0"] == kept["blob.0"], "the same bytes are the same blob"
    desk.client.commit(post, again)


@pytest.mark.parametrize(
    "media",
    [
        (picture(),) * 5,
        (OutgoingMedia("image", "image/png", b"x" * 2_000_001, "", 1, 1),),
        (OutgoingMedia("image", "image/tiff", b"x", "", 1, 1),),
        (OutgoingMedia("video", "video/mp4", b"x", "", 1, 1),),
    ],
)
def test_pictures_bluesky_would_refuse_are_not_even_uploaded(desk: Desk, media: tuple[OutgoingMedia, ...]) -> None:
    with pytest.raises(Refused) as caught:
        desk.client.prepare(desk.post(media=media), {})
    assert str(caught.value)
    assert not any(path.endswith("uploadBlob") for _method, path in desk.twin.requests)


def test_pictures_carry_their_shape_and_words(desk: Desk) -> None:
    value = desk.value(desk.publish(desk.post(media=(picture("Rye", width=3),))).remote_id)
    (image,) = value["embed"]["images"]
    assert (image["alt"], image["aspectRatio"]) == ("Rye", {"width": 3, "height": 2})


def test_a_link_alone_becomes_a_card_and_beside_pictures_it_does_not(desk: Desk) -> None:
    alone = desk.value(desk.publish(desk.post(link="https://bakery.example/rye")).remote_id)
    beside = desk.value(desk.publish(desk.post(key="b", link="https://bakery.example", media=(picture(),))).remote_id)
    assert alone["embed"]["external"] == {
        "uri": "https://bakery.example/rye",
        "title": "bakery.example",
        "description": "",
    }
    assert beside["embed"]["$type"] == "app.bsky.embed.images"


def test_the_card_has_the_title_of_the_page_where_it_is_known(desk: Desk) -> None:
    post = desk.post(link="https://bakery.example/rye", link_title="Rye, slowly")
    assert desk.value(desk.publish(post).remote_id)["embed"]["external"]["title"] == "Rye, slowly"


def test_a_whole_talk_hangs_from_its_root(desk: Desk) -> None:
    root = desk.publish(desk.post("Cake or bread?"))
    desk.twin.write_as("anna", "Anna", "Cake!", desk.clock(), root.remote_id)
    (comment,) = desk.client.pull("comment", "").arrivals
    answer = desk.publish(desk.post("Noted.", key="a", kind="reply", reply_to=comment.reply))
    reply = desk.value(answer.remote_id)["reply"]
    assert (reply["root"]["uri"], reply["parent"]["uri"]) == (root.remote_id, comment.remote_id)
    assert answer.extra["root_uri"] == root.remote_id
    desk.clock.advance(1)
    desk.twin.write_as("anna", "Anna", "And tea.", desk.clock(), answer.remote_id)
    assert {one.thread_id for one in desk.client.pull("comment", "").arrivals} == {root.remote_id}


def test_hidden_replies_stand_in_the_gate_beside_the_rules_of_the_owner(desk: Desk) -> None:
    root = desk.publish(desk.post("Cake or bread?")).remote_id
    for name in ("anna", "jan"):
        desk.twin.write_as(name, name, "rude words", desk.clock(), root)
    one, other = desk.client.pull("comment", "").arrivals
    assert one.reply is not None
    assert other.reply is not None
    desk.client.act(one.reply, "hide")
    uri = root.replace("app.bsky.feed.post", "app.bsky.feed.threadgate")
    entry = desk.twin.store.get("record", uri)
    assert entry is not None
    desk.twin.store.put("record", uri, {**entry, "value": {**entry["value"], "allow": []}})
    desk.client.act(other.reply, "hide")
    desk.client.act(other.reply, "hide")
    assert desk.gate(root)["hiddenReplies"] == [one.remote_id, other.remote_id]
    assert desk.gate(root)["allow"] == [], "the owner's own rule is still there"
    desk.client.act(one.reply, "unhide")
    assert desk.gate(root)["hiddenReplies"] == [other.remote_id]


def test_replies_below_somebody_elses_post_cannot_be_hidden(desk: Desk) -> None:
    target = Reference("at://did:plc:x/app.bsky.feed.post/1", {"root_uri": "at://did:plc:x/app.bsky.feed.post/0"})
    with pytest.raises(Refused):
        desk.client.act(target, "hide")
    with pytest.raises(Refused):
        desk.client.act(target, "delete")


def test_muted_and_blocked_people_are_not_heard(desk: Desk) -> None:
    desk.twin.write_as("anna", "Anna", "rude words", desk.clock(), kind="mention")
    (mention,) = desk.client.pull("mention", "").arrivals
    assert mention.reply is not None
    for action, heard in (("mute", 0), ("unmute", 1), ("block", 0), ("unblock", 1)):
        desk.client.act(mention.reply, action)
        assert len(desk.client.pull("mention", "").arrivals) == heard, action


def test_the_time_of_an_arrival_is_not_what_its_writer_claims(desk: Desk) -> None:
    uri = desk.twin.write_as("anna", "Anna", "hello", desk.clock(), kind="mention")
    entry = desk.twin.store.get("record", uri)
    assert entry is not None
    desk.twin.store.put("record", uri, {**entry, "value": {**entry["value"], "createdAt": "2099-01-01T00:00:00Z"}})
    (arrival,) = desk.client.pull("mention", "").arrivals
    assert arrival.at == desk.clock()


@pytest.mark.parametrize(("text", "kind"), [("Look at this!", "mention"), ("", "share"), (" \n", "share")])
def test_a_quote_with_words_speaks_to_us_and_one_without_only_shares(text: str, kind: str) -> None:
    who = {"did": "did:plc:dorota", "handle": "dorota.test"}
    told = {"uri": "at://did:plc:dorota/app.bsky.feed.post/3k", "reason": "quote", "author": who}
    notification = {**told, "record": {"text": text}, "reasonSubject": "at://did:plc:zorza/app.bsky.feed.post/1"}
    kinds: tuple[ArrivalKind, ...] = ("mention", "share")
    assert [one for one in kinds if arrival(notification, one)] == [kind]


def test_quotes_are_shares_only_where_reposts_are_known() -> None:
    now = SetClock()()
    assert metrics({"repostCount": 2, "quoteCount": 3}, now).values == {"shares": 5}
    assert metrics({"repostCount": 2}, now).values == {"shares": 2}
    assert metrics({"quoteCount": 3, "likeCount": None}, now).values == {}


def test_an_account_the_network_does_not_show_yet_can_be_connected(desk: Desk) -> None:
    """Measured: the view of a new account comes two seconds after the account."""

    class Behind(TwinDoor):
        def send(self, request: Request) -> Response:
            if "getProfile" in request.url:
                return answer_json({"error": "InvalidRequest", "message": "Profile not found"}, 400)
            return super().send(request)

    client = Client(Behind(desk.twin), desk.credentials, desk.clock)
    assert client.probe().handle == "corner-bakery.rehearsal.test"
    assert client.measure_account().values == {}


def test_reposts_are_not_own_posts(desk: Desk) -> None:
    own = desk.twin.publish_past("Ours", desk.clock() - timedelta(days=1))
    answer = desk.publish(desk.post("Answer", reply_to=Reference(own, {"cid": "x"})))
    assert [post.remote_id for post in desk.client.history(10)] == [own]
    assert answer.remote_id != own


def test_the_session_of_another_account_writes_nothing(desk: Desk) -> None:
    desk.twin.open_account("dorota", "Dorota", 1)
    other = desk.twin.open_account("dorota", "Dorota", 1)
    mixed = Client(TwinDoor(desk.twin), type(other)(other.secrets, desk.credentials.public), desk.clock)
    with pytest.raises(AuthLost):
        mixed.commit(desk.post(), {})

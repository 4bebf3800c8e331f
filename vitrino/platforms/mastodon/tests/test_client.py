"""What is special about the Mastodon connector, beyond the suite."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from vitrino.connect.conformance import SetClock
from vitrino.connect.conformance.harness import picture
from vitrino.connect.errors import NotSent, OutcomeUnknown, Refused
from vitrino.connect.records import OutgoingMedia, OutgoingPost, Published, Reference
from vitrino.connect.twin import Fault, SqliteTwinStore, TwinDoor
from vitrino.platforms.mastodon.client import Client
from vitrino.platforms.mastodon.twin import Twin

FILM = OutgoingMedia("video", "video/mp4", b"film", "The oven opens", 1080, 1920)


class Desk:
    """A shop on a fresh server."""

    def __init__(self, **settings: Any) -> None:
        self.clock = SetClock()
        self.twin = Twin(SqliteTwinStore(":memory:"), self.clock, **settings)
        self.credentials = self.twin.open_account("corner_bakery", "Corner Bakery", 5)
        self.client = Client(TwinDoor(self.twin), self.credentials, self.clock)

    def post(self, text: str = "Rye!", key: str = "k", **more: Any) -> OutgoingPost:
        return OutgoingPost(key=key, text=text, created_at=self.clock(), **more)

    def publish(self, post: OutgoingPost) -> Published:
        published = self.client.commit(post, self.client.prepare(post, {}))
        assert isinstance(published, Published)
        return published

    def texts(self) -> list[str]:
        return [status["text"] for _id, status in self.twin.store.items("status")]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_film_that_is_not_ready_is_waited_for_without_sending(desk: Desk) -> None:
    post = desk.post(media=(FILM,))
    kept = desk.client.prepare(post, {})
    with pytest.raises(NotSent) as caught:
        desk.client.commit(post, kept)
    assert caught.value.retry_at is not None
    assert desk.texts() == []
    desk.clock.now = caught.value.retry_at + timedelta(seconds=30)
    assert isinstance(desk.client.commit(post, desk.client.prepare(post, kept)), Published)
    assert desk.texts() == ["Rye!"]


def test_a_file_the_server_may_have_forgotten_is_uploaded_again(desk: Desk) -> None:
    post = desk.post(media=(picture(),))
    kept = desk.client.prepare(post, {})
    desk.clock.advance(11 * 3600)
    assert desk.client.prepare(post, kept) == kept
    desk.clock.advance(2 * 3600)
    assert desk.client.prepare(post, kept)["media.0"] != kept["media.0"]


def test_a_key_is_forgotten_after_an_hour(desk: Desk) -> None:
    post = desk.post()
    kept = desk.client.prepare(post, {})
    desk.client.commit(post, kept)
    desk.clock.advance(3599)
    desk.client.commit(post, kept)
    assert len(desk.texts()) == 1
    desk.clock.advance(2)
    desk.client.commit(post, kept)
    assert len(desk.texts()) == 2, "this is why the protocol stops trusting the key before the hour is over"


def test_a_server_that_ignores_the_key_is_found_out_by_looking() -> None:
    """GoToSocial 0.20: a blind repeat makes two posts, a look before it makes one."""
    desk = Desk(honours_keys=False)
    post = desk.post()
    kept = desk.client.prepare(post, {})
    desk.twin.faults.append(Fault("answer-lost", "/api/v1/statuses", "POST"))
    with pytest.raises(OutcomeUnknown):
        desk.client.commit(post, kept)
    assert len(desk.client.look(post, kept, post.created_at).found) == 1
    desk.client.commit(post, kept)
    assert len(desk.texts()) == 2


def test_an_answer_with_the_same_words_is_not_the_post(desk: Desk) -> None:
    comment = desk.twin.write_as("anna", "Anna", "open?", desk.clock(), desk.twin.publish_past("Hi", desk.clock()))
    answer = desk.post("Yes!", kind="reply", reply_to=Reference(comment, {"acct": "anna"}))
    desk.publish(answer)
    same_words = desk.post("@anna Yes!", key="other")
    assert desk.client.look(same_words, {}, desk.clock()).found == ()
    assert len(desk.client.look(answer, {}, desk.clock()).found) == 1


def test_a_look_reads_past_a_full_page(desk: Desk) -> None:
    post = desk.post("Among many")
    kept = desk.client.prepare(post, {})
    desk.publish(post)
    for number in range(95):
        desk.clock.advance(1)
        desk.twin.publish_past(f"Other {number}", desk.clock())
    assert len(desk.client.look(post, kept, post.created_at).found) == 1


def test_an_older_post_with_the_same_words_is_not_taken_for_ours(desk: Desk) -> None:
    desk.twin.publish_past("Closed today.", desk.clock() - timedelta(days=7))
    post = desk.post("Closed today.")
    sighting = desk.client.look(post, desk.client.prepare(post, {}), post.created_at)
    assert (sighting.found, sighting.fresh) == ((), True)


def test_a_list_without_the_newest_known_post_proves_nothing(desk: Desk) -> None:
    newest = desk.publish(desk.post("Known", key="a"))
    desk.clock.advance(600)
    post = desk.post("New", key="b")
    kept = desk.client.prepare(post, {})
    assert kept["newest"] == newest.remote_id
    desk.client.act(Reference(newest.remote_id), "delete")
    assert not desk.client.look(post, kept, post.created_at).fresh


def test_a_whole_talk_has_one_thread(desk: Desk) -> None:
    root = desk.publish(desk.post("Cake or bread?", key="root")).remote_id
    first = desk.twin.write_as("anna", "Anna", "Cake!", desk.clock(), root)
    (arrival,) = desk.client.pull("comment", "").arrivals
    ours = desk.publish(desk.post("Noted.", key="answer", kind="reply", reply_to=arrival.reply)).remote_id
    desk.clock.advance(1)
    second = desk.twin.write_as("anna", "Anna", "And tea.", desk.clock(), ours)
    found = {one.remote_id: one for one in desk.client.pull("comment", "").arrivals}
    assert {found[first].thread_id, found[second].thread_id} == {root}
    assert found[second].parent_id == ours


def test_answers_to_one_post_cost_one_question_about_their_thread(desk: Desk) -> None:
    root = desk.publish(desk.post("Cake or bread?", key="root")).remote_id
    for number in range(9):
        desk.twin.write_as(f"guest-{number}", "Guest", "Cake!", desk.clock(), root)
    desk.twin.requests.clear()
    desk.client.pull("comment", "")
    assert sum(path.endswith("/context") for _method, path in desk.twin.requests) == 1


def test_a_server_sets_its_own_limits() -> None:
    desk = Desk(max_characters=5000)
    assert desk.client.probe().limits["text"] == 5000
    desk.publish(desk.post("x" * 4000))


def test_somebody_elses_post_is_not_deleted(desk: Desk) -> None:
    theirs = desk.twin.write_as("anna", "Anna", "rude words", desk.clock(), kind="mention")
    desk.client.act(Reference(theirs), "delete")
    assert desk.twin.store.get("status", theirs), "the server says it is not there for us, and leaves it"


def test_an_id_from_outside_cannot_lead_to_another_address(desk: Desk) -> None:
    desk.client.measure(["1/../../../admin?x="])
    assert desk.twin.requests[-1] == ("GET", "/api/v1/statuses/1%2F..%2F..%2F..%2Fadmin%3Fx%3D")


def test_a_token_without_the_right_can_only_be_replaced(desk: Desk) -> None:
    desk.twin.store.put("token", "token-of-corner_bakery", {
        "account_id": desk.credentials.public["account_id"], "scopes": ["read"],
    })  # fmt: skip
    with pytest.raises(Refused, match="scopes"):
        desk.client.act(Reference("1", {"author_id": "1"}), "mute")

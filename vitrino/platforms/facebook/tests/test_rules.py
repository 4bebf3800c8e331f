"""What is special about Facebook: retired metrics, missing numbers, answers of 24 hours, comments inside posts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from vitrino.connect.conformance.harness import START, SetClock, picture
from vitrino.connect.errors import OutcomeUnknown, Refused, Unsupported
from vitrino.connect.graph import Duplicate
from vitrino.connect.records import OutgoingMedia, OutgoingPost, Published, Reference
from vitrino.connect.twin import Fault, SqliteTwinStore, TwinDoor
from vitrino.connect.wire import get
from vitrino.platforms.facebook.client import Client
from vitrino.platforms.facebook.manifest import VERSION
from vitrino.platforms.facebook.twin import Twin


class Shop:
    """One Page on a fresh rehearsal Facebook."""

    def __init__(self) -> None:
        self.clock = SetClock()
        self.twin = Twin(SqliteTwinStore(":memory:"), self.clock)
        self.credentials = self.twin.open_account("bakery", "Corner Bakery", 120)

    @property
    def client(self) -> Client:
        return Client(TwinDoor(self.twin), self.credentials, self.clock)

    def post(self, text: str, **more: object) -> OutgoingPost:
        return OutgoingPost("key", text, self.clock(), **more)  # type: ignore[arg-type]

    def publish(self, post: OutgoingPost) -> Published:
        published = self.client.commit(post, self.client.prepare(post, {}))
        assert isinstance(published, Published)
        return published


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.mark.parametrize("metric", ["post_impressions", "post_impressions_unique", "page_fans"])
def test_a_retired_metric_is_an_error_and_not_a_zero(shop: Shop, metric: str) -> None:
    remote_id = shop.twin.publish_past("Hello", START)
    url = f"{shop.credentials.public['server']}/{VERSION}/{remote_id}"
    token = {"authorization": f"Bearer {shop.credentials.secrets['access_token'].reveal()}"}
    answer = TwinDoor(shop.twin).send(get(url, {"fields": f"insights.metric({metric})"}, token))
    assert answer.status == 400
    assert answer.json()["error"]["code"] == 100


def test_numbers_facebook_does_not_tell_yet_stay_unknown(shop: Shop) -> None:
    remote_id = shop.twin.publish_past("Hello", START)
    (metrics,) = shop.client.measure([remote_id])
    assert metrics.values == {"comments": 0}


def test_one_deleted_post_does_not_spoil_the_others(shop: Shop) -> None:
    kept, gone = shop.twin.publish_past("Kept", START), shop.twin.publish_past("Gone", START)
    shop.client.act(Reference(gone), "delete")
    assert [metrics.remote_id for metrics in shop.client.measure([gone, kept])] == [kept]


def test_a_private_message_can_be_answered_for_a_day(shop: Shop) -> None:
    shop.twin.write_as("anna", "Anna", "Do you deliver?", START, kind="message")
    (message,) = shop.client.pull("message", "").arrivals
    assert message.reply is not None
    answer = shop.post("Yes, on Fridays.", kind="message", reply_to=message.reply)
    shop.publish(answer)
    assert len(shop.client.look(answer, {}, answer.created_at).found) == 1
    shop.clock.advance(25 * 3600)
    with pytest.raises(Refused, match="24 hours"):
        shop.publish(shop.post("And on Saturdays.", kind="message", reply_to=message.reply))


def test_our_own_messages_are_no_arrivals(shop: Shop) -> None:
    shop.twin.write_as("anna", "Anna", "Do you deliver?", START, kind="message")
    (message,) = shop.client.pull("message", "").arrivals
    shop.publish(shop.post("Yes.", kind="message", reply_to=message.reply))
    assert [arrival.text for arrival in shop.client.pull("message", "").arrivals] == ["Do you deliver?"]


def test_a_recommendation_is_read_and_answered(shop: Shop) -> None:
    shop.twin.write_as("anna", "Anna", "Best rolls in town", START, kind="review", rating=None)
    entry = shop.twin.store.items("rating")[0]
    shop.twin.store.put("rating", entry[0], {**entry[1], "rating": 5})
    (review,) = shop.client.pull("review", "").arrivals
    assert (review.rating, review.text, review.author.name) == (5, "Best rolls in town", "Anna")
    thanks = shop.post("Thank you, Anna!", kind="review-reply", reply_to=review.reply)
    kept = shop.client.prepare(thanks, {})
    shop.publish(thanks)
    assert len(shop.client.look(thanks, kept, thanks.created_at).found) == 1


def test_an_answer_to_an_answer_is_a_comment_too(shop: Shop) -> None:
    post = shop.twin.publish_past("Hello", START - timedelta(hours=1))
    first = shop.twin.write_as("anna", "Anna", "Nice", START, post)
    second = shop.twin.write_as("bruno", "Bruno", "I agree", START, first)
    found = {arrival.remote_id: arrival for arrival in shop.client.pull("comment", "").arrivals}
    assert found[first].parent_id == post
    assert found[second].parent_id == first
    assert found[first].thread_id == found[second].thread_id == first


def test_comments_below_several_posts_all_arrive(shop: Shop) -> None:
    written = set()
    for number in range(60):
        post = shop.twin.publish_past(f"Post {number}", START - timedelta(hours=number))
        for guest in range(30):
            written.add(shop.twin.write_as(f"g{guest}", "Guest", f"{guest}", START - timedelta(minutes=guest), post))
    found, cursor, steps = set(), "", 0
    while True:
        page = shop.client.pull("comment", cursor)
        found |= {arrival.remote_id for arrival in page.arrivals}
        cursor, steps = page.cursor, steps + 1
        if page.complete:
            break
    assert len(found) == 50 * 30, "the fifty newest posts are watched"
    assert found < written
    assert steps == 51
    assert shop.client.pull("comment", cursor).complete


def test_the_same_words_twice_are_refused_with_a_way_out(shop: Shop) -> None:
    shop.publish(shop.post("Fresh bread"))
    shop.clock.advance(1800)
    with pytest.raises(Duplicate, match="Change it a little"):
        shop.publish(shop.post("Fresh bread"))


def test_a_duplicate_that_may_be_our_own_is_looked_at_instead_of_failed(shop: Shop) -> None:
    post = shop.post("Fresh bread")
    kept = shop.client.prepare(post, {})
    shop.twin.faults.append(Fault("answer-lost", method="POST"))
    for _attempt in range(2):
        with pytest.raises(OutcomeUnknown):
            shop.client.commit(post, kept)
    assert len(shop.client.look(post, kept, post.created_at).found) == 1


def test_a_link_gets_its_preview_only_without_pictures(shop: Shop) -> None:
    shop.publish(shop.post("With link", link="https://bakery.pl/1"))
    shop.publish(shop.post("With picture", link="https://bakery.pl/2", media=(picture(),)))
    posts = [post for _key, post in shop.twin.store.items("post")]
    assert [(post["link"], len(post["photos"])) for post in posts] == [("https://bakery.pl/1", 0), ("", 1)]


def test_what_facebook_would_not_take_is_refused_before_anything_is_sent(shop: Shop) -> None:
    film = OutgoingMedia("video", "video/mp4", b"film", "", 1, 1)
    with pytest.raises(Unsupported):
        shop.client.prepare(shop.post("Film", media=(film,)), {})
    with pytest.raises(Refused):
        shop.client.prepare(shop.post("Hello?", kind="message"), {})
    assert shop.twin.store.items("photo") == []


def test_a_blocked_person_is_blocked_by_the_id_facebook_gave(shop: Shop) -> None:
    post = shop.twin.publish_past("Hello", START)
    shop.twin.write_as("troll", "Troll", "Bad!", START, post)
    (comment,) = shop.client.pull("comment", "").arrivals
    assert comment.reply is not None
    shop.client.act(comment.reply, "block")
    assert [key for key, _mark in shop.twin.store.items("blocked")] == [comment.author.remote_id]

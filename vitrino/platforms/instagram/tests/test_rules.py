"""What is special about Instagram: containers, pictures by address, numbers that come late, one private answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from vitrino.connect.conformance.harness import START, SetClock
from vitrino.connect.errors import NotSent, OutcomeUnknown, RateLimited, Refused
from vitrino.connect.graph_twin import Fail
from vitrino.connect.records import Credentials, OutgoingPost, Published
from vitrino.connect.twin import Fault, Json, SqliteTwinStore, TwinDoor
from vitrino.connect.wire import get
from vitrino.platforms.instagram.client import Client
from vitrino.platforms.instagram.manifest import VERSION
from vitrino.platforms.instagram.tests.test_conformance import jpeg
from vitrino.platforms.instagram.twin import Twin


class Shop:
    """One account on a fresh rehearsal Instagram."""

    def __init__(self) -> None:
        self.clock = SetClock()
        self.twin = Twin(SqliteTwinStore(":memory:"), self.clock)
        self.credentials = self.twin.open_account("bakery", "Corner Bakery", 120)

    @property
    def client(self) -> Client:
        return Client(TwinDoor(self.twin), self.credentials, self.clock)

    def post(self, text: str, **more: object) -> OutgoingPost:
        return OutgoingPost("key", text, self.clock(), **{"media": (jpeg(),), **more})  # type: ignore[arg-type]

    def publish(self, post: OutgoingPost) -> Published:
        published = self.client.commit(post, self.client.prepare(post, {}))
        assert isinstance(published, Published)
        return published


class Picky(Twin):
    """An Instagram that knows no insights for this kind of post."""

    def insights_of(self, media: Json, metrics: list[str]) -> list[Json]:
        raise Fail(100, "(#100) The Media Insights API does not support the views metric for this media product type.")


@pytest.fixture
def shop() -> Shop:
    return Shop()


def test_a_container_that_is_not_ready_is_published_later_and_not_made_again(shop: Shop) -> None:
    shop.twin.processing_s = 60
    post = shop.post("Bread")
    kept = shop.client.prepare(post, {})
    with pytest.raises(NotSent) as caught:
        shop.client.commit(post, kept)
    assert caught.value.retry_at is not None
    assert shop.client.look(post, kept, START).stage == "ready"
    shop.clock.advance(61)
    assert shop.client.prepare(post, kept) == kept
    shop.client.commit(post, kept)
    assert len(shop.twin.store.items("container")) == 1
    assert shop.client.look(post, kept, START).stage == "published"


def test_an_expired_container_is_replaced_and_a_published_one_never(shop: Shop) -> None:
    post = shop.post("Bread")
    kept = shop.client.prepare(post, {})
    shop.clock.advance(25 * 3600)
    assert shop.client.look(post, kept, START).stage == "expired"
    fresh = shop.client.prepare(post, kept)
    assert fresh["container"] != kept["container"]
    shop.client.commit(post, fresh)
    assert shop.client.prepare(post, fresh) == fresh


def test_an_error_after_publishing_is_no_failure(shop: Shop) -> None:
    """Some of Instagram's errors come although the post is out: the container knows better."""
    post = shop.post("Bread")
    kept = shop.client.prepare(post, {})
    shop.client.commit(post, kept)
    with pytest.raises(OutcomeUnknown):
        shop.client.commit(post, kept)
    assert len(shop.twin.store.items("media")) == 1


def test_a_picture_instagram_can_not_use_stops_before_anything_is_out(shop: Shop) -> None:
    post = shop.post("Bread", media=(replace(jpeg(), public_url="https://media.pl/broken.jpg"),))
    kept = shop.client.prepare(post, {})
    assert shop.client.look(post, kept, START).stage == "error"
    with pytest.raises(Refused):
        shop.client.commit(post, kept)
    assert shop.twin.store.items("media") == []


def test_a_picture_without_a_public_address_can_be_rehearsed_but_not_posted(shop: Shop) -> None:
    post = shop.post("Bread", media=(replace(jpeg(), public_url=""),))
    shop.publish(post)
    public = {name: value for name, value in shop.credentials.public.items() if name != "media_host"}
    real = Credentials(shop.credentials.secrets, public)
    with pytest.raises(Refused, match="public address"):
        Client(TwinDoor(shop.twin), real, shop.clock).prepare(post, {})


@pytest.mark.parametrize(
    ("media", "text"),
    [
        ((), "Only words"),
        ((replace(jpeg(), mime_type="image/png"),), "A PNG"),
        ((jpeg(),), "#a " * 31),
        ((jpeg(),), " ".join(f"@shop{number}" for number in range(21))),
    ],
    ids=["no-picture", "png", "hashtags", "mentions"],
)
def test_what_instagram_would_not_take_is_refused_with_words(shop: Shop, media: tuple[object, ...], text: str) -> None:
    with pytest.raises(Refused) as caught:
        shop.client.prepare(shop.post(text, media=media), {})
    assert str(caught.value).endswith(".")


def test_the_hundredth_post_of_a_day_is_the_last(shop: Shop) -> None:
    for number in range(100):
        shop.publish(shop.post(f"Loaf {number}"))
    with pytest.raises(RateLimited, match="100 posts in 24 hours"):
        shop.client.prepare(shop.post("One more"), {})
    shop.clock.advance(25 * 3600)
    shop.publish(shop.post("One more"))


def test_numbers_instagram_does_not_tell_yet_stay_unknown(shop: Shop) -> None:
    remote_id = shop.publish(shop.post("Bread")).remote_id
    (before,) = shop.client.measure([remote_id])
    assert before.values == {}
    assert before.lag_h == 48
    shop.twin.react(remote_id, likes=0, views=10)
    (after,) = shop.client.measure([remote_id])
    assert after.values["likes"] == 0
    assert after.values["views"] == 10


@pytest.mark.parametrize("metric", ["impressions", "plays", "video_views", "nonsense"])
def test_a_retired_metric_is_an_error_and_not_a_zero(shop: Shop, metric: str) -> None:
    remote_id = shop.twin.publish_past("Hello", START)
    url = f"{shop.credentials.public['server']}/{VERSION}/{remote_id}/insights"
    token = {"authorization": f"Bearer {shop.credentials.secrets['access_token'].reveal()}"}
    assert TwinDoor(shop.twin).send(get(url, {"metric": metric}, token)).status == 400


def test_plain_counts_are_taken_where_insights_are_refused(shop: Shop) -> None:
    remote_id = shop.twin.publish_past("Old", START)
    shop.twin.react(remote_id, likes=3, comments=1)
    shop.twin = Picky(shop.twin.store, shop.clock)
    (metrics,) = shop.client.measure([remote_id])
    assert metrics.values == {"likes": 3, "comments": 1}


def test_a_comment_gets_one_private_answer_within_seven_days(shop: Shop) -> None:
    media = shop.twin.publish_past("Hello", START)
    shop.twin.write_as("anna", "Anna", "How much?", START, media)
    (comment,) = shop.client.pull("comment", "").arrivals
    answer = shop.post("Four euro.", kind="message", reply_to=comment.reply, media=())
    shop.publish(answer)
    with pytest.raises(Refused):
        shop.publish(answer)


def test_a_private_message_can_be_answered_for_a_day(shop: Shop) -> None:
    shop.twin.write_as("anna", "Anna", "Do you deliver?", START, kind="message")
    (message,) = shop.client.pull("message", "").arrivals
    answer = shop.post("Yes, on Fridays.", kind="message", reply_to=message.reply, media=())
    shop.publish(answer)
    assert len(shop.client.look(answer, {}, answer.created_at).found) == 1
    shop.clock.advance(25 * 3600)
    with pytest.raises(Refused, match="24 hours"):
        shop.publish(replace(answer, text="And on Saturdays."))


def test_an_answer_below_a_strangers_post_can_not_be_read_back(shop: Shop) -> None:
    shop.twin.write_as("anna", "Anna", "Best rolls by @bakery", START, kind="mention")
    (mention,) = shop.client.pull("mention", "").arrivals
    answer = shop.post("Thank you!", kind="reply", reply_to=mention.reply, media=())
    kept = shop.client.prepare(answer, {})
    shop.twin.faults.append(Fault("answer-lost", method="POST"))
    with pytest.raises(OutcomeUnknown):
        shop.client.commit(answer, kept)
    sighting = shop.client.look(answer, kept, answer.created_at)
    assert (sighting.found, sighting.fresh) == ((), False)


def test_an_answer_to_an_answer_is_a_comment_of_the_same_thread(shop: Shop) -> None:
    media = shop.twin.publish_past("Hello", START - timedelta(hours=1))
    first = shop.twin.write_as("anna", "Anna", "Nice", START, media)
    second = shop.twin.write_as("bruno", "Bruno", "I agree", START, first)
    found = {arrival.remote_id: arrival for arrival in shop.client.pull("comment", "").arrivals}
    assert (found[first].parent_id, found[second].parent_id) == (media, first)
    assert found[first].thread_id == found[second].thread_id == first
    answer = shop.post("Thank you both!", kind="reply", reply_to=found[second].reply, media=())
    kept = shop.client.prepare(answer, {})
    shop.publish(answer)
    assert len(shop.client.look(answer, kept, answer.created_at).found) == 1

"""What is special about X: prices, repeated words, being summoned, shortened links, numbers that expire."""

from __future__ import annotations

from datetime import timedelta

import pytest

from vitrino.connect.conformance.harness import START, SetClock, picture
from vitrino.connect.errors import OutcomeUnknown, RateLimited, Refused, Unsupported
from vitrino.connect.records import Credentials, OutgoingMedia, OutgoingPost, Published, Reference
from vitrino.connect.twin import Fault, SqliteTwinStore, TwinDoor
from vitrino.connect.wire import Request, get
from vitrino.platforms.x.api import Duplicate
from vitrino.platforms.x.client import Client
from vitrino.platforms.x.twin import Twin


class Shop:
    """One account on a fresh rehearsal X."""

    def __init__(self) -> None:
        self.clock = SetClock()
        self.twin = Twin(SqliteTwinStore(":memory:"), self.clock)
        self.credentials = self.twin.open_account("corner_bakery", "Corner Bakery", 120)

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


def test_the_same_words_twice_are_refused_with_a_way_out(shop: Shop) -> None:
    shop.publish(shop.post("Fresh bread"))
    shop.clock.advance(3600)
    with pytest.raises(Duplicate, match="Change it a little"):
        shop.publish(shop.post("Fresh bread"))


def test_a_duplicate_that_may_be_our_own_is_looked_at_instead_of_failed(shop: Shop) -> None:
    """The first answer was lost; the person says "publish again"; X answers that the words are already there."""
    post = shop.post("Fresh bread")
    kept = shop.client.prepare(post, {})
    shop.twin.faults.append(Fault("answer-lost", "/2/tweets", "POST"))
    for _attempt in range(2):
        with pytest.raises(OutcomeUnknown):
            shop.client.commit(post, kept)
    assert len(shop.client.look(post, kept, post.created_at).found) == 1


def test_only_people_who_named_us_can_be_answered(shop: Shop) -> None:
    stranger = shop.twin.write_as("anna", "Anna", "I love @corner_bakery", START, kind="mention")
    shop.publish(shop.post("Thank you, Anna!", kind="reply", reply_to=Reference(stranger)))
    tweet = shop.twin.store.get("tweet", stranger)
    assert tweet is not None
    shop.twin.store.put("tweet", stranger, {**tweet, "text": "I love bread"})
    with pytest.raises(Refused, match="mentioned or quoted you"):
        shop.publish(shop.post("Come and see us!", kind="reply", reply_to=Reference(stranger)))


def test_a_post_with_a_link_costs_thirteen_times_as_much(shop: Shop) -> None:
    shop.client.commit(shop.post("Fresh bread"), {})
    assert shop.twin.spent_cents() == 1.5
    shop.client.commit(shop.post("Fresh bread https://bakery.pl"), {})
    assert shop.twin.spent_cents() == 21.5


def test_links_and_signs_come_back_as_they_were_written(shop: Shop) -> None:
    text = "Tea & <cake> at bakery.pl, see https://bakery.pl/a?b=1&c=2 &amp; more"
    published = shop.publish(shop.post(text, media=(picture(),)))
    raw = TwinDoor(shop.twin).send(
        get(f"{shop.credentials.public['server']}/2/tweets", {"ids": published.remote_id}, _bearer(shop.credentials))
    )
    assert "t.co" in raw.text
    assert "&amp;amp;" in raw.text
    (post,) = shop.client.history(1)
    assert post.text == text


def test_a_post_with_a_bare_domain_is_found_again(shop: Shop) -> None:
    post = shop.post("Order at bakery.pl today")
    kept = shop.client.prepare(post, {})
    shop.publish(post)
    assert len(shop.client.look(post, kept, post.created_at).found) == 1


def test_an_older_post_with_the_same_words_is_not_ours(shop: Shop) -> None:
    shop.twin.publish_past("Good morning!", START - timedelta(days=3))
    post = shop.post("Good morning!")
    assert shop.client.look(post, shop.client.prepare(post, {}), post.created_at).found == ()


def test_clicks_are_known_for_thirty_days_and_then_unknown(shop: Shop) -> None:
    old = shop.twin.publish_past("Old", START - timedelta(days=31))
    new = shop.twin.publish_past("New", START - timedelta(days=1))
    for remote_id in (old, new):
        shop.twin.react(remote_id, likes=1, views=500)
    values = {metrics.remote_id: metrics.values for metrics in shop.client.measure([old, new])}
    assert values[new]["clicks"] == 10
    assert "clicks" not in values[old]
    assert values[old]["views"] == 500


def test_the_hundred_and_first_post_in_a_quarter_of_an_hour_has_to_wait(shop: Shop) -> None:
    for number in range(100):
        shop.client.commit(shop.post(f"Loaf {number}"), {})
    shop.clock.advance(60)
    with pytest.raises(RateLimited) as caught:
        shop.client.commit(shop.post("One loaf more"), {})
    assert caught.value.until == START + timedelta(minutes=15)
    shop.clock.advance(14 * 60 + 1)
    shop.client.commit(shop.post("One loaf more"), {})


def test_an_upload_is_used_again_until_x_forgets_it(shop: Shop) -> None:
    post = shop.post("Bread", media=(picture(),))
    kept = shop.client.prepare(post, {})
    shop.clock.advance(19 * 3600)
    assert shop.client.prepare(post, kept) == kept
    shop.clock.advance(2 * 3600)
    assert shop.client.prepare(post, kept)["media"] != kept["media"]


def test_a_film_and_five_pictures_are_refused_before_anything_is_sent(shop: Shop) -> None:
    film = OutgoingMedia("video", "video/mp4", b"film", "", 1, 1)
    with pytest.raises(Unsupported):
        shop.client.prepare(shop.post("Film", media=(film,)), {})
    with pytest.raises(Refused):
        shop.client.prepare(shop.post("Many", media=(picture(),) * 5), {})
    assert shop.twin.store.items("media") == []


def test_a_comment_below_our_post_is_no_mention(shop: Shop) -> None:
    parent = shop.publish(shop.post("Fresh bread")).remote_id
    comment = shop.twin.write_as("anna", "Anna", "Mmm!", START, parent)
    mention = shop.twin.write_as("bruno", "Bruno", "Hey @Corner_Bakery", START, kind="mention")
    assert [arrival.remote_id for arrival in shop.client.pull("comment", "").arrivals] == [comment]
    assert [arrival.remote_id for arrival in shop.client.pull("mention", "").arrivals] == [mention]


def test_a_token_of_nobody_opens_nothing(shop: Shop) -> None:
    request = Request("GET", f"{shop.credentials.public['server']}/2/users/me", {"authorization": "Bearer wrong"})
    assert TwinDoor(shop.twin).send(request).status == 401


def _bearer(credentials: Credentials) -> dict[str, str]:
    return {"authorization": f"Bearer {credentials.secrets['access_token'].reveal()}"}

"""What can be counted is counted day by day, and what nobody told is unknown."""

from __future__ import annotations

from datetime import timedelta

import pytest

from vitrino.channels.models import Arrival, Channel
from vitrino.commerce.models import Order
from vitrino.domain.goals import METRICS
from vitrino.goals.numbers import Numbers
from vitrino.goals.tests import shop
from vitrino.goals.tests.shop import TODAY
from vitrino.inbox.models import Contact, Conversation, Message, Miss
from vitrino.insight.models import DailyNumbers
from vitrino.links.models import Clicks, ShortLink
from vitrino.reviews.models import Review
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def cast() -> Cast:
    return assemble()


def last_days(cast: Cast, count: int) -> Numbers:
    return Numbers(cast.bakery, TODAY - count * A_DAY, TODAY - A_DAY)


def test_followers_between_two_readings_come_evenly_and_are_unknown_elsewhere(cast: Cast) -> None:
    channel = shop.channel(cast.bakery)
    for ago, followers in ((7, 100), (3, 108)):
        DailyNumbers.objects.create(channel=channel, source="account", day=TODAY - ago * A_DAY, followers=followers)
    assert last_days(cast, 8).days(METRICS["follows"]) == [None, 100, 102, 104, 106, 108, None, None]


def test_followers_of_all_channels_are_unknown_until_each_was_read(cast: Cast) -> None:
    one, two = shop.channel(cast.bakery), shop.channel(cast.bakery, "bluesky")
    shop.follow(one, days=4, first=10, a_day=0)
    shop.follow(two, days=2, first=5, a_day=0)
    assert last_days(cast, 4).days(METRICS["follows"]) == [None, None, 15, 15]
    assert last_days(cast, 4).days(METRICS["follows"], [one.pk]) == [10, 10, 10, 10]
    assert last_days(cast, 4).gained(METRICS["follows"]) == {one.pk: 0, two.pk: 0}


def test_likes_count_on_the_chosen_channels_alone(cast: Cast) -> None:
    one, two = shop.channel(cast.bakery), shop.channel(cast.bakery, "bluesky")
    shop.like(one, days=3, a_day=4)
    shop.like(two, days=2, a_day=10)
    assert last_days(cast, 4).days(METRICS["engagement"]) == [None, 4, 6 + 12, 5 + 11]
    assert last_days(cast, 4).days(METRICS["likes"], [two.pk]) == [None, None, 12, 11]
    assert last_days(cast, 4).posts_by_channel() == {one.pk: 3, two.pk: 2}


def test_a_day_without_an_order_is_a_zero_once_orders_are_known(cast: Cast) -> None:
    assert last_days(cast, 3).days(METRICS["orders"]) == [None, None, None]
    shop.sell(cast.bakery, days=2)
    Order.objects.filter(number="1-0").update(cancelled_at=NOW)
    assert last_days(cast, 3).days(METRICS["orders"]) == [None, 1, 0]


def test_clicks_on_short_links_are_counted_since_the_first_link(cast: Cast) -> None:
    link = ShortLink.objects.create(workspace=cast.bakery, code="abc", target="https://zorza.example", target_hash="h",
                                    created_at=NOW - 2 * A_DAY)  # fmt: skip
    Clicks.objects.create(link=link, day=TODAY - A_DAY, count=7)
    assert last_days(cast, 3).days(METRICS["link_clicks"]) == [None, 0, 7]


def test_reviews_are_counted_and_their_stars_averaged(cast: Cast) -> None:
    channel = shop.channel(cast.bakery)
    for number, (ago, stars) in enumerate(((3, 5), (1, 4), (1, 5))):
        arrival = Arrival.objects.create(
            workspace=cast.bakery, channel=channel, kind="review", remote_id=f"r{number}", at=NOW, received_at=NOW
        )
        Review.objects.create(workspace=cast.bakery, channel=channel, arrival=arrival, rating=stars,
                              at=NOW - ago * A_DAY, noted_at=NOW)  # fmt: skip
    assert last_days(cast, 3).days(METRICS["reviews"]) == [1, 0, 2]
    assert last_days(cast, 3).days(METRICS["rating"]) == [5, None, 4.5]


def test_answers_in_time_leave_out_who_still_waits_in_time(cast: Cast) -> None:
    channel = shop.channel(cast.bakery)
    answered, missed, waiting = (talk(channel, number) for number in range(3))
    Conversation.objects.filter(pk=answered.pk).update(first_reply_at=NOW)
    asked = Message.objects.create(conversation=missed, direction="in", text="?", at=NOW - A_DAY)
    Miss.objects.create(conversation=missed, message=asked, kind="first", due_at=NOW - A_DAY, recorded_at=NOW)
    assert last_days(cast, 2).days(METRICS["in_time"]) == [None, 50]
    Conversation.objects.filter(pk=waiting.pk).update(first_reply_at=NOW)
    assert last_days(cast, 1).days(METRICS["in_time"]) == [pytest.approx(66.7, abs=0.1)]


def talk(channel: Channel, number: int) -> Conversation:
    contact = Contact.objects.create(workspace=channel.workspace, name="Ola", created_at=NOW)
    return Conversation.objects.create(
        workspace=channel.workspace, channel=channel, contact=contact, surface="message", thread_id=f"t{number}",
        last_message_at=NOW, opened_at=NOW - A_DAY,
    )  # fmt: skip

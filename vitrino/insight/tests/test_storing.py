"""What pages read always says the same as the readings themselves, whatever comes in whichever order."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from vitrino.channels import actions as channels
from vitrino.channels import gateway
from vitrino.channels.models import Channel
from vitrino.connect.errors import Transient
from vitrino.connect.records import Metrics
from vitrino.insight import backfilling, measuring, queries, storing
from vitrino.insight.models import Backfill, DailyNumbers, KnownPost, Snapshot
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def channel(cast: Cast) -> Channel:
    return Channel.objects.create(workspace=cast.bakery, platform="instagram", remote_id="1", handle="zorza",
                                  connected_at=NOW)  # fmt: skip


def post(channel: Channel, at: datetime, **values: int) -> KnownPost:
    made = KnownPost(workspace=channel.workspace, channel=channel, remote_id=f"{at:%d%H%M}", at=at, text="Fresh rye?")
    return storing.introduce(channel, [made], {made.remote_id: Metrics(made.remote_id, at, values)})[0]


def read(one: KnownPost, age: timedelta, **values: int) -> None:
    storing.keep(one.channel, {one.pk: Metrics(one.remote_id, one.at + age, values)})


def days_of(channel: Channel) -> dict[date, int | None]:
    return {row.day: row.likes for row in DailyNumbers.objects.filter(channel=channel, source="posts").order_by("day")}


def test_days_add_up_to_the_newest_numbers_of_all_posts(channel: Channel) -> None:
    posts = [post(channel, NOW - timedelta(days=n, hours=n), likes=n) for n in range(5)]
    for age, factor in ((timedelta(hours=6), 3), (timedelta(hours=50), 7), (timedelta(days=8), 6)):
        for number, one in enumerate(posts):
            read(one, age, likes=number * factor, views=100)
    newest = Counter[str]()
    for one in KnownPost.objects.all():
        newest.update(one.latest)
    told = queries.totals([channel], NOW.date() - timedelta(days=30), NOW.date() + timedelta(days=30))
    assert (told["likes"].value, told["views"].value) == (newest["likes"], newest["views"])
    assert told["saves"].value is None
    assert told["posts"].value == 5


def test_a_day_is_the_shops_own(channel: Channel) -> None:
    late = datetime(2026, 11, 10, 23, 30, tzinfo=UTC)  # the 11th in Warsaw
    one = post(channel, late, likes=4)
    read(one, timedelta(hours=23), likes=9)  # 23:30 on the 11th there
    assert days_of(channel) == {date(2026, 11, 11): 9}


def test_a_reading_without_numbers_leaves_no_row_and_nothing_becomes_0(channel: Channel) -> None:
    one = post(channel, NOW)
    read(one, timedelta(hours=1))
    assert not Snapshot.objects.exists()
    assert days_of(channel) == {NOW.date(): None}


def test_followers_are_a_level_and_posts_keep_those_of_their_day(channel: Channel) -> None:
    for days, count in ((9, 90), (3, 100), (0, 130)):
        storing.keep_account(channel, Metrics("1", NOW - timedelta(days=days), {"follows": count}))
    assert post(channel, NOW - timedelta(days=1)).followers == 100
    assert post(channel, NOW - timedelta(days=20)).followers is None
    assert queries.followers_on(channel, NOW.date()) == 130
    assert [count for _day, count in queries.followers(channel, NOW.date() - timedelta(days=3), NOW.date())] == [
        100, None, None, 130,
    ]  # fmt: skip


def test_what_the_platform_says_of_a_day_stands_for_what_posts_gained(channel: Channel) -> None:
    post(channel, NOW, views=70)
    storing.tell_days(channel, {NOW.date(): {"views": 200}})
    storing.tell_days(channel, {NOW.date(): {"views": 210}})
    for told in (queries.daily([channel], "views", NOW.date(), NOW.date())[0].value,
                 queries.totals([channel], NOW.date(), NOW.date())["views"].value):  # fmt: skip
        assert told == 210


def test_a_day_before_the_first_number_is_unknown_and_a_quiet_one_is_0(channel: Channel) -> None:
    post(channel, NOW - timedelta(days=2), likes=5)
    told = queries.daily([channel], "engagement", NOW.date() - timedelta(days=4), NOW.date())
    assert [day.value for day in told] == [None, None, 5, 0, 0]


def test_a_period_is_compared_with_the_one_before(channel: Channel) -> None:
    post(channel, NOW - timedelta(days=8), likes=10)
    post(channel, NOW - timedelta(days=1), likes=15)
    told = queries.totals([channel], NOW.date() - timedelta(days=6), NOW.date())["likes"]
    assert (told.value, told.before, told.posts, told.posts_before, told.change) == (15, 10, 1, 1, 0.5)


def test_a_typical_post_is_the_middle_one_and_young_ones_wait(channel: Channel) -> None:
    for number, likes in enumerate((1, 4, 90)):
        one = post(channel, NOW - timedelta(days=20 + number))
        read(one, timedelta(days=8), likes=likes)
    post(channel, NOW - timedelta(hours=3), likes=5000)
    [level] = queries.typical([channel], "format", NOW)
    assert (level.level, level.middle, level.n) == ("", 4, 3)


def test_the_engine_gets_posts_in_the_shops_time_and_unknown_stays_unknown(channel: Channel) -> None:
    at = NOW - timedelta(days=30)
    read(post(channel, at), timedelta(days=8), likes=6)
    [found] = queries.engine_posts(channel, NOW)
    assert found.at.utcoffset() == timedelta(hours=2)  # summer in Warsaw
    assert (found.engagement, found.age_h, found.question, found.promo, found.followers) == (6, 168.0, True, None, None)


def test_the_past_is_read_page_by_page_and_goes_on_where_it_broke_off(cast: Cast, settings: Any, tmp_path: Any,
                                                                      monkeypatch: Any) -> None:  # fmt: skip
    settings.VITRINO_DATA = tmp_path
    old = channels.rehearse(workspace=cast.bakery, platform="mastodon", handle="z", name="Z", by=cast.anna, now=NOW)
    twin: Any = gateway.twin_of(old)
    for number in range(90):
        twin.publish_past(f"Rye {number}", NOW - timedelta(days=number + 1))
    assert backfilling.begin_new(NOW) == 1
    row = Backfill.objects.get(channel=old)
    assert backfilling.read_page(row, NOW) == NOW + backfilling.PAUSE
    first = KnownPost.objects.count()
    with monkeypatch.context() as broken:
        broken.setattr(gateway, "past", _fails)
        assert backfilling.read_page(Backfill.objects.get(), NOW) == NOW + backfilling.WAIT
    [history] = queries.histories_of(cast.bakery)
    assert (0 < first < 90, history.found, history.is_done, history.problem is not None) == (True, first, False, True)
    while backfilling.read_page(Backfill.objects.get(), NOW) == NOW + backfilling.PAUSE:
        pass
    assert (KnownPost.objects.count(), queries.histories_of(cast.bakery)[0].is_done) == (90, True)
    twin.publish_past("By hand", NOW)
    later = NOW + timedelta(days=1)
    assert backfilling.read_page(Backfill.objects.get(), later) == later + backfilling.LONG_WAIT
    assert (KnownPost.objects.count(), queries.histories_of(cast.bakery)[0].found) == (91, 91)


def _fails(*_args: object) -> None:
    raise Transient


def test_what_went_out_from_here_knows_what_it_is_made_of() -> None:
    assert measuring.format_of({"text": "a", "media": []}) == "text"
    assert measuring.format_of({"media": [{"kind": "image"}, {"kind": "image"}]}) == "carousel"
    assert measuring.format_of({"media": [{"kind": "video"}]}) == "video"
    assert measuring.format_of({"poll": {"options": ["a", "b"]}}) == "poll"
    assert measuring.format_of({"link": "https://zorza.example"}) == "link"


def test_counting_anew_from_the_readings_gives_the_same(channel: Channel) -> None:
    posts = [post(channel, NOW - timedelta(days=n + 9), likes=n, views=5) for n in range(4)]
    for number, one in enumerate(posts):
        read(one, timedelta(hours=50), likes=number + 20, saves=number)
        read(one, timedelta(days=8), likes=number + 30)
    kept = [list(KnownPost.objects.order_by("pk").values(*storing.STANDING)), days_of(channel)]
    KnownPost.objects.update(latest={}, engagement_7d=None)
    DailyNumbers.objects.update(likes=None)
    storing.recount(channel)
    assert [list(KnownPost.objects.order_by("pk").values(*storing.STANDING)), days_of(channel)] == kept


def test_nobody_is_made_to_pay_for_more_of_the_past_than_is_looked_at(cast: Cast, settings: Any, tmp_path: Any,
                                                                    monkeypatch: Any) -> None:  # fmt: skip
    settings.VITRINO_DATA = tmp_path
    monkeypatch.setattr(backfilling, "MOST_PAID", 100)
    paid = channels.rehearse(workspace=cast.bakery, platform="x", handle="z", name="Z", by=cast.anna, now=NOW)
    twin: Any = gateway.twin_of(paid)
    for number in range(130):
        twin.publish_past(f"Rye {number}", NOW - timedelta(days=number + 1))
    backfilling.backfill(paid, NOW)
    [history] = queries.histories_of(cast.bakery)
    assert (history.found, history.is_done) == (100, True)
    assert "costs money" in str(history.limit)

"""The page of sources: where Vitrino listens, what it missed, and more places with one press."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from vitrino.channels import actions as channels
from vitrino.channels import credentials
from vitrino.channels import queries as places
from vitrino.channels.models import Arrival, Channel, Gap, Source
from vitrino.intake import actions, listening, streams
from vitrino.intake.models import Delivery, HookAddress, Stream, StreamGap
from vitrino.notify.models import Alert
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
PAGE = "/w/zorza/sources/"


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def anna(cast: Cast) -> Client:
    return cast.client(cast.anna)


def words(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_an_empty_page_says_what_to_do_next(anna: Client) -> None:
    page = words(anna.get(PAGE))
    assert "Vitrino listens nowhere yet." in page
    assert "Where should Vitrino listen?" in page
    assert "Add a channel" in page


def test_what_is_in_trouble_stands_first_and_is_counted(cast: Cast, anna: Client) -> None:
    now = timezone.now()
    for name, heard_at in (("Well", now), ("Silent", now - timedelta(hours=3))):
        channel = Channel.objects.create(workspace=cast.bakery, platform="mastodon", remote_id=name, name=name,
                                         connected_at=NOW)  # fmt: skip
        Source.objects.create(channel=channel, kind="mention", last_ok_at=heard_at)
    page = words(anna.get(PAGE))
    assert "Some of your sources need a look: 1 of 2." in page
    assert page.index("Mastodon · Silent") < page.index("Mastodon · Well")


def test_a_gap_is_seen_until_it_is_filled(cast: Cast, anna: Client) -> None:
    channel = Channel.objects.create(workspace=cast.bakery, platform="mastodon", remote_id="1", connected_at=NOW)
    source = Source.objects.create(channel=channel, kind="mention")
    now = timezone.now()
    gap = Gap.objects.create(source=source, from_at=now - timedelta(hours=9), to_at=now, reason=Gap.Reason.FORGOTTEN)
    assert "What may be missing" in words(anna.get(PAGE))
    Gap.objects.filter(pk=gap.pk).update(backfilled_at=now)
    assert "What may be missing" not in words(anna.get(PAGE))


def test_a_whole_network_shows_how_far_behind_it_is_and_what_it_no_longer_had(cast: Cast, anna: Client) -> None:
    anna.post(f"{PAGE}places/bluesky/")
    streams.ensure(NOW)
    now = timezone.now()
    ago = streams.OVERLAP_US * 12 * 30  # half an hour
    Stream.objects.update(cursor_us=int(now.timestamp() * 1_000_000) - ago, last_ok_at=now)
    StreamGap.objects.create(stream=Stream.objects.get(), from_at=now - timedelta(hours=40), to_at=now)
    page = words(anna.get(PAGE))
    assert "Catching up, 30 minutes behind" in page
    assert "The platform no longer had it." in page


def test_places_are_opened_with_one_press_and_closed_with_another(cast: Cast, anna: Client) -> None:
    assert anna.post(f"{PAGE}places/hackernews/").status_code == 302
    place = places.open_places_of(cast.bakery).get()
    assert place.public == {"terms": '["Piekarnia Zorza"]'}
    assert anna.post(f"{PAGE}places/hackernews/").status_code == 404
    assert anna.post(f"{PAGE}places/mastodon/").status_code == 404
    anna.post(f"{PAGE}{place.pk}/closing/")
    assert not places.open_places_of(cast.bakery).exists()


def test_a_search_that_wants_a_key_is_opened_with_it(cast: Cast, anna: Client) -> None:
    assert "Key for YouTube" in words(anna.get(PAGE))
    refused = anna.post(f"{PAGE}keys/youtubesearch/", {"youtubesearch-key": " "})
    assert refused.status_code == 422
    assert "This field is required" in words(refused)
    assert anna.post(f"{PAGE}keys/youtubesearch/", {"youtubesearch-key": "AIza-1"}).status_code == 302
    place = places.open_places_of(cast.bakery).get()
    assert credentials.load(place).secrets["key"].reveal() == "AIza-1"
    assert place.public == {"terms": '["Piekarnia Zorza"]'}
    assert "AIza" not in anna.get(PAGE).content.decode()
    assert anna.post(f"{PAGE}keys/hackernews/", {}).status_code == 404


@pytest.mark.parametrize(
    "url", ["", "news", "javascript:alert(1)", "https://user:pass@x.example/", "https://x.example/" + "a" * 300]
)
def test_an_odd_feed_is_refused_beside_its_field(anna: Client, cast: Cast, url: str, settings: Any) -> None:
    settings.VITRINO_ALLOW_PRIVATE = False
    page = anna.post(f"{PAGE}feeds/", {"url": url})
    assert page.status_code == 422
    assert not places.open_places_of(cast.bakery).exists()


def test_a_feed_is_followed(anna: Client, cast: Cast) -> None:
    assert anna.post(f"{PAGE}feeds/", {"url": "https://news.example/feed.xml"}).status_code == 302
    assert "Web feed · news.example/feed.xml" in words(anna.get(PAGE))


def test_the_website_gets_an_address_and_only_who_manages_the_shop_sees_it(cast: Cast, anna: Client) -> None:
    assert anna.post(f"{PAGE}websites/sitecomments/").status_code == 302
    assert anna.post(f"{PAGE}websites/facebook/").status_code == 404
    assert "/hooks/" in anna.get(PAGE).content.decode()
    theirs = cast.client(cast.bruno).get(PAGE).content.decode()
    assert "Addresses that are called" in theirs
    assert "/hooks/" not in theirs
    assert "Secret" not in theirs


def test_an_address_of_another_shop_is_out_of_reach(cast: Cast, anna: Client) -> None:
    other = actions.open_address(workspace=cast.florist, platform="sitecomments", by=cast.celina, now=NOW)
    assert anna.post(f"{PAGE}addresses/{other.pk}/closing/").status_code == 404
    assert HookAddress.objects.get(pk=other.pk).closed_at is None


def test_what_could_not_be_read_is_told_and_read_again(cast: Cast, anna: Client) -> None:
    address = actions.open_address(workspace=cast.bakery, platform="sitecomments", by=cast.anna, now=NOW)
    Delivery.objects.create(address=address, delivery_id="1", body=b"{", received_at=NOW, state="dead")
    assert "1 delivery came in and could not be understood." in words(anna.get(PAGE))
    anna.post(f"{PAGE}readings/")
    assert Delivery.objects.get().state == "waiting"


def test_the_page_asks_no_more_for_more_sources(cast: Cast, anna: Client, django_assert_max_num_queries: Any) -> None:
    def more(number: int) -> None:
        channel = Channel.objects.create(workspace=cast.bakery, platform="mastodon", remote_id=str(number),
                                         connected_at=NOW)  # fmt: skip
        for kind in ("mention", "comment", "message"):
            source = Source.objects.create(channel=channel, kind=kind, last_ok_at=NOW)
            Gap.objects.create(source=source, from_at=timezone.now(), reason=Gap.Reason.NO_ANSWER)

    for number in range(6):
        more(number)
    with django_assert_max_num_queries(34):
        anna.get(PAGE)


def test_a_source_nobody_can_read_is_told_once(cast: Cast) -> None:
    place = channels.open_place(workspace=cast.bakery, platform="webfeed", remote_id="f", name="News", by=cast.anna,
                                now=NOW, public={"url": "https://news.example/feed"})  # fmt: skip
    Source.objects.filter(channel=place).update(last_ok_at=NOW)
    assert listening.alarm(NOW + timedelta(minutes=59)) == 0
    for minute in (61, 71, 81):
        assert listening.alarm(NOW + timedelta(minutes=minute)) == 1
    assert Alert.objects.filter(person=cast.anna, kind="channel").count() == 1


def test_a_platform_that_stopped_calling_is_asked(cast: Cast) -> None:
    channel = Channel.objects.create(workspace=cast.bakery, platform="facebook", remote_id="7", connected_at=NOW)
    later = NOW + timedelta(days=1)
    Source.objects.create(channel=channel, kind="comment", due_at=later)
    address = actions.open_address(workspace=cast.bakery, platform="facebook", channel=channel, secret="s", by=None,
                                   now=NOW)  # fmt: skip
    for minute in range(0, 60, 10):
        Delivery.objects.create(address=address, delivery_id=str(minute), received_at=NOW + timedelta(minutes=minute))
    assert listening.ask_the_quiet(NOW + timedelta(minutes=100)) == 0
    silent_at = NOW + timedelta(minutes=111)
    assert listening.ask_the_quiet(silent_at) == 1
    assert Source.objects.get().due_at == silent_at


def test_searches_follow_the_names_of_the_shop(cast: Cast) -> None:
    actions.listen(workspace=cast.bakery, platform="hackernews", by=cast.anna, now=NOW)
    assert listening.refresh_terms() == 0
    cast.bakery.brand_names.update(text="Zorza")
    assert listening.refresh_terms() == 1
    assert places.open_places_of(cast.bakery).get().public == {"terms": '["Zorza"]'}


def test_likes_and_followers_are_counted_and_wait_for_nobody(cast: Cast, anna: Client) -> None:
    channel = Channel.objects.create(workspace=cast.bakery, platform="bluesky", remote_id="7", connected_at=NOW)
    for days, kind in ((0, "like"), (3, "like"), (6, "follow"), (9, "share")):
        Arrival.objects.create(
            workspace=cast.bakery, channel=channel, kind=kind, remote_id=str(days), author_id="ola",
            at=timezone.now() - timedelta(days=days), received_at=NOW,
        )  # fmt: skip
    page = words(anna.get(PAGE))
    assert "Likes 2 · New followers 1" in page
    assert "Shares" not in page, "that was more than a week ago"

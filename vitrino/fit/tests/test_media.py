"""What is shown where, and pictures that get their words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from vitrino.approval import actions as approval
from vitrino.fit import actions, media, pages, queries, variants
from vitrino.fit.tests import shop
from vitrino.insight.models import KnownPost
from vitrino.media.models import Asset
from vitrino.posts.models import Post, PostAsset, Variant
from vitrino.workspace.models import Workspace
from vitrino.workspace.tests.cast import NOW, Cast, assemble

_numbers = count(1)


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


def picture(workspace: Workspace, **fields: Any) -> Asset:
    number = next(_numbers)
    values: dict[str, Any] = {"sha256": f"{number}", "mime_type": "image/jpeg", "created_at": NOW, "name": "rye.jpg"}
    return Asset.objects.create(workspace=workspace, **(values | fields))


def planned(cast: Cast, asset: Asset) -> Post:
    """A post with this picture, the day after tomorrow."""
    content = {"text": "Rye bread", "media": [{"asset": asset.pk, "alt_text": ""}]}
    row = shop.publish(shop.channel(cast.bakery, "mastodon"), "Rye bread", NOW + timedelta(days=2), content=content,
                       state="ready", published_at=None)  # fmt: skip
    assert row.variant is not None
    PostAsset.objects.create(post=row.variant.post, asset=asset)
    return row.variant.post


def test_shares_count_pictures_films_and_words_by_channel(cast: Cast) -> None:
    channel = shop.channel(cast.bakery, "mastodon")
    told, silent = picture(cast.bakery, alt_text="A loaf"), picture(cast.bakery)
    film = picture(cast.bakery, kind="video")
    for asset in (told, silent, film):
        content = {"text": "Bread", "media": [{"asset": asset.pk}]}
        shop.publish(channel, "Bread", NOW - timedelta(days=3), content=content)
    shop.publish(channel, "Words alone", NOW - timedelta(days=4))
    shop.publish(channel, "Long ago", NOW - timedelta(days=60))
    KnownPost.objects.create(workspace=cast.bakery, channel=channel, remote_id="x", text="By hand", format="image",
                             at=NOW - timedelta(days=1))  # fmt: skip
    [found] = media.shares(cast.bakery, NOW)
    assert (found.posts, found.with_media, found.with_film, found.described, found.pictures) == (5, 4, 1, 1, 2)
    assert found.media_share == pytest.approx(0.8)


@pytest.mark.parametrize("asked", [variants.forms_of, media.bare, media.shares])
def test_more_posts_ask_no_more_questions(cast: Cast, asked: Callable[[Workspace, datetime], object]) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as caught:
            asked(cast.bakery, NOW)
        return len(caught)

    channel = shop.channel(cast.bakery, "mastodon")

    def fill(n: int) -> None:
        for number in range(n):
            content = {"text": "Bread", "media": [{"asset": picture(cast.bakery).pk, "alt_text": ""}]}
            shop.publish(channel, "Bread", NOW - timedelta(days=2 + number), content=content)
            at = NOW - timedelta(days=3)
            post = Post.objects.create(workspace=cast.bakery, idea="A draft", created_at=at, changed_at=at)
            Variant.objects.create(post=post, channel=channel)
            PostAsset.objects.create(post=post, asset=picture(cast.bakery))

    fill(1)
    before = questions()
    fill(5)
    assert questions() == before


def test_words_reach_the_library_and_every_post_that_had_none(cast: Cast) -> None:
    asset = picture(cast.bakery)
    post = planned(cast, asset)
    before = post.version
    assert actions.describe(asset=asset, words="A loaf of rye on the counter", by=cast.anna, now=NOW) == 1
    post.refresh_from_db()
    assert PostAsset.objects.get(post=post).alt_text == "A loaf of rye on the counter"
    assert post.version == before + 1, "an open composer is told"
    assert media.bare(cast.bakery, NOW) == []
    assert not queries.undescribed(cast.bakery).exists()


def test_what_people_agreed_to_is_not_changed_behind_their_backs(cast: Cast) -> None:
    asset = picture(cast.bakery)
    post = planned(cast, asset)
    approval.set_rule(workspace=cast.bakery, mode="one", people=[cast.anna.pk], by=cast.anna, now=NOW)
    assert actions.describe(asset=asset, words="A loaf", by=cast.anna, now=NOW) == 0
    assert PostAsset.objects.get(post=post).alt_text == ""


def test_pictures_on_waiting_posts_come_first_and_each_can_be_left_out(cast: Cast) -> None:
    urgent = picture(cast.bakery)
    planned(cast, urgent)
    newer = picture(cast.bakery, created_at=NOW + timedelta(hours=1))
    picture(cast.bakery, kind="video")
    first, count_ = pages.next_silent(cast.bakery, 0, NOW)
    assert (first, count_) == (urgent, 2)
    assert pages.next_silent(cast.bakery, urgent.pk, NOW) == (newer, 2)
    assert pages.next_silent(cast.bakery, newer.pk, NOW) == (None, 2)


def test_the_pages_lead_from_picture_to_picture(cast: Cast, client: Client) -> None:
    client.force_login(cast.anna)
    one, two = picture(cast.bakery), picture(cast.bakery)
    page = f"/w/{cast.bakery.slug}/fit/pictures/"
    assert "2 pictures wait for words" in client.get(page).content.decode()
    assert client.post(f"{page}{two.pk}/description/", {"alt_text": "  "}).status_code == 422
    client.post(f"{page}{two.pk}/description/", {"alt_text": "A loaf"})
    answer = client.post(f"{page}{one.pk}/description/", {"alt_text": "A roll"}, follow=True).content.decode()
    assert "Every picture has its words" in answer
    overview = client.get(f"/w/{cast.bakery.slug}/fit/media/").content.decode()
    assert "Every picture in the library has a description" in overview


def test_a_picture_of_another_shop_is_not_there(cast: Cast, client: Client) -> None:
    foreign = picture(cast.florist)
    client.force_login(cast.anna)
    page = f"/w/{cast.bakery.slug}/fit/pictures/{foreign.pk}/description/"
    assert client.post(page, {"alt_text": "Mine"}).status_code == 404

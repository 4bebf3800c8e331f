"""The queue: the next free slot takes a post, and a page shows what fills the weekly times."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vitrino.channels.models import Channel
from vitrino.domain.problem import Problem
from vitrino.plan import actions as plan
from vitrino.planner.queue import enqueue, queues_of
from vitrino.planner.tests.scene import channel, publication
from vitrino.posts import actions as posts
from vitrino.posts.models import Post
from vitrino.publishing.models import Publication
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
SUNDAY, NEXT_SUNDAY = datetime(2026, 11, 22, 17, tzinfo=UTC), datetime(2026, 11, 29, 17, tzinfo=UTC)


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA = tmp_path
    return assemble()


@pytest.fixture
def bluesky(cast: Cast) -> Channel:
    """A channel with a slot each Sunday at 18:00."""
    made = channel(cast, "bluesky")
    plan.add_slot(channel=made, weekday=6, wall_time=time(18), by=cast.anna, now=NOW)
    return made


def draft(cast: Cast, *on: Channel, text: str = "Rye on Monday") -> Post:
    return posts.create_post(workspace=cast.bakery, by=cast.anna, now=NOW, idea=text, channels_wanted=on)


def add(cast: Cast, post: Post) -> list[Publication]:
    return enqueue(workspace=cast.bakery, post=post, by=cast.anna, now=NOW)


def test_a_post_takes_the_next_free_slot(cast: Cast, bluesky: Channel) -> None:
    assert [row.publish_at for row in add(cast, draft(cast, bluesky))] == [SUNDAY]
    assert [row.publish_at for row in add(cast, draft(cast, bluesky, text="Another"))] == [NEXT_SUNDAY]


def test_a_slot_with_a_post_close_by_is_no_free_slot(cast: Cast, bluesky: Channel) -> None:
    publication(cast, SUNDAY + timedelta(minutes=10), platform="bluesky")
    assert [row.publish_at for row in add(cast, draft(cast, bluesky))] == [NEXT_SUNDAY]


def test_all_channels_are_planned_or_none(cast: Cast, bluesky: Channel) -> None:
    with pytest.raises(Problem, match="no free weekly time"):
        add(cast, draft(cast, bluesky, channel(cast, "mastodon")))
    assert not Publication.objects.exists()


def test_a_text_that_can_not_go_out_is_refused_before(cast: Cast, bluesky: Channel) -> None:
    with pytest.raises(Problem, match="Bluesky: Too long"):
        add(cast, draft(cast, bluesky, text="x" * 400))


def test_what_is_planned_is_not_queued_again(cast: Cast, bluesky: Channel) -> None:
    post = draft(cast, bluesky)
    add(cast, post)
    with pytest.raises(Problem, match="planned already"):
        add(cast, post)


def test_the_queue_shows_what_fills_the_slots_and_what_is_free(cast: Cast, bluesky: Channel) -> None:
    add(cast, draft(cast, bluesky))
    (queue,) = queues_of(cast.bakery, NOW)
    assert [place.title for place in queue.places] == ["Rye on Monday", ""]
    with time_machine.travel(NOW, tick=False):
        page = cast.client(cast.anna).get("/w/zorza/plan/queue/").content.decode()
    assert "1 time is free in the next two weeks." in page


def test_posts_change_places_from_the_page(cast: Cast, bluesky: Channel) -> None:
    first, second = add(cast, draft(cast, bluesky)) + add(cast, draft(cast, bluesky, text="Another"))
    (queue,) = queues_of(cast.bakery, NOW)
    assert queue.places[0].after == second
    client = cast.client(cast.anna)
    with time_machine.travel(NOW, tick=False):
        page = client.get("/w/zorza/plan/queue/").content.decode()
        seen = page.partition('name="seen" value="')[2].partition('"')[0].replace("&#43;", "+")
        client.post(f"/w/zorza/plan/publications/{first.pk}/swap/{second.pk}/", {"seen": seen})
    first.refresh_from_db()
    assert first.publish_at == NEXT_SUNDAY


def test_a_post_is_put_into_the_queue_from_the_page(cast: Cast, bluesky: Channel) -> None:
    post = draft(cast, bluesky)
    with time_machine.travel(NOW, tick=False):
        answer = cast.client(cast.anna).post("/w/zorza/plan/queue/posts/", {"post": post.pk})
    assert answer.status_code == 302
    assert Publication.objects.get().publish_at == SUNDAY


@pytest.mark.parametrize("asked", ["", "x", "٣", "99999999999999"])
def test_no_post_of_ours_is_not_found(cast: Cast, asked: str) -> None:
    assert cast.client(cast.anna).post("/w/zorza/plan/queue/posts/", {"post": asked}).status_code == 404


def test_the_queue_asks_no_more_for_more_posts(cast: Cast, bluesky: Channel) -> None:
    client = cast.client(cast.anna)

    def count() -> int:
        with CaptureQueriesContext(connection) as asked, time_machine.travel(NOW, tick=False):
            assert client.get("/w/zorza/plan/queue/").status_code == 200
        return len(asked)

    publication(cast, NOW + timedelta(hours=1), platform="bluesky")
    draft(cast, bluesky)
    few = count()
    for number in range(6):
        publication(cast, NOW + timedelta(hours=number + 2), platform="bluesky")
        draft(cast, bluesky)
    assert count() == few

"""A planned post moves, two people never overwrite each other, and a move can be taken back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from vitrino.domain.problem import Problem
from vitrino.planner.moving import move, swap
from vitrino.planner.queries import pair_seen, seen_of
from vitrino.planner.tests.scene import publication
from vitrino.publishing import actions as publishing
from vitrino.publishing.models import Publication
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
WHEN = datetime(2026, 11, 26, 17)  # in Warsaw
UTC_THEN = datetime(2026, 11, 26, 16, tzinfo=UTC)


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA = tmp_path
    return assemble()


@pytest.fixture
def planned(cast: Cast) -> Publication:
    return publication(cast, NOW + timedelta(days=1))


def post(cast: Cast, row: Publication, **fields: str) -> Any:
    values = {"when": "2026-11-26T17:00", "seen": seen_of(row), "back": "/w/zorza/plan/?week=2026-W48", **fields}
    with time_machine.travel(NOW, tick=False):
        return cast.client(cast.anna).post(f"/w/zorza/plan/publications/{row.pk}/time/", values)


def test_a_post_moves_to_the_time_of_the_shops_clock(cast: Cast, planned: Publication) -> None:
    moved = move(workspace=cast.bakery, publication=planned, wall=WHEN, seen=seen_of(planned), by=cast.anna, now=NOW)
    row = moved.publication
    assert (row.publish_at, row.state, row.time_zone) == (UTC_THEN, "ready", "Europe/Warsaw")
    assert row.wall_time is not None
    assert row.wall_time.hour == 17


def test_what_somebody_else_moved_meanwhile_stays_where_they_put_it(cast: Cast, planned: Publication) -> None:
    seen = seen_of(planned)
    move(workspace=cast.bakery, publication=planned, wall=WHEN, seen=seen, by=cast.anna, now=NOW)
    with pytest.raises(Problem, match="Somebody else changed"):
        move(workspace=cast.bakery, publication=planned, wall=datetime(2026, 11, 25, 9), seen=seen, by=cast.bruno,
             now=NOW)  # fmt: skip
    planned.refresh_from_db()
    assert planned.publish_at == UTC_THEN


def test_the_form_goes_back_to_the_calendar_and_offers_the_way_back(cast: Cast, planned: Publication) -> None:
    answer = post(cast, planned)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/w/zorza/plan/?week=2026-W48&moved=")
    with time_machine.travel(NOW, tick=False):
        page = cast.client(cast.anna).get(answer["Location"]).content.decode()
    assert "now goes out on Thursday 26 November, 17:00" in page
    planned.refresh_from_db()
    post(cast, planned, when="2026-11-22T13:00")
    planned.refresh_from_db()
    assert planned.publish_at == NOW + timedelta(days=1)


def test_a_clash_shows_the_form_with_the_row_as_it_is_now(cast: Cast, planned: Publication) -> None:
    answer = post(cast, planned, seen="ready 0000 2026-01-01T00:00:00+00:00")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody else changed this post meanwhile" in page
    assert seen_of(planned) in page.replace("&#43;", "+")


@pytest.mark.parametrize(("when", "words"), [("2020-01-01T09:00", "already past"), ("", "required"), ("soon", "date"),
                                             ("9999-12-31T23:59", "two years"),
                                             ("2026-11-26T17:00+01:00", "clock on the wall")])  # fmt: skip
def test_a_time_that_can_not_be_is_said_in_words(cast: Cast, planned: Publication, when: str, words: str) -> None:
    answer = post(cast, planned, when=when)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    planned.refresh_from_db()
    assert planned.publish_at == NOW + timedelta(days=1)


def test_a_time_the_clocks_skip_moves_on_and_says_so(cast: Cast, planned: Publication) -> None:
    moved = move(workspace=cast.bakery, publication=planned, wall=datetime(2027, 3, 28, 2, 30), seen=seen_of(planned),
                 by=cast.anna, now=NOW)  # fmt: skip
    assert moved.publication.publish_at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert "skip" in str(moved.notices[0])


@pytest.mark.parametrize("state", ["published", "sending", "cancelled", "unknown"])
def test_what_is_out_or_on_its_way_is_not_moved(cast: Cast, state: str) -> None:
    row = publication(cast, NOW + timedelta(hours=1), state)
    with pytest.raises(Problem, match="can't be moved"):
        move(workspace=cast.bakery, publication=row, wall=WHEN, seen=seen_of(row), by=cast.anna, now=NOW)


def test_a_post_close_by_on_the_same_channel_is_mentioned(cast: Cast, planned: Publication) -> None:
    publication(cast, UTC_THEN + timedelta(minutes=10))
    moved = move(workspace=cast.bakery, publication=planned, wall=WHEN, seen=seen_of(planned), by=cast.anna, now=NOW)
    assert ["within 15 minutes" in str(one) for one in moved.notices] == [True]


def test_many_channels_in_one_minute_are_mentioned(cast: Cast, planned: Publication) -> None:
    for platform in ("x", "facebook", "bluesky"):
        publication(cast, UTC_THEN, platform=platform)
    moved = move(workspace=cast.bakery, publication=planned, wall=WHEN, seen=seen_of(planned), by=cast.anna, now=NOW)
    assert ["4 channels" in str(one) for one in moved.notices] == [True]


def test_a_move_returns_to_no_foreign_place(cast: Cast, planned: Publication) -> None:
    for back in ("https://evil.example/w/zorza/plan/", "//evil.example", "/w/fiolek/plan/", "javascript:alert(1)"):
        planned.refresh_from_db()
        assert post(cast, planned, back=back)["Location"].startswith("/w/zorza/plan/?moved=")


def test_two_posts_change_places(cast: Cast, planned: Publication) -> None:
    later = publication(cast, NOW + timedelta(days=2))
    swap(workspace=cast.bakery, first=planned, second=later, seen=pair_seen(planned, later), by=cast.anna, now=NOW)
    planned.refresh_from_db()
    later.refresh_from_db()
    assert (planned.publish_at, later.publish_at) == (NOW + timedelta(days=2), NOW + timedelta(days=1))


def test_posts_of_two_channels_do_not_change_places(cast: Cast, planned: Publication) -> None:
    other = publication(cast, NOW + timedelta(days=2), platform="x")
    with pytest.raises(Problem, match="can't be moved"):
        swap(workspace=cast.bakery, first=planned, second=other, seen=pair_seen(planned, other), by=cast.anna, now=NOW)


def test_a_stopped_post_is_not_swapped(cast: Cast, planned: Publication) -> None:
    other = publication(cast, NOW + timedelta(days=2))
    publishing.cancel(publication=other, by=cast.anna, now=NOW)
    other.refresh_from_db()
    with pytest.raises(Problem, match="can't be moved"):
        swap(workspace=cast.bakery, first=planned, second=other, seen=pair_seen(planned, other), by=cast.anna, now=NOW)


def test_what_moved_meanwhile_is_not_swapped(cast: Cast, planned: Publication) -> None:
    later = publication(cast, NOW + timedelta(days=2))
    seen = pair_seen(planned, later)
    move(workspace=cast.bakery, publication=later, wall=WHEN, seen=seen_of(later), by=cast.anna, now=NOW)
    with pytest.raises(Problem, match="Somebody else"):
        swap(workspace=cast.bakery, first=planned, second=later, seen=seen, by=cast.anna, now=NOW)

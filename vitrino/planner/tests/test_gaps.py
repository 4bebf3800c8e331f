"""A pause that will be too long is told while it can still be filled, once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from vitrino.notify.models import Alert
from vitrino.plan import actions as plan
from vitrino.planner import gaps
from vitrino.planner.tests.scene import channel, publication
from vitrino.publishing.models import Publication
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    """The bakery wants at least two posts a week on Instagram, so eight days without one are a gap."""
    settings.VITRINO_DATA = tmp_path
    made = assemble()
    plan.set_cadence(channel=channel(made), low_per_week=2, high_per_week=4, by=made.anna, now=NOW)
    return made


def out(cast: Cast, days_ago: float) -> Publication:
    row = publication(cast, NOW - days_ago * DAY, "published")
    Publication.objects.filter(pk=row.pk).update(published_at=NOW - days_ago * DAY)
    return row


def test_a_gap_is_told_before_it_is_there(cast: Cast) -> None:
    out(cast, 5.5)  # seven days may pass, so one and a half are left
    (alarm,) = gaps.gaps_of(cast.bakery, NOW)
    assert str(alarm.message) == (
        "Nothing is planned on Instagram for long enough to leave a gap. A post by 2026-11-23 prevents it."
    )


def test_a_gap_that_is_far_away_is_not_told_yet(cast: Cast) -> None:
    out(cast, 1)
    assert gaps.gaps_of(cast.bakery, NOW) == []


def test_a_planned_post_prevents_the_alarm(cast: Cast) -> None:
    out(cast, 5.5)
    publication(cast, NOW + DAY)
    assert gaps.gaps_of(cast.bakery, NOW) == []


def test_a_channel_that_is_quiet_already_says_so(cast: Cast) -> None:
    out(cast, 12)
    assert "quiet for longer" in str(gaps.gaps_of(cast.bakery, NOW)[0].message)


def test_a_gap_is_told_once_to_whoever_plans(cast: Cast) -> None:
    out(cast, 5.5)
    for hours in range(3):
        gaps.tell(cast.bakery, NOW + timedelta(hours=hours))
    assert [alert.person for alert in Alert.objects.filter(kind="gap")] == [cast.anna]
    publication(cast, NOW + DAY, "published")
    Publication.objects.filter(publish_at=NOW + DAY).update(published_at=NOW + DAY)
    gaps.tell(cast.bakery, NOW + 8 * DAY)
    assert Alert.objects.filter(kind="gap").count() == 2, "the next gap is another one"


def test_the_plan_and_today_show_it(cast: Cast) -> None:
    out(cast, 5.5)
    client = cast.client(cast.anna)
    with time_machine.travel(NOW, tick=False):
        assert "long enough to leave a gap" in client.get("/w/zorza/plan/").content.decode()
        assert "long enough to leave a gap" in client.get("/w/zorza/today/").content.decode()


def test_a_channel_without_a_rhythm_has_no_gap(cast: Cast) -> None:
    plan.set_cadence(channel=channel(cast), low_per_week=0, high_per_week=0, by=cast.anna, now=NOW)
    out(cast, 30)
    assert gaps.gaps_of(cast.bakery, NOW) == []

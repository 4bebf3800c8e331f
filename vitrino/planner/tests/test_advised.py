"""A week is filled by the newest advice: its reasons, its declared test, and its times where a channel has none."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest

from vitrino.channels import actions as channels
from vitrino.channels.queries import Channel
from vitrino.insight import queries as insight
from vitrino.insight.learning import learn
from vitrino.insight.tests.scene import post_history
from vitrino.plan import actions as plan
from vitrino.planner import filling
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
TEST = "A test: little is known."


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA = tmp_path
    return assemble()


@pytest.fixture
def channel(cast: Cast) -> Channel:
    made = channels.rehearse(
        workspace=cast.bakery, platform="mastodon", handle="zorza", name="Zorza", by=cast.anna, now=NOW
    )
    post_history(made, 40, lambda at, _pillar: 3.0 if at.hour == 19 else 1.0)
    run = learn(made, NOW)
    slots = [{**one, "is_test": place == 0} for place, one in enumerate(run.decision["slots"])]
    slots[0]["reason"] = {"template": TEST, "values": {}}
    run.decision = {**run.decision, "slots": slots}
    run.save()
    return made


def reasons(cast: Cast) -> list[str]:
    return [str(line.proposal.reasons[0]) for line in filling.proposal_of(cast.bakery, NOW)]


def test_a_channel_without_weekly_times_gets_all_that_is_advised(cast: Cast, channel: Channel) -> None:
    week = insight.advised_week(cast.bakery, NOW.date())[channel.pk]
    assert sorted(reasons(cast)) == sorted(str(one.reason) for one in week)


def test_a_channel_with_weekly_times_gets_the_test_beside_them(cast: Cast, channel: Channel) -> None:
    plan.add_slot(channel=channel, weekday=6, wall_time=time(4), by=cast.anna, now=NOW)
    assert sorted(reasons(cast)) == sorted([TEST, "It is one of your weekly times."])


def test_a_weekly_time_that_is_advised_says_why(cast: Cast, channel: Channel) -> None:
    advised = insight.advised_week(cast.bakery, NOW.date())[channel.pk][1]
    plan.add_slot(channel=channel, weekday=advised.weekday, wall_time=time(advised.hour, 30), by=cast.anna, now=NOW)
    assert str(advised.reason) in reasons(cast)


def test_old_advice_is_no_longer_planned_by(cast: Cast, channel: Channel) -> None:
    later = NOW + timedelta(weeks=6)
    assert insight.advised_week(cast.bakery, later.date()) == {}
    assert filling.proposal_of(cast.bakery, later) == []

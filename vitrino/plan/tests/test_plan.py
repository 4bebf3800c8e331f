"""Rhythm, slots, ideas, and suggestions that wait for a yes."""

from __future__ import annotations

from datetime import time

import pytest

from vitrino.channels.models import Channel
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.plan import actions, queries
from vitrino.plan.models import Suggestion
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


def channel(cast: Cast, platform: str = "instagram") -> Channel:
    return Channel.objects.create(
        workspace=cast.bakery, platform=platform, remote_id="1", handle="zorza", connected_at=NOW, is_rehearsal=True
    )


def slot_suggestion(cast: Cast, on: Channel) -> Suggestion:
    return actions.suggest(
        workspace=cast.bakery, key="slot:1", kind="slot", message=say("Post on Thursdays."), now=NOW,
        change={"channel": on.pk, "weekday": 3, "time": "18:00"},
    )  # fmt: skip


def test_a_new_channel_starts_with_the_usual_rhythm_of_its_platform(cast: Cast) -> None:
    target = actions.start_with_defaults(channel=channel(cast), now=NOW)
    assert target is not None
    assert (target.low_per_week, target.high_per_week) == (3, 5)


def test_a_rhythm_somebody_set_is_not_put_back_to_the_default(cast: Cast) -> None:
    here = channel(cast)
    actions.set_cadence(channel=here, low_per_week=1, high_per_week=2, by=cast.anna, now=NOW)
    actions.start_with_defaults(channel=here, now=NOW)
    assert queries.cadences_of(cast.bakery)[here.pk].high_per_week == 2


def test_a_range_upside_down_is_refused(cast: Cast) -> None:
    with pytest.raises(Problem, match="the smaller one first"):
        actions.set_cadence(channel=channel(cast), low_per_week=5, high_per_week=3, by=cast.anna, now=NOW)


def test_two_slots_keep_their_distance(cast: Cast) -> None:
    here = channel(cast)
    actions.add_slot(channel=here, weekday=0, wall_time=time(9), by=cast.anna, now=NOW)
    with pytest.raises(Problem, match="15 minutes"):
        actions.add_slot(channel=here, weekday=0, wall_time=time(9, 10), by=cast.anna, now=NOW)


def test_an_accepted_suggestion_changes_the_plan_once(cast: Cast) -> None:
    suggestion = slot_suggestion(cast, channel(cast))
    actions.accept_suggestion(suggestion=suggestion, by=cast.anna, now=NOW)
    assert [slot.wall_time for slot in queries.slots_of(cast.bakery)] == [time(18)]
    with pytest.raises(Problem, match="decided this already"):
        actions.accept_suggestion(suggestion=suggestion, by=cast.anna, now=NOW)


def test_a_refused_suggestion_keeps_its_reason_and_is_not_made_again(cast: Cast) -> None:
    here = channel(cast)
    actions.refuse_suggestion(suggestion=slot_suggestion(cast, here), reason="Closed then", by=cast.anna, now=NOW)
    assert slot_suggestion(cast, here).reason == "Closed then"
    assert not queries.open_suggestions(cast.bakery).exists()


def test_a_used_idea_is_no_longer_offered(cast: Cast) -> None:
    idea = actions.note_idea(workspace=cast.bakery, text="Rye starter", by=cast.anna, now=NOW)
    actions.use_idea(idea=idea, now=NOW)
    assert not queries.ideas(cast.bakery).exists()

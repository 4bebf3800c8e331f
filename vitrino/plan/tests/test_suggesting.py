"""Every kind of suggestion: what accepting does to the plan, and that taking back leaves it as it was."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest

from vitrino.channels.models import Channel
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.plan import actions, changes, queries
from vitrino.plan.models import Slot, Suggestion
from vitrino.strategy.models import Pillar
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def shop(cast: Cast) -> Channel:
    """A channel with a rhythm and three weekly times, the first kept for a pillar."""
    made = Channel.objects.create(
        workspace=cast.bakery, platform="instagram", remote_id="1", handle="zorza", connected_at=NOW, is_rehearsal=True
    )
    actions.start_with_defaults(channel=made, now=NOW)
    baking = Pillar.objects.create(workspace=cast.bakery, name="Baking")
    for weekday, pillar in ((0, baking), (2, None), (4, None)):
        actions.add_slot(channel=made, weekday=weekday, wall_time=time(9), by=cast.anna, now=NOW, pillar=pillar)
    return made


def plan_of(cast: Cast) -> tuple[Any, ...]:
    """Everything a suggestion can change, without the numbers of rows."""
    slots = [
        (one.weekday, one.wall_time, one.pillar_id, one.format, one.avoids, one.is_test)
        for one in queries.slots_of(cast.bakery)
    ]
    rhythm = {pk: (one.low_per_week, one.high_per_week) for pk, one in queries.cadences_of(cast.bakery).items()}
    return slots, rhythm, [one.text for one in queries.ideas(cast.bakery)]


def suggested(cast: Cast, kind: str, **change: Any) -> Suggestion:
    return actions.suggest(
        workspace=cast.bakery, key=f"a:{kind}", kind=kind, message=say("Try it."), change=change, now=NOW
    )


def changes_for(cast: Cast, channel: Channel) -> dict[str, dict[str, Any]]:
    baking, here = Pillar.objects.get(workspace=cast.bakery).pk, {"channel": channel.pk}
    return {
        "slot": {**here, "weekday": 5, "time": "18:00", "pillar": baking},
        "test": {**here, "weekday": 1, "time": "07:30"},
        "slot-move": {**here, "from_weekday": 0, "from_time": "09:00", "weekday": 3, "time": "17:00"},
        "slot-drop": {**here, "weekday": 0, "time": "09:00"},
        "pillar-more": {**here, "pillar": baking, "slots": 2},
        "pillar-less": {**here, "pillar": baking},
        "format-more": {**here, "format": "video"},
        "format-less": {**here, "format": "link"},
        "cadence": {**here, "low": 1, "high": 2},
        "platform-drop": here,
        "platform-try": {"platform": "pinterest"},
        "idea": {"text": "Show the sourdough at night", "pillar": baking},
    }


def test_the_closed_set_is_what_these_tests_walk_through(cast: Cast, shop: Channel) -> None:
    assert changes_for(cast, shop).keys() == changes.SHAPES.keys()


@pytest.mark.parametrize("kind", sorted(changes.SHAPES))
def test_accepting_changes_the_plan_and_taking_back_restores_it(cast: Cast, shop: Channel, kind: str) -> None:
    before = plan_of(cast)
    suggestion = suggested(cast, kind, **changes_for(cast, shop)[kind])
    assert plan_of(cast) == before
    actions.accept_suggestion(suggestion=suggestion, by=cast.anna, now=NOW)
    assert plan_of(cast) != before
    actions.take_back_suggestion(suggestion=suggestion, by=cast.anna, now=NOW)
    assert plan_of(cast) == before
    with pytest.raises(Problem, match="decided this already"):
        actions.take_back_suggestion(suggestion=suggestion, by=cast.anna, now=NOW)


def test_a_dropped_platform_keeps_its_channel_and_plans_nothing(cast: Cast, shop: Channel) -> None:
    actions.accept_suggestion(suggestion=suggested(cast, "platform-drop", channel=shop.pk), by=cast.anna, now=NOW)
    shop.refresh_from_db()
    assert plan_of(cast) == ([], {shop.pk: (0, 0)}, [])


def test_free_times_are_given_to_a_pillar_before_those_of_another(cast: Cast, shop: Channel) -> None:
    other = Pillar.objects.create(workspace=cast.bakery, name="Offers")
    change = {"channel": shop.pk, "pillar": other.pk, "slots": 2}
    actions.accept_suggestion(suggestion=suggested(cast, "pillar-more", **change), by=cast.anna, now=NOW)
    assert [one.pillar and one.pillar.name for one in queries.slots_of(cast.bakery)] == ["Baking", "Offers", "Offers"]


def test_a_change_the_plan_has_moved_past_says_so_and_stays_open(cast: Cast, shop: Channel) -> None:
    suggestion = suggested(cast, "slot-drop", channel=shop.pk, weekday=0, time="09:00")
    Slot.objects.all().delete()
    with pytest.raises(Problem, match="no longer there"):
        actions.accept_suggestion(suggestion=suggestion, by=cast.anna, now=NOW)
    assert [one.pk for one in queries.open_suggestions(cast.bakery)] == [suggestion.pk]


def test_a_channel_of_another_shop_is_out_of_reach(cast: Cast, shop: Channel) -> None:
    Channel.objects.filter(pk=shop.pk).update(workspace=cast.florist)
    with pytest.raises(Problem, match="no longer there"):
        actions.accept_suggestion(suggestion=suggested(cast, "platform-drop", channel=shop.pk), by=cast.anna, now=NOW)


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("unknown", {}),
        ("slot", {"channel": 1, "weekday": 7, "time": "09:00"}),
        ("slot", {"channel": 1, "weekday": 1, "time": "noon"}),
        ("cadence", {"channel": 1, "low": -1, "high": 2}),
        ("idea", {"text": "x", "more": 1}),
    ],
)
def test_a_shape_nobody_can_carry_out_is_refused_when_it_is_made(cast: Cast, kind: str, change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        suggested(cast, kind, **change)


def test_no_suggestion_is_refused_without_a_reason(cast: Cast, shop: Channel) -> None:
    suggestion = suggested(cast, "platform-drop", channel=shop.pk)
    with pytest.raises(Problem, match="why not"):
        actions.refuse_suggestion(suggestion=suggestion, reason="  ", by=cast.anna, now=NOW)
    assert queries.open_suggestions(cast.bakery).exists()


def test_what_nothing_speaks_for_any_more_is_withdrawn_unless_decided(cast: Cast, shop: Channel) -> None:
    decided = suggested(cast, "cadence", channel=shop.pk, low=1, high=2)
    actions.accept_suggestion(suggestion=decided, by=cast.anna, now=NOW)
    suggested(cast, "idea", text="Rye")
    assert actions.withdraw_suggestions(workspace=cast.bakery, keys=["a:cadence", "a:idea"]) == 1
    assert [one.pk for one in queries.suggestions_of(cast.bakery)] == [decided.pk]

"""Accepted suggestions become experiments; their results come back once, and the change stays or goes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from vitrino.channels.models import Channel
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.lookback import experimenting, pages, queries
from vitrino.lookback.models import Experiment
from vitrino.lookback.tests.scene import channel, history, post, slot_suggestion
from vitrino.notify.models import Alert
from vitrino.plan import actions as plan
from vitrino.plan import queries as plans
from vitrino.ui.words import words
from vitrino.workspace.models import Event
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(weeks=7)
# Thursdays at 18:00 on the wall in Warsaw, after the experiment began.
THURSDAY = datetime.fromisoformat("2026-11-26T17:00:00+00:00")


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def shop(cast: Cast) -> Channel:
    return channel(cast.bakery)


@pytest.fixture
def experiment(cast: Cast, shop: Channel) -> Experiment:
    """Running since NOW, with twelve weeks of posts before it."""
    history(shop, NOW)
    plan.accept_suggestion(suggestion=slot_suggestion(cast, shop), by=cast.anna, now=NOW)
    experimenting.begin_new(NOW)
    return Experiment.objects.get()


def thursdays(shop: Channel, count: int, answers: int) -> None:
    for week in range(count):
        post(shop, THURSDAY + timedelta(days=7 * (week // 3), minutes=5 * (week % 3)), answers + week % 4)


def test_every_accepted_suggestion_gets_one_experiment_however_often_one_looks(cast: Cast, shop: Channel) -> None:
    suggestion = slot_suggestion(cast, shop)
    assert experimenting.begin_new(NOW) == 0
    plan.accept_suggestion(suggestion=suggestion, by=cast.anna, now=NOW)
    assert [experimenting.begin_new(NOW) for _again in range(3)] == [1, 0, 0]
    assert Event.objects.filter(kind="experiment.begun").count() == 1


def test_an_idea_is_no_experiment(cast: Cast) -> None:
    idea = plan.suggest(workspace=cast.bakery, key="i", kind="idea", message=slot_words(), change={"text": "Rye"},
                        now=NOW)  # fmt: skip
    plan.accept_suggestion(suggestion=idea, by=cast.anna, now=NOW)
    assert experimenting.begin_new(NOW) == 0


def slot_words() -> Message:
    return say("Try it.")


def test_too_early_is_said_with_the_posts_so_far(experiment: Experiment, shop: Channel) -> None:
    thursdays(shop, 3, 90)
    assert experimenting.look(NOW + timedelta(weeks=2)) == 0
    experiment.refresh_from_db()
    said = words(pages.experiment(experiment)["result"])
    assert said.startswith("Too early: 3 of about 12 posts")
    assert experiment.state == "running"


def test_a_clear_result_comes_back_once(cast: Cast, experiment: Experiment, shop: Channel) -> None:
    thursdays(shop, 12, 90)
    assert [experimenting.look(LATER), experimenting.look(LATER + timedelta(days=1))] == [1, 0]
    experiment.refresh_from_db()
    assert (experiment.state, experiment.result["state"], len(experiment.result["ids"])) == ("over", "better", 12)
    assert words(pages.experiment(experiment)["result"]).startswith("It helped:")
    assert Alert.objects.filter(kind="lookback", person=cast.anna).count() == 1
    assert Event.objects.filter(kind="experiment.over").count() == 1


def test_posts_at_other_times_do_not_count_for_the_slot(experiment: Experiment, shop: Channel) -> None:
    for week in range(12):
        post(shop, NOW + timedelta(days=2 + week), 500)
    experimenting.look(LATER)
    experiment.refresh_from_db()
    assert experiment.result["ids"] == []
    assert experiment.result["state"] == "too-few"


def test_a_post_just_after_midnight_belongs_to_the_evening_before(cast: Cast, shop: Channel) -> None:
    history(shop, NOW)
    sunday = slot_suggestion(cast, shop, weekday=6, at="23:30")
    plan.accept_suggestion(suggestion=sunday, by=cast.anna, now=NOW)
    experimenting.begin_new(NOW)
    after_midnight = post(shop, datetime.fromisoformat("2026-11-29T23:10:00+00:00"), 20)  # Monday 0:10 in Warsaw
    experimenting.look(LATER)
    assert Experiment.objects.get().result["ids"] == [after_midnight.pk]


def test_six_weeks_without_posts_end_without_a_claim(experiment: Experiment) -> None:
    assert experimenting.look(LATER) == 1
    experiment.refresh_from_db()
    assert "too few" in words(pages.experiment(experiment)["result"])


def test_taking_back_restores_the_plan_in_one_step(cast: Cast, experiment: Experiment) -> None:
    assert plans.slots_of(cast.bakery).count() == 1
    experimenting.take_back(experiment=experiment, by=cast.anna, now=LATER)
    assert plans.slots_of(cast.bakery).count() == 0
    assert experiment.state == "taken-back"
    with pytest.raises(Problem, match="decided this already"):
        experimenting.keep(experiment=experiment, by=cast.anna, now=LATER)


def test_a_change_taken_back_elsewhere_ends_its_experiment(cast: Cast, experiment: Experiment) -> None:
    plan.take_back_suggestion(suggestion=experiment.suggestion, by=cast.anna, now=NOW)
    experimenting.look(LATER)
    experiment.refresh_from_db()
    assert experiment.state == "taken-back"


def test_keeping_leaves_the_plan_and_ends_the_waiting(cast: Cast, experiment: Experiment, shop: Channel) -> None:
    thursdays(shop, 12, 90)
    experimenting.look(LATER)
    assert queries.undecided(cast.bakery).exists()
    experimenting.keep(experiment=queries.undecided(cast.bakery)[0], by=cast.anna, now=LATER)
    assert not queries.undecided(cast.bakery).exists()
    assert plans.slots_of(cast.bakery).count() == 1
    assert not Alert.objects.filter(kind="lookback", handled_at=None).exists()


@pytest.mark.parametrize(
    ("kind", "change", "state"),
    [
        ("cadence", {"low": 1, "high": 2}, "better"),
        ("format-more", {"format": "video"}, "too-few"),
        ("platform-drop", {}, "too-few"),
    ],
)
def test_every_kind_is_judged_by_its_own_posts(
    cast: Cast, shop: Channel, kind: str, change: dict[str, object], state: str
) -> None:
    history(shop, NOW)
    plan.add_slot(channel=shop, weekday=0, wall_time=datetime.min.time(), by=cast.anna, now=NOW)
    made = plan.suggest(workspace=cast.bakery, key=kind, kind=kind, message=slot_words(), now=NOW,
                        change={"channel": shop.pk, **change})  # fmt: skip
    plan.accept_suggestion(suggestion=made, by=cast.anna, now=NOW)
    experimenting.begin_new(NOW)
    for day in range(20):
        post(shop, NOW + timedelta(days=2 * day + 1), 300 + day)
    experimenting.look(LATER)
    assert Experiment.objects.get().result["state"] == state

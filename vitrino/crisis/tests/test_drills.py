"""A drill touches nothing real, can be left, and knows how an answer sounds."""

from __future__ import annotations

from datetime import timedelta

import pytest

from vitrino.channels import queries as channels
from vitrino.crisis import actions, book, drills
from vitrino.crisis.models import Drill, Incident
from vitrino.domain.crisis.names import CrisisKind
from vitrino.domain.problem import Problem
from vitrino.notify.models import Alert
from vitrino.publishing.models import Publication
from vitrino.publishing.tests.stage import Stage, set_up

STATEMENT = (
    "We know of the glass in our bread and have taken it off sale. You get your money back. "
    "We tell you more by 6 pm today."
)


def begun(stage: Stage) -> Drill:
    return actions.begin(workspace=stage.cast.bakery, scenario="glass", by=stage.cast.anna, now=stage.now)


@pytest.mark.parametrize("language", book.LANGUAGES)
def test_every_language_has_the_same_scenarios_and_a_whole_plan(language: str) -> None:
    here, english = book.scenarios(language), book.scenarios("en")
    assert [(one.key, one.kind, [(said.at_s, said.calls) for said in one.said]) for one in here.values()] == [
        (one.key, one.kind, [(said.at_s, said.calls) for said in one.said]) for one in english.values()
    ]
    assert all(one.said[-1].at_s < 900 and one.kind in set(CrisisKind) for one in here.values())
    plan = book.plan_for(language, "Zorza", {})
    assert set(plan.statements) == set(CrisisKind)
    assert all("{" not in text for text in plan.statements.values())
    assert len(plan.steps) == 9
    assert plan.customers
    assert "Zorza" in plan.customers + plan.press
    assert len(plan.contacts) >= 5


@pytest.mark.django_db
def test_a_drill_stops_sends_and_tells_nothing() -> None:
    stage = set_up()
    row, drill = stage.plan("Rolls", publish_at=stage.now + timedelta(hours=1)), begun(stage)
    for kind, text in (("declare", ""), ("pause", ""), ("statement", STATEMENT), ("note", "A jar broke")):
        actions.act(drill=drill, kind=kind, text=text, severity=3, now=stage.later(seconds=40).now)
    actions.act(drill=drill, kind="answer", to=1, text="We are sorry, please bring it back.", now=stage.now)
    actions.end(drill=drill, by=stage.cast.anna, now=stage.now)
    assert not channels.is_stopped(stage.cast.bakery.pk)
    assert (Publication.objects.count(), Incident.objects.count(), Alert.objects.count()) == (1, 0, 0)
    assert row.state == "ready"
    assert Drill.objects.get().score == drills.result_of(Drill.objects.get()).score > 50


@pytest.mark.django_db
def test_the_clock_stands_still_while_a_drill_is_left() -> None:
    stage = set_up()
    drill = begun(stage)
    actions.leave(drill=drill, now=stage.later(minutes=2).now)
    assert begun(stage.later(days=3)).pk == drill.pk
    row = actions.run_on(drill=drill, now=stage.now)
    assert row.ran_s == 120
    assert actions.run_on(drill=drill, now=stage.later(minutes=1).now).ran_s == 180


@pytest.mark.django_db
def test_whoever_just_goes_away_loses_three_minutes_at_most() -> None:
    stage = set_up()
    drill = begun(stage)
    assert actions.run_on(drill=drill, now=stage.later(days=1).now).ran_s == 180


@pytest.mark.django_db
def test_after_fifteen_minutes_it_is_over_by_itself() -> None:
    stage = set_up()
    drill = begun(stage)
    for _turn in range(5):
        drill = actions.run_on(drill=drill, now=stage.later(minutes=3).now)
    assert drill.ended_at == stage.now
    assert drill.score == 0
    after = actions.act(drill=drill, kind="declare", now=stage.now)
    assert after.acts == []


@pytest.mark.django_db
def test_an_answer_is_judged_by_the_tone_check_and_one_can_answer_only_what_was_heard() -> None:
    stage = set_up()
    drill = begun(stage)
    actions.act(drill=drill, kind="answer", to=1, text="That is not true, you should have read the terms!",
                now=stage.later(seconds=30).now)  # fmt: skip
    drill = actions.act(drill=drill, kind="answer", to=9, text="Hello", now=stage.now)
    assert [one["to"] for one in drill.acts] == [1, 0]
    assert drill.acts[0]["tone"] == "block"


@pytest.mark.django_db
def test_what_is_done_once_is_not_done_twice_and_nothing_is_said_without_words() -> None:
    stage = set_up()
    drill = begun(stage)
    actions.act(drill=drill, kind="pause", now=stage.now)
    for kind, text in (("pause", ""), ("note", " "), ("dance", "x")):
        with pytest.raises(Problem):
            actions.act(drill=drill, kind=kind, text=text, now=stage.now)
    with pytest.raises(Problem):
        actions.begin(workspace=stage.cast.florist, scenario="nonsense", by=stage.cast.celina, now=stage.now)


@pytest.mark.django_db
def test_a_named_time_in_a_statement_is_heard() -> None:
    stage = set_up()
    drill = actions.act(drill=begun(stage), kind="statement", text=STATEMENT, now=stage.now)
    assert drill.acts[0]["has_deadline"] is True

"""Goals that can be measured, and one page that is in force."""

from __future__ import annotations

from datetime import date

import pytest

from vitrino.domain.problem import Problem
from vitrino.strategy import actions, queries
from vitrino.strategy.models import Goal, Strategy
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


def set_goal(cast: Cast, **changes: object) -> Goal:
    values = {"title": "", "metric": "follows", "baseline": 500, "target": 800, "deadline": date(2027, 3, 31)} | changes
    return actions.set_goal(workspace=cast.bakery, by=cast.anna, now=NOW, **values)  # type: ignore[arg-type]


def adopt(cast: Cast, reason: str = "", **texts: str) -> Strategy:
    return actions.adopt_strategy(workspace=cast.bakery, texts=texts, reason=reason, by=cast.anna, now=NOW)


def test_a_goal_names_itself_after_its_number(cast: Cast) -> None:
    assert set_goal(cast).title == "800 Followers"


def test_a_goal_below_today_is_refused_with_a_proposal(cast: Cast) -> None:
    with pytest.raises(Problem, match="600 would be a fifth more"):
        set_goal(cast, target=500)


def test_a_goal_for_yesterday_is_refused(cast: Cast) -> None:
    with pytest.raises(Problem, match="date has to lie ahead"):
        set_goal(cast, deadline=date(2026, 11, 20))


def test_a_closed_goal_is_no_longer_under_way(cast: Cast) -> None:
    goal = set_goal(cast)
    actions.close_goal(goal=goal, state=Goal.State.REACHED, by=cast.anna, now=NOW)
    assert not queries.active_goals(cast.bakery).exists()
    with pytest.raises(Problem, match="closed already"):
        actions.close_goal(goal=goal, state=Goal.State.MISSED, by=cast.anna, now=NOW)


def test_a_new_version_needs_a_reason_and_keeps_the_old_one(cast: Cast) -> None:
    adopt(cast, audience="Neighbours")
    with pytest.raises(Problem, match="what changed and why"):
        adopt(cast, audience="Neighbours and students")
    adopt(cast, audience="Neighbours and students", reason="The university opened")
    assert [(one.version, one.audience) for one in queries.versions_of(cast.bakery)] == [
        (2, "Neighbours and students"),
        (1, "Neighbours"),
    ]


def test_an_empty_or_unchanged_page_does_not_come_into_force(cast: Cast) -> None:
    with pytest.raises(Problem, match="at least one answer"):
        adopt(cast, audience="  ")
    adopt(cast, audience="Neighbours")
    with pytest.raises(Problem, match="Nothing has changed"):
        adopt(cast, audience="Neighbours", reason="again")


def test_who_writes_a_strategy_has_read_it_and_others_say_so(cast: Cast) -> None:
    made = adopt(cast, audience="Neighbours")
    assert queries.has_acknowledged(made, cast.anna)
    assert not queries.has_acknowledged(made, cast.bruno)
    cast.client(cast.bruno).post("/w/zorza/strategy/versions/1/acknowledgement/")
    assert queries.has_acknowledged(made, cast.bruno)


def test_one_of_five_first_pillars_promotes(cast: Cast) -> None:
    actions.start_with_default_pillars(workspace=cast.bakery, by=cast.anna, now=NOW)
    actions.start_with_default_pillars(workspace=cast.bakery, by=cast.anna, now=NOW)
    made = list(queries.pillars(cast.bakery))
    assert len(made) == 5
    assert sum(pillar.is_promotional for pillar in made) == 1


def test_an_archived_pillar_comes_back_under_its_name(cast: Cast) -> None:
    [first, *_others] = actions.start_with_default_pillars(workspace=cast.bakery, by=cast.anna, now=NOW)
    actions.archive_pillar(pillar=first, by=cast.anna, now=NOW)
    again = actions.add_pillar(
        workspace=cast.bakery, name=first.name, description="", is_promotional=False, by=cast.anna, now=NOW
    )
    assert again.pk == first.pk
    assert queries.pillars(cast.bakery).filter(pk=first.pk).exists()


def test_a_refused_goal_keeps_what_was_typed(cast: Cast) -> None:
    answer = cast.client(cast.anna).post(
        "/w/zorza/goals/new/",
        {"metric": "follows", "baseline": "500", "target": "400", "deadline": "2027-03-31", "title": "Regulars"},
    )
    text = answer.content.decode()
    assert "A goal is more than today" in text
    assert "Regulars" in text


def test_a_responder_reads_but_does_not_set_goals(cast: Cast) -> None:
    client = cast.client(cast.bruno)
    assert client.get("/w/zorza/strategy/").status_code == 200
    assert client.get("/w/zorza/goals/new/").status_code == 403

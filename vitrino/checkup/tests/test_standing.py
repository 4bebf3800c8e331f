"""The score of a shop, day by day: putting aside gains nothing, what is missing is said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from vitrino.checkup import actions, basis, queries, standing
from vitrino.checkup.models import Day, Notice
from vitrino.checkup.registry import all_rules
from vitrino.checkup.tests import sick
from vitrino.plan.models import CadenceTarget
from vitrino.strategy.models import Strategy
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def ill() -> Cast:
    cast = assemble()
    sick.fall_ill(cast)
    actions.look_again(workspace=cast.bakery, groups=sick.GROUPS, now=NOW)
    return cast


def look(cast: Cast, days: int) -> Day:
    actions.look_again(workspace=cast.bakery, groups=sick.GROUPS, now=NOW + days * DAY)
    return queries.days(cast.bakery, NOW.date()).get(day=(NOW + days * DAY).date())


def page(cast: Cast) -> str:
    response = cast.client(cast.anna).get("/w/zorza/checkup/score/")
    assert response.status_code == 200
    return str(response.content.decode())


def test_putting_everything_aside_gains_nothing(ill: Cast) -> None:
    before = standing.current(ill.bakery, NOW)
    for notice in Notice.objects.all():
        actions.dismiss(notice=notice, reason="No time", by=ill.anna, now=NOW, until="month")
    after = standing.current(ill.bakery, NOW)
    assert (after.points, after.areas) == (before.points, before.areas)
    assert look(ill, 0).aside == len(sick.SPEAK)


def test_what_is_put_aside_is_said_beside_the_score(ill: Cast) -> None:
    actions.dismiss(notice=Notice.objects.get(rule="goals.none"), reason="Later", by=ill.anna, now=NOW)
    look(ill, 0)
    assert "1 is put aside and still counts." in ill.client(ill.anna).get("/w/zorza/checkup/").content.decode()


def test_a_new_shop_is_told_what_is_missing_instead_of_a_number(ill: Cast) -> None:
    day = queries.today(ill.bakery)
    assert day is not None
    assert day.points is None
    assert day.areas["goal"] == 50
    text = page(ill)
    assert "There is not enough to judge your presence" in text
    assert "four posts within four weeks" in text


def test_a_shop_with_enough_to_judge_gets_a_number(ill: Cast) -> None:
    channel = sick.channel(ill.bakery, "bluesky")
    for number in range(basis.FEWEST_POSTS):
        sick.publish(channel, f"Post {number}", NOW - number * DAY)
        sick.wait(channel, late_hours=-9)
    day = look(ill, 0)
    assert day.points is not None
    assert 0 < day.points < 100
    assert day.areas["answer"] < 100
    assert f"kept {day.points} of 100" in page(ill)


def test_each_day_keeps_what_came_what_was_fixed_and_how_long_it_took(ill: Cast) -> None:
    CadenceTarget.objects.update(low_per_week=0)
    Strategy.objects.create(workspace=ill.bakery, version=1, in_force_from=NOW)
    later = look(ill, 3)
    first = queries.days(ill.bakery, NOW.date())[0]
    assert (first.came, first.fixed) == (len(sick.SPEAK), 0)
    assert later.fixed >= 2
    assert set(later.open_hours) == {72.0}
    text = page(ill)
    assert "Half of what was put right had been open for less than 3 days." in text
    assert text.count('<svg class="lines"') == 1, "without points there is only the picture of notices"
    assert "<table" in text.partition("<svg")[2]


def test_the_same_day_is_one_row_in_the_shops_own_zone(ill: Cast) -> None:
    late = NOW.replace(hour=22, minute=59)
    for at in (late, late + timedelta(minutes=2)):  # in Warsaw midnight lies between them
        actions.look_again(workspace=ill.bakery, groups=("goals",), now=at)
    assert Day.objects.filter(workspace=ill.bakery).count() == 2


def test_every_rule_says_what_its_silence_needs() -> None:
    for rule in all_rules():
        assert set(basis.needed(rule)) <= set(basis.NEEDS)


def test_who_put_what_aside_and_why_is_shown(ill: Cast) -> None:
    notice = Notice.objects.get(rule="goals.none")
    actions.dismiss(notice=notice, reason="We begin in spring", by=ill.anna, now=NOW)
    actions.bring_back(notice=notice, by=ill.anna, now=NOW)
    assert "We begin in spring" in page(ill)

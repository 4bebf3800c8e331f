"""Goals are looked at once a day, forecast, and closed with a kind word when they are over."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from vitrino.commerce.models import Order
from vitrino.domain.message import Message
from vitrino.engine.ticker import run_until_idle
from vitrino.goals import actions, looking
from vitrino.goals.jobs import look
from vitrino.goals.tests import shop
from vitrino.goals.tests.shop import TODAY
from vitrino.insight.models import DailyNumbers
from vitrino.notify.models import Alert
from vitrino.strategy import queries
from vitrino.strategy.models import Goal
from vitrino.ui.words import words
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


def days(count: float) -> timedelta:
    return timedelta(days=count)


def aim(cast: Cast, target: float, *, metric: str = "follows", begun: float = 28, lasts: float = 56) -> Goal:
    at = NOW - days(begun)
    return actions.set_goal(workspace=cast.bakery, by=cast.anna, now=at, metric=metric, target=target,
                            deadline=(at + days(lasts)).date())  # fmt: skip


def test_steady_growth_is_on_track_for_a_modest_goal_and_off_track_for_a_wild_one(cast: Cast) -> None:
    shop.follow(shop.channel(cast.bakery))
    modest, wild = aim(cast, 700), aim(cast, 5_000)
    look(NOW)
    chances = {pk: one.chance for pk, one in queries.newest_standings([modest, wild]).items()}
    assert (chances[modest.pk] or 0) > 0.7
    assert (chances[wild.pk] or 1) < 0.3
    last = queries.standings_of(modest).last()
    assert last is not None
    assert (last.day, last.value) == (TODAY - days(1), 677)
    assert (last.low or 0) <= (last.middle or 0) <= (last.high or 0)


def test_a_day_is_looked_at_once_and_its_forecast_stays(cast: Cast) -> None:
    shop.sell(cast.bakery)
    goal = aim(cast, 100, metric="orders")
    first = looking.look(goal, NOW)
    assert first is not None
    assert looking.look(goal, NOW + timedelta(hours=3)) is None
    assert first.value == 28
    Order.objects.filter(number="3-0").delete()
    looking.look(goal, NOW + days(1))
    values = dict(queries.standings_of(goal).values_list("day", "value"))
    assert values[TODAY - days(1)] == 27
    assert queries.standings_of(goal).filter(chance=first.chance, day=first.day).exists()


def test_a_sum_is_reached_as_soon_as_it_is_there(cast: Cast) -> None:
    shop.sell(cast.bakery, a_day=2)
    goal = aim(cast, 40, metric="likes")
    Goal.objects.update(metric="orders")
    goal.refresh_from_db()
    looking.look(goal, NOW)
    goal.refresh_from_db()
    assert (goal.state, goal.closed_at) == ("reached", NOW)
    assert "It came to 56; the goal was 40." in str(Message(goal.closing["template"], goal.closing["values"]))
    [told] = Alert.objects.filter(kind="goal", person=cast.anna)
    assert told.url.endswith(f"/goals/{goal.pk}/")
    assert "It came to 56" in words(Message(told.template, told.values))


def test_a_missed_goal_closes_when_all_numbers_are_in(cast: Cast) -> None:
    channel = shop.channel(cast.bakery)
    shop.follow(channel)
    goal = aim(cast, 800, begun=30, lasts=29)
    looking.look(goal, NOW)
    goal.refresh_from_db()
    assert goal.state == "active"
    looking.look(goal, NOW + days(2))
    goal.refresh_from_db()
    assert goal.state == "missed"
    assert "{kind} It came to" in goal.closing["template"]
    assert str(goal.closing["values"]["kind"]["template"]).startswith("Not reached: {percent} %")


def test_the_lesson_names_the_channel_that_brought_most(cast: Cast) -> None:
    one, two = shop.channel(cast.bakery), shop.channel(cast.bakery, "bluesky")
    shop.like(one, a_day=8)
    shop.like(two, a_day=1)
    goal = aim(cast, 300, metric="likes", lasts=26)
    Goal.objects.update(target=200)
    goal.refresh_from_db()
    looking.look(goal, NOW)
    goal.refresh_from_db()
    assert "came from {channel}" in goal.closing["template"]
    assert goal.closing["values"]["channel"] == "Mastodon"


def test_the_baseline_is_measured_as_soon_as_there_are_two_weeks(cast: Cast) -> None:
    channel = shop.channel(cast.bakery)
    shop.follow(channel, days=9)
    goal = aim(cast, 900, begun=0)
    assert goal.baseline is None
    shop.follow(channel, days=7, first=530, until=TODAY + days(7))
    looking.look(goal, NOW + days(7))
    goal.refresh_from_db()
    assert goal.baseline is not None


def test_a_number_nobody_tells_stays_unknown(cast: Cast) -> None:
    goal = aim(cast, 900)
    made = looking.look(goal, NOW)
    assert made is not None
    assert (made.value, made.chance) == (None, None)


def test_trouble_with_one_goal_does_not_keep_the_others_waiting(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    shop.follow(shop.channel(cast.bakery))
    broken, good = aim(cast, 700), aim(cast, 5_000)
    Goal.objects.filter(pk=broken.pk).update(metric="charm")
    look(NOW)
    assert good.pk in queries.newest_standings([broken, good])
    assert f"looking at goal {broken.pk} failed" in caplog.text


def test_a_goal_that_is_set_has_its_first_look_at_once_and_missed_weeks_are_made_up_for(cast: Cast) -> None:
    shop.follow(shop.channel(cast.bakery))
    goal = aim(cast, 5_000)
    run_until_idle(NOW)
    told = queries.standings_of(goal).exclude(chance=None).values_list("day", flat=True)
    assert list(told) == [TODAY - days(29 - 7 * week) for week in range(4)] + [TODAY - days(1)]


def test_a_forecast_knows_only_what_was_known_by_then(cast: Cast) -> None:
    channel = shop.channel(cast.bakery)
    shop.follow(channel, days=40, a_day=0, until=TODAY - days(20))
    DailyNumbers.objects.create(channel=channel, source="account", day=TODAY - days(1), followers=4_000)
    goal = aim(cast, 1_000)
    looking.look(goal, datetime.combine(date(2026, 11, 1), datetime.min.time(), NOW.tzinfo) + timedelta(hours=12))
    made = queries.standings_of(goal).last()
    assert made is not None
    assert (made.chance or 1) < 0.3

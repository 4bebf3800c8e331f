"""The answer for a shop with no channel, with one, with eight; and what becomes of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from vitrino.domain.audience import Audience
from vitrino.domain.fit.advising import Wish as Asked
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.fit import actions, pages, queries
from vitrino.fit.models import Wish
from vitrino.fit.tests import shop
from vitrino.plan import actions as plan_actions
from vitrino.plan import queries as plan
from vitrino.plan.models import CadenceTarget
from vitrino.strategy import actions as strategy
from vitrino.strategy import queries as strategies
from vitrino.workspace.tests.cast import NOW, Cast, assemble

EIGHT = ("mastodon", "bluesky", "instagram", "facebook", "x", "google_business", "threads", "telegram")


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


def ask(cast: Cast, minutes: int = 240, *, ages: tuple[str, ...] = ()) -> Wish:
    people = Audience(frozenset(ages), False, frozenset({"pl"}))  # type: ignore[arg-type]
    asked = Asked(people, frozenset({"text", "photo"}), minutes)
    return actions.keep_wish(workspace=cast.bakery, asked=asked, by=cast.anna, now=NOW)


def adopt(cast: Cast, audience: str) -> None:
    strategy.adopt_strategy(
        workspace=cast.bakery, texts={"audience": audience}, reason="To begin with", by=cast.anna, now=NOW
    )


def test_a_shop_without_a_channel_is_told_where_to_begin(cast: Cast) -> None:
    found = queries.advice(cast.bakery, NOW)
    assert 1 <= len(found.of("begin")) <= 2
    assert found.minutes <= queries.ASSUMED_MINUTES
    assert not queries.basis(cast.bakery, NOW).is_said


def test_one_channel_that_fits_stays(cast: Cast) -> None:
    channel = shop.channel(cast.bakery, "facebook")
    ask(cast)
    stays = queries.advice(cast.bakery, NOW).of("stay")
    assert [(one.key, one.candidate.channel) for one in stays] == [("facebook", channel.pk)]


def test_eight_channels_and_two_hours_become_few(cast: Cast) -> None:
    for key in EIGHT:
        shop.channel(cast.bakery, key)
    ask(cast, 120)
    found = queries.advice(cast.bakery, NOW)
    assert 1 <= len(found.of("stay")) <= 4
    assert len(found.of("stay")) + len(found.of("leave")) == 8
    assert found.of("begin") == []


def test_the_audience_is_read_from_the_strategy_and_again_when_that_changes(cast: Cast) -> None:
    adopt(cast, "Emeryci z Niemiec")
    assert queries.basis(cast.bakery, NOW).asked.audience.countries == {"de"}
    ask(cast, ages=("young",))
    assert queries.basis(cast.bakery, NOW).asked.audience.ages == {"young"}
    later = NOW + timedelta(days=1)
    strategy.adopt_strategy(
        workspace=cast.bakery, texts={"audience": "Students"}, reason="New", by=cast.anna, now=later
    )
    basis = queries.basis(cast.bakery, later)
    assert basis.is_audience_read
    assert basis.asked.minutes == 240, "what was said of time and forms stays"


def test_taking_it_over_writes_the_strategy_and_only_suggests_to_the_plan(cast: Cast) -> None:
    adopt(cast, "Neighbours in Poland")
    channel = shop.channel(cast.bakery, "facebook")
    CadenceTarget.objects.create(workspace=cast.bakery, channel=channel, low_per_week=70, high_per_week=80)
    found = queries.advice(cast.bakery, NOW)
    text = pages.proposed(found)
    assert "Facebook: " in text
    offers = actions.take_over(
        workspace=cast.bakery, advice=found, text=text, reason="Chosen anew", by=cast.anna, now=NOW
    )
    in_force = strategies.strategy_in_force(cast.bakery)
    assert in_force is not None
    assert (in_force.platforms, in_force.audience) == (text, "Neighbours in Poland")
    assert plan.open_suggestions(cast.bakery).count() == offers == 1
    assert {"cadence"} <= {one.kind for one in plan.open_suggestions(cast.bakery)}
    assert CadenceTarget.objects.get(channel=channel).low_per_week == 70, "nothing changes before somebody decides"


def test_a_channel_that_somebody_proposed_to_leave_is_not_proposed_twice(cast: Cast) -> None:
    adopt(cast, "Neighbours in Poland")
    channels = [shop.channel(cast.bakery, key) for key in EIGHT]
    change = {"channel": channels[0].pk}
    plan_actions.suggest(workspace=cast.bakery, key="platform-drop:1", kind="platform-drop", message=say("Leave it."),
                         change=change, now=NOW)  # fmt: skip
    found = queries.advice(cast.bakery, NOW)
    assert channels[0].pk in {one.candidate.channel for one in found.of("leave")}
    actions.take_over(workspace=cast.bakery, advice=found, text="Few places", reason="New", by=cast.anna, now=NOW)
    drops = [one.change["channel"] for one in plan.open_suggestions(cast.bakery) if one.kind == "platform-drop"]
    assert len(drops) == len(set(drops))
    assert set(drops) == {one.candidate.channel for one in found.of("leave")}


def test_nothing_that_one_can_make_and_no_time_are_refused_with_words(cast: Cast) -> None:
    people = Audience(frozenset(), False)
    for formats, minutes, field in ((frozenset(), 60, "formats"), (frozenset({"text"}), 0, "minutes")):
        with pytest.raises(Problem) as caught:
            actions.keep_wish(workspace=cast.bakery, asked=Asked(people, formats, minutes), by=cast.anna, now=NOW)  # type: ignore[arg-type]
        assert caught.value.field == field


def test_the_page_answers_at_once_remembers_and_takes_over(cast: Cast, client: Client) -> None:
    client.force_login(cast.anna)
    page = f"/w/{cast.bakery.slug}/fit/"
    first = client.get(page).content.decode()
    assert "A first answer" in first
    answer = client.post(page, {"formats": ["text"], "minutes": "45", "countries": ["pl"]}, follow=True)
    assert "45 minutes a week" in answer.content.decode()
    assert client.post(page, {"minutes": "45"}).status_code == 422
    taken = client.post(f"{page}strategy/", {"text": "Only where our neighbours are."})
    assert taken["Location"].endswith("/plan/"), "where the suggestions wait"
    again = client.post(f"{page}strategy/", {"text": "Only where our neighbours are."}, follow=True)
    assert "Nothing has changed" in again.content.decode()


def test_a_helper_sees_the_answer_and_changes_nothing(cast: Cast, client: Client) -> None:
    client.force_login(cast.bruno)
    page = f"/w/{cast.bakery.slug}/fit/"
    assert "Show what fits" not in client.get(page).content.decode()
    assert client.post(page, {"formats": ["text"], "minutes": "45"}).status_code == 403
    assert client.post(f"{page}strategy/", {"text": "x"}).status_code == 403
    assert not Wish.objects.exists()


def test_more_posts_ask_no_more_questions(cast: Cast) -> None:
    channel = shop.channel(cast.bakery, "mastodon")

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            pages.home(cast.bakery, NOW)
        return len(caught)

    shop.publish(channel, "One", NOW - timedelta(days=1))
    before = asked()
    for number in range(6):
        shop.publish(channel, f"Post {number}", NOW - timedelta(days=2 + number))
    assert asked() == before

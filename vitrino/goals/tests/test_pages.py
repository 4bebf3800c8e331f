"""Goals are set in one click or a few fields, refused kindly, and shown with what helps."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from vitrino.goals import actions
from vitrino.goals.tests import shop
from vitrino.goals.tests.shop import TODAY
from vitrino.posts.models import Post
from vitrino.strategy import actions as strategy
from vitrino.strategy.models import Goal, GoalDay, Pillar
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(time_machine_now: None) -> Cast:
    return assemble()


@pytest.fixture
def time_machine_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def anna(cast: Cast) -> Client:
    return cast.client(cast.anna)


def seen(client: Client, path: str) -> str:
    return unescape(client.get(f"/w/zorza{path}").content.decode())


def aim(cast: Cast, **changes: object) -> Goal:
    values = {"metric": "follows", "target": 900, "deadline": TODAY + timedelta(days=91)} | changes
    return actions.set_goal(workspace=cast.bakery, by=cast.anna, now=NOW, **values)  # type: ignore[arg-type]


def test_a_vague_wish_is_refused_with_proposals_from_the_shops_own_numbers(cast: Cast, anna: Client) -> None:
    shop.like(shop.channel(cast.bakery))
    text = seen(anna, "/goals/new/?wish=more+engagement")
    assert "“more engagement” can't be counted" in text
    assert text.index("Likes, comments, shares and clicks") < text.index("Set it yourself")
    assert "Proposal: 550 by" in text  # five a day in thirteen weeks, and a fifth more


def test_a_wish_that_can_not_be_counted_yet_says_what_makes_it_countable(cast: Cast, anna: Client) -> None:
    shop.channel(cast.bakery)
    text = seen(anna, "/goals/new/?wish=90+orders+by+March")
    assert "Orders can't be counted here yet. Connect your shop" in text


def test_a_wish_with_a_number_fills_the_form(cast: Cast, anna: Client) -> None:
    shop.sell(cast.bakery)
    text = seen(anna, "/goals/new/?wish=90+orders+by+March")
    assert "Is this what you mean?" in text
    assert 'value="90"' in text
    assert 'value="2027-03-31"' in text


def test_one_click_takes_a_proposal(cast: Cast, anna: Client) -> None:
    channel = shop.channel(cast.bakery)
    shop.follow(channel)
    assert 'name="target" value="1050"' in seen(anna, "/goals/new/")  # 677, three a day and a quarter more
    anna.post("/w/zorza/goals/new/", {"metric": "follows", "target": "1050", "deadline": "2027-02-19",
                                      "channels": channel.pk})  # fmt: skip
    goal = Goal.objects.get()
    assert (goal.baseline, goal.baseline_days, goal.owner) == (677, 56, cast.anna)
    assert list(goal.channels.all()) == [channel]


def test_a_decimal_comma_is_understood(cast: Cast) -> None:
    cast.anna.language = "pl"
    cast.anna.save()
    given = {"metric": "rating", "target": "4,5", "deadline": "2027-02-19"}
    shop.channel(cast.bakery, "google_business")
    cast.client(cast.anna).post("/w/zorza/goals/new/", given)
    assert Goal.objects.get().target == 4.5


def test_a_refused_goal_keeps_what_was_typed(cast: Cast, anna: Client) -> None:
    shop.follow(shop.channel(cast.bakery))
    answer = anna.post("/w/zorza/goals/new/", {"metric": "follows", "target": "400", "deadline": "2027-03-31",
                                               "title": "Regulars"})  # fmt: skip
    text = unescape(answer.content.decode())
    assert "A goal is more than today. You have 677 now; 815 would be more." in text
    assert "Regulars" in text


def test_a_young_shop_is_told_until_when_its_baseline_is_measured(cast: Cast, anna: Client) -> None:
    shop.follow(shop.channel(cast.bakery), days=5)
    goal = aim(cast)
    assert (goal.baseline, goal.baseline_until) == (None, TODAY + timedelta(days=9))
    assert "is being measured, until 30 November 2026" in seen(anna, f"/goals/{goal.pk}/")


def test_a_goals_page_says_how_it_stands_and_draws_the_fan(cast: Cast, anna: Client) -> None:
    shop.follow(shop.channel(cast.bakery))
    goal = aim(cast)
    Goal.objects.update(starts_on=TODAY - timedelta(days=28))
    goal.refresh_from_db()
    for ago, chance in ((15, 0.5), (8, 0.65), (1, 0.82)):
        standing = strategy.Standing(677 - 3 * ago, chance, 860, 940, 1010)
        strategy.note_standing(goal=goal, day=TODAY - timedelta(days=ago), standing=standing)
    text = seen(anna, f"/goals/{goal.pk}/")
    assert "On track: a chance of 82 % to reach 900." in text
    assert "It will probably end at 940; in nine of ten cases between 860 and 1,010." in text
    assert "a week are needed; the last four weeks brought 20 a week." in text  # 27 steps between 28 readings
    assert '<polygon class="band series-2"' in text
    assert "What we thought of it, day by day" in text
    assert "Say which channels and posts serve this goal" in text


def test_a_goal_that_is_over_shows_its_lesson_and_takes_one(cast: Cast, anna: Client) -> None:
    goal = aim(cast)
    strategy.close_goal(goal=goal, state="missed", by=None, now=NOW)
    anna.post(f"/w/zorza/goals/{goal.pk}/lesson/", {"lesson": "Ask more questions."})
    assert "Ask more questions." in seen(anna, "/goals/")
    assert anna.post(f"/w/zorza/goals/{goal.pk}/end/", {"state": "reached"}).status_code == 404


def test_what_serves_a_goal_can_be_said_later(cast: Cast, anna: Client) -> None:
    pillar = Pillar.objects.create(workspace=cast.bakery, name="Questions")
    goal = aim(cast)
    anna.post(f"/w/zorza/goals/{goal.pk}/serving/", {"pillars": pillar.pk, "formats": "video", "accounts": "@mill\n"})
    goal.refresh_from_db()
    assert (list(goal.pillars.all()), goal.formats, goal.accounts) == ([pillar], ["video"], "@mill")
    assert "@mill" in seen(anna, f"/goals/{goal.pk}/")


def test_a_goal_can_be_given_up(cast: Cast, anna: Client) -> None:
    goal = aim(cast)
    anna.post(f"/w/zorza/goals/{goal.pk}/end/", {"state": "given-up"})
    assert Goal.objects.get().state == "given-up"


def test_an_empty_list_says_what_to_do(anna: Client) -> None:
    assert "One number and one date are enough to begin." in seen(anna, "/goals/")


def test_who_answers_reads_goals_and_does_not_set_them(cast: Cast) -> None:
    goal, bruno = aim(cast), cast.client(cast.bruno)
    assert bruno.get("/w/zorza/goals/").status_code == 200
    assert "End this goal" not in seen(bruno, f"/goals/{goal.pk}/")
    assert bruno.get("/w/zorza/goals/new/").status_code == 403


@pytest.mark.parametrize("path", ["/goals/", "/goals/new/"])
def test_the_number_of_queries_does_not_grow(cast: Cast, anna: Client, path: str) -> None:
    one = shop.channel(cast.bakery)
    shop.follow(one, days=20)
    first = set_and_count(cast, anna, path)
    for platform in ("bluesky", "threads"):
        shop.follow(shop.channel(cast.bakery, platform), days=20)
    for _number in range(4):
        goal = aim(cast, target=9000)
        GoalDay.objects.create(goal=goal, day=date(2026, 11, 20), value=1, chance=0.5, low=0, middle=1, high=2)
    assert set_and_count(cast, anna, path) == first


def set_and_count(cast: Cast, client: Client, path: str) -> int:
    aim(cast, target=9000)
    client.get(f"/w/zorza{path}")
    with CaptureQueriesContext(connection) as seen_queries:
        client.get(f"/w/zorza{path}")
    return len(seen_queries)


def test_today_says_how_the_next_goal_stands(cast: Cast, anna: Client) -> None:
    shop.follow(shop.channel(cast.bakery))
    goal = aim(cast)
    assert "too early to tell" in seen(anna, "/today/")
    strategy.note_standing(goal=goal, day=TODAY, standing=strategy.Standing(700, 0.9, 800, 950, 1000))
    assert "on track" in seen(anna, "/today/")


def test_a_post_names_the_goal_it_serves_by_itself(cast: Cast, anna: Client) -> None:
    channel = shop.channel(cast.bakery)
    goal = aim(cast, channels=[channel], title="More regulars")
    anna.post("/w/zorza/posts/new/", {})
    post = Post.objects.get()
    assert "Serves your goals: More regulars" in seen(anna, f"/posts/{post.pk}/")
    goal.channels.clear()
    assert "More regulars" not in seen(anna, f"/posts/{post.pk}/")

"""Statements about posts are right, shrunk, and absent when there is nothing to say."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.stats import Finding, MeasuredPost, NoDifference, NotEnough, best_hours, engagement, ignored
from vitrino.domain.stats.acts import rate
from vitrino.domain.stats.posts import FEWEST, levels, ripe, scores
from vitrino.domain.stats.spread import group_z, normal_scores, t_quantile, threshold

NOW = datetime(2026, 6, 1, tzinfo=UTC)
WARSAW = ZoneInfo("Europe/Warsaw")
TRAITS = ("video", "photo", "link", "question", "promotional", "long")
# The luck of one post: a factor of 2.1 either way (INSIGHT.md 2).
LUCK = 0.77
Effect = Callable[[datetime, frozenset[str]], float]


def nothing(_at: datetime, _traits: frozenset[str]) -> float:
    return 1.0


def shop(seed: int, count: int, effect: Effect = nothing) -> list[MeasuredPost]:
    """A growing shop that posts every day and a half; engagement is luck times the effect."""
    chance = random.Random(seed)
    posts, level = [], math.log(30)
    for number in range(count):
        day = NOW - timedelta(days=3 + 1.5 * (count - number))
        at = day.replace(hour=chance.choice([7, 9, 11, 12, 17, 18, 20]), minute=chance.randrange(60))
        traits = frozenset(trait for trait in TRAITS if chance.random() < 0.3)
        level += chance.gauss(0.01, 0.03)
        answers = math.exp(level + chance.gauss(0, LUCK)) * effect(at.astimezone(WARSAW), traits)
        posts.append(MeasuredPost(str(number), at, round(answers), 1000 + number, traits))
    return posts


def on_thursdays(times: float) -> Effect:
    return lambda at, _traits: times if at.weekday() == 3 else 1.0


def with_links(times: float) -> Effect:
    return lambda _at, traits: times if "link" in traits else 1.0


@pytest.mark.parametrize("count", [40, 100])
def test_where_time_does_not_matter_no_time_is_named(count: int) -> None:
    named = sum(isinstance(best_hours(shop(seed, count), WARSAW, NOW), Finding) for seed in range(200))
    assert named <= 6  # one false alarm in a hundred is meant; six in two hundred would be rare bad luck


@pytest.mark.parametrize("count", [40, 100])
def test_where_no_trait_matters_the_ignored_share_nothing(count: int) -> None:
    named = sum(isinstance(ignored(shop(seed, count), NOW), tuple) for seed in range(200))
    assert named <= 6


def test_shuffled_numbers_silence_every_claim() -> None:
    posts = shop(1, 200, lambda at, traits: on_thursdays(3)(at, traits) * with_links(0.3)(at, traits))
    assert isinstance(best_hours(posts, WARSAW, NOW), Finding)
    assert isinstance(ignored(posts, NOW), tuple)
    claims = 0
    for seed in range(100):
        numbers = [post.engagement for post in posts]
        random.Random(seed).shuffle(numbers)
        mixed = [
            MeasuredPost(p.id, p.at, number, p.followers, p.traits) for p, number in zip(posts, numbers, strict=True)
        ]
        claims += isinstance(best_hours(mixed, WARSAW, NOW), Finding) + isinstance(ignored(mixed, NOW), tuple)
    assert claims <= 6


def test_a_weekday_that_matters_is_named_with_its_posts() -> None:
    found = [best_hours(shop(seed, 150, on_thursdays(2.5)), WARSAW, NOW) for seed in range(30)]
    named = [finding for finding in found if isinstance(finding, Finding)]
    assert len(named) >= 20
    assert all((finding.kind, finding.value) == ("weekday", 3) for finding in named)
    assert all(1 < finding.low < finding.multiplier < finding.high for finding in named)
    assert "Thursdays" in str(named[0].message)
    assert len(named[0].ids) > 10
    assert named[0].sample == 150


def test_the_promise_is_not_larger_than_the_truth() -> None:
    found = [best_hours(shop(seed, 150, on_thursdays(2.5)), WARSAW, NOW) for seed in range(60)]
    promised = [math.log(finding.multiplier) for finding in found if isinstance(finding, Finding)]
    assert sum(promised) / len(promised) < math.log(2.5)


def test_an_hour_is_named_on_the_customers_clock() -> None:
    finding = best_hours(shop(5, 300, lambda at, _: 2.5 if 18 <= at.hour < 21 else 1.0), WARSAW, NOW)
    assert isinstance(finding, Finding)
    assert (finding.kind, finding.value) == ("hour", 18)
    assert "between 18:00 and 21:00" in str(finding.message)


def test_what_goes_along_with_the_time_is_said() -> None:
    posts = [
        MeasuredPost(p.id, p.at, p.engagement, p.followers, frozenset({"video"} if p.at.weekday() == 3 else {"photo"}))
        for p in shop(2, 200, on_thursdays(3))
    ]
    finding = best_hours(posts, WARSAW, NOW)
    assert isinstance(finding, Finding)
    assert finding.mixed_with == ("video",)


@pytest.mark.parametrize("count", [0, 1, FEWEST - 1])
def test_few_posts_say_how_many_are_missing(count: int) -> None:
    for answer in (best_hours(shop(1, count), WARSAW, NOW), ignored(shop(1, count), NOW)):
        assert isinstance(answer, NotEnough)
        assert (answer.sample, answer.missing) == (count, FEWEST - count)
        assert str(FEWEST - count) in str(answer.message)


def test_when_nothing_stands_out_it_says_what_it_would_take() -> None:
    answer = best_hours(shop(3, 60), WARSAW, NOW)
    assert isinstance(answer, NoDifference)
    assert answer.needed > 200
    assert "60 posts" in str(answer.message)


def test_posts_that_are_all_alike_are_no_finding() -> None:
    posts = [MeasuredPost(str(day), NOW - timedelta(days=day), 10) for day in range(3, 60)]
    assert isinstance(best_hours(posts, WARSAW, NOW), NoDifference)
    assert isinstance(ignored(posts, NOW), NoDifference)


def test_a_trait_of_the_ignored_is_named_with_its_share() -> None:
    answer = ignored(shop(4, 150, with_links(0.35)), NOW)
    assert isinstance(answer, tuple)
    (shared,) = answer
    assert shared.trait == "link"
    assert 0.2 < shared.multiplier < 0.6
    assert shared.ignored_share > 2 * shared.base_share
    assert len(shared.ids) > 20


def test_two_traits_are_both_named_the_clearer_first() -> None:
    def effect(_at: datetime, traits: frozenset[str]) -> float:
        return (0.2 if "link" in traits else 1.0) * (0.4 if "long" in traits else 1.0)

    answer = ignored(shop(6, 300, effect), NOW)
    assert isinstance(answer, tuple)
    assert [shared.trait for shared in answer] == ["link", "long"]


def test_a_trait_of_four_posts_is_an_anecdote() -> None:
    posts = [
        MeasuredPost(
            str(day), NOW - timedelta(days=day), 0 if day < 7 else 50, None, frozenset({"poll"} if day < 7 else ())
        )
        for day in range(3, 80)
    ]
    assert isinstance(ignored(posts, NOW), NoDifference)


def test_young_and_unmeasured_posts_wait() -> None:
    posts = [
        MeasuredPost("young", NOW - timedelta(hours=47), 5),
        MeasuredPost("unknown", NOW - timedelta(days=5), None),
        MeasuredPost("ripe", NOW - timedelta(hours=48), 5),
    ]
    assert [post.id for post in ripe(posts, NOW)] == ["ripe"]


def test_growth_does_not_make_old_posts_look_ignored() -> None:
    posts = [
        MeasuredPost(str(day), NOW - timedelta(days=200 - day), 10 + 10 * day, 100 + 100 * day) for day in range(190)
    ]
    assert max(map(abs, scores(posts))) < 0.2


def test_the_level_of_few_posts_is_their_median() -> None:
    assert levels([1.0, 5.0, 3.0]) == [3.0, 3.0, 3.0]
    assert levels([]) == []


def test_a_missing_number_is_unknown_and_not_zero() -> None:
    assert engagement({}).total is None
    found = engagement(
        {"likes": 3, "comments": 0, "views": 900, "shares": None}, ("likes", "comments", "shares", "views")
    )
    assert (found.total, found.counted, found.missing) == (3, ("likes", "comments"), ("shares",))
    assert rate(None, 100) is None
    assert rate(5, None) is None
    assert rate(5, 0) is None
    assert rate(5, 100) == 0.05


def test_equal_values_share_a_rank() -> None:
    low, middle, other, high = normal_scores([1, 2, 2, 3])
    assert middle == other == pytest.approx(0)
    assert low == pytest.approx(-high)


@pytest.mark.parametrize(
    ("p", "freedom", "value"), [(0.95, 6, 1.943), (0.95, 30, 1.697), (0.975, 10, 2.228), (0.5, 5, 0)]
)
def test_t_quantiles_agree_with_the_tables(p: float, freedom: int, value: float) -> None:
    assert t_quantile(p, freedom) == pytest.approx(value, rel=0.01)


def test_more_looks_ask_for_more_evidence() -> None:
    assert threshold(0.01, 1) == pytest.approx(2.326, abs=0.001)
    assert threshold(0.01, 15) > 3.1


@given(st.lists(st.floats(-1e6, 1e6), min_size=4, max_size=40), st.data())
def test_a_group_and_the_rest_lie_opposite(values: list[float], data: st.DataObject) -> None:
    ranked = normal_scores(values)
    group = data.draw(st.sets(st.integers(0, len(values) - 1), min_size=1, max_size=len(values) - 1))
    rest = set(range(len(values))) - group
    assert group_z(ranked, group) == pytest.approx(-group_z(ranked, rest), abs=1e-6)


@given(st.lists(st.integers(0, 10**9), min_size=30, max_size=50))
def test_any_numbers_end_in_an_answer(numbers: list[int]) -> None:
    posts = [
        MeasuredPost(str(n), NOW - timedelta(days=3 + n), e, None, frozenset("ab"[n % 2]))
        for n, e in enumerate(numbers)
    ]
    assert isinstance(best_hours(posts, WARSAW, NOW), Finding | NoDifference)
    assert isinstance(ignored(posts, NOW), tuple | NoDifference)

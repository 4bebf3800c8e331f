"""What is said about times and content holds, and nothing is said where nothing is known."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from math import inf, log, nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vitrino.domain.insight.effects import Analysis, analyse
from vitrino.domain.insight.posts import Post
from vitrino.domain.tests.insight_shop import BEGIN, NOW, SLOTS, feed, with_engagement

FEW = [(0, 9), (2, 12), (4, 18), (6, 20)]


def ask(posts: list[Post], candidates: list[tuple[int, int]] = SLOTS) -> Analysis:
    return analyse(posts, now=NOW, candidates=candidates)


def truth(post: Post) -> float:
    """Evenings do twice as well, videos three times, offers half."""
    return (2.0 if post.at.hour >= 17 else 1.0) * (3.0 if post.format == "video" else 1.0) * (0.5 if post.promo else 1)


def test_what_is_true_is_found_and_its_posts_are_listed() -> None:
    posts = feed(220, truth)
    found = ask(posts)
    claims = [(one.factor, one.level, one.direction) for one in found.findings]
    assert set(claims[:3]) == {("format", "video", "up"), ("format", "photo", "down"), ("promo", True, "down")}
    assert len(claims) <= 4  # one in twenty may be luck
    video = next(one for one in found.findings if one.level == "video")
    assert set(video.ids) == {post.id for post in posts if post.format == "video"}
    assert video.n == len(video.ids)
    assert 1.3 < video.low < video.mid < 3**0.5 * 1.2  # against the mean of the two formats
    assert all(hour >= 17 for _, hour in found.best)
    assert found.credible
    assert sum(hour >= 16 for _, hour in found.credible) >= 0.9 * len(found.credible)
    assert (found.needed, found.sample) == (0, 220)


def test_where_nothing_is_true_hardly_anything_is_claimed() -> None:
    claims = [bool(found.credible or found.findings) for found in (ask(feed(50, seed=seed), FEW) for seed in range(4))]
    assert sum(claims) <= 1


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_out_of_nothing_nothing_is_said(count: int) -> None:
    found = ask(feed(count, truth))
    assert len(found.grid) == len(SLOTS)
    assert len(found.best) == 3
    assert (found.credible, found.findings, found.mixed) == ((), (), ())
    assert found.needed >= 27
    assert all(cell.low < 1 < cell.high for cell in found.grid)


def test_thirty_posts_are_told_how_many_more_it_takes() -> None:
    found = ask(feed(30, luck=0.9), FEW)
    assert found.findings == ()
    assert 50 < found.needed < 2000
    assert all(level.needed > 0 for level in found.levels)


def test_the_order_of_posts_does_not_matter() -> None:
    posts = feed(60, truth)
    mixed_up = random.Random(3).sample(posts, len(posts))
    assert ask(mixed_up, FEW) == ask(posts, FEW)


def test_the_size_of_the_shop_does_not_matter() -> None:
    posts = feed(90, truth, rate=2000)
    larger = [replace(post, engagement=(post.engagement or 0) * 10) for post in posts]
    more = [replace(post, followers=(post.followers or 0) * 10) for post in posts]
    for found in (ask(larger, FEW), ask(more, FEW)):
        for one, other in zip(found.grid, ask(posts, FEW).grid, strict=True):
            assert log(one.mid) == pytest.approx(log(other.mid), abs=0.1)


def test_one_viral_post_makes_no_best_time_and_no_finding() -> None:
    posts = feed(80)
    place = next(n for n, post in enumerate(posts) if post.format == "video")
    viral = posts[place]
    posts[place] = with_engagement(viral, 500 * (viral.engagement or 1) + 50_000)
    found = ask(posts)
    assert all(one.direction == "down" or viral.id not in one.ids for one in found.findings)
    cell = next(cell for cell in found.grid if (cell.weekday, cell.hour) == (viral.at.weekday(), viral.at.hour))
    assert cell.mid < 1.4


def test_young_posts_and_numbers_that_are_none_do_not_count() -> None:
    posts = feed(50, truth)
    young = [Post(f"y{n}", NOW - timedelta(hours=40), 0.0, 40.0, format="video", promo=True) for n in range(9)]
    future = [Post("f", NOW + timedelta(days=1), 5.0, 60.0)]
    broken = [with_engagement(posts[n], value) for n, value in enumerate([None, -3.0, nan, inf])]
    assert ask(posts + young + future + broken, FEW) == ask(posts, FEW)


def test_two_things_always_done_together_are_told_to_be_inseparable() -> None:
    def is_evening(post: Post) -> float:
        return 2.5 if post.at.hour >= 18 else 1.0

    found = ask(feed(120, is_evening, film_at=lambda at: 0.97 if at.hour >= 18 else 0.03), FEW)
    pairs = {frozenset(pair[:2]): pair[2] for pair in found.mixed}
    assert pairs[frozenset({"format: video", "daypart: evening"})] < -0.5


def test_what_is_done_independently_is_not_called_mixed() -> None:
    assert ask(feed(150, truth), FEW).mixed == ()


def test_a_single_format_is_compared_with_nothing() -> None:
    found = ask([replace(post, format="photo") for post in feed(40)], FEW)
    assert {level.factor for level in found.levels} == {"topic", "length", "promo"}


def test_traits_and_followers_may_be_unknown() -> None:
    bare = [Post(post.id, post.at, post.engagement, post.age_h) for post in feed(40, truth)]
    found = ask(bare, FEW)
    assert found.levels == ()
    assert len(found.grid) == len(FEW)


def test_lengths_keep_the_words_they_were_given() -> None:
    posts = [replace(post, length=(1, 2)[n % 2]) for n, post in enumerate(feed(40))]
    assert {level.level for level in ask(posts, FEW).levels if level.factor == "length"} == {1, 2}


def test_no_candidates_give_no_times() -> None:
    found = ask(feed(40, truth), [])
    assert (found.grid, found.best, found.credible) == ((), (), ())
    assert found.levels


def test_an_industry_curve_guides_a_shop_without_posts_and_yields_to_one_with_many() -> None:
    curve = np.ones((7, 24))
    curve[:, 9] = 1.6
    assert all(hour == 9 for _, hour in analyse([], now=NOW, candidates=SLOTS, benchmark=curve).best)
    posts = feed(250, truth)
    assert all(hour >= 16 for _, hour in analyse(posts, now=NOW, candidates=SLOTS, benchmark=curve).best)


@pytest.mark.parametrize("curve", [[[1.0] * 24] * 7, [[0.0] * 24] * 7, [[nan] * 24] * 7, [[1.0] * 3] * 7])
def test_a_curve_that_says_nothing_changes_nothing(curve: list[list[float]]) -> None:
    posts = feed(20, truth)
    assert analyse(posts, now=NOW, candidates=FEW, benchmark=curve) == ask(posts, FEW)


POSTS = st.builds(
    Post,
    id=st.sampled_from("abcdef"),
    at=st.integers(0, 7000).map(lambda hours: BEGIN + timedelta(hours=hours)),
    engagement=st.none() | st.sampled_from([-1.0, 0.0, 1.0, 3.5, 1e6]),
    age_h=st.sampled_from([-5.0, 47.0, 48.0, 1000.0]),
    format=st.sampled_from(["", "photo", "video"]),
    length=st.none() | st.integers(0, 900) | st.sampled_from(["short", "long"]),
    promo=st.none() | st.booleans(),
    followers=st.none() | st.sampled_from([-1.0, 0.0, 10.0, 1e7, inf]),
)


@settings(max_examples=8, deadline=None)
@given(posts=st.lists(POSTS, max_size=25))
def test_any_posts_are_answered_with_numbers_in_order(posts: list[Post]) -> None:
    found = ask(posts, FEW)
    figures = [(cell.low, cell.mid, cell.high) for cell in found.grid]
    figures += [(level.low, level.mid, level.high) for level in found.levels]
    assert all(0 < low <= mid <= high < inf for low, mid, high in figures)

import dataclasses
from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from vitrino.domain.insight.ignored import claims, lowest_quarter, noticed, rank_sum_z, relative_scores
from vitrino.domain.insight.posts import Post
from vitrino.domain.insight.traits import candidates, daypart, traits_of

START = datetime(2026, 1, 5, 9, tzinfo=UTC)


def feed(count: int, factor: float, *, seed: int = 1, growth: float = 0.0) -> list[Post]:
    """Posts of which those with a question get `factor` times the answers."""
    rng = np.random.default_rng(seed)
    posts = []
    for number in range(count):
        question, link = bool(rng.random() < 0.3), bool(rng.random() < 0.4)
        typical = 40 * np.exp(growth * number) * (factor if question else 1.0)
        posts.append(
            Post(
                id=f"p{number}", at=START + timedelta(hours=31 * number), age_h=100.0,
                engagement=float(rng.poisson(typical * np.exp(0.5 * rng.standard_normal()))),
                format=str(rng.choice(["photo", "video"])), question=question, link=link,
            )
        )  # fmt: skip
    return posts


def test_a_burdening_trait_is_named_with_its_posts() -> None:
    posts = feed(120, 0.35)
    (claim,) = claims(posts)
    asking = {post.id for post in posts if post.question}
    assert claim.traits == {"question": True}
    assert set(claim.ids) == asking
    assert set(claim.ignored_ids) <= asking
    assert claim.share == len(claim.ignored_ids) / len(claim.ids) >= 1.25 * claim.base_share
    assert 0.2 < claim.multiplier < 0.6
    assert claim.p <= 0.1


def test_a_pair_is_named_as_a_pair() -> None:
    posts = feed(200, 1.0)
    burdened = [
        dataclasses.replace(post, engagement=post.engagement and post.engagement * 0.2)
        if post.question and post.link else post for post in posts
    ]  # fmt: skip
    assert [claim.traits for claim in claims(burdened)] == [{"question": True, "link": True}]


def test_what_does_well_is_found_in_the_same_way() -> None:
    (claim,) = noticed(feed(120, 3.0))
    assert claim.traits == {"question": True}
    assert 2 < claim.multiplier < 4
    assert claim.share > claim.base_share


def test_growth_alone_is_no_trait() -> None:
    assert sum(bool(claims(feed(80, 1.0, growth=0.03, seed=seed))) for seed in range(10)) <= 3


def test_shuffled_answers_rarely_give_a_claim() -> None:
    posts, rng = feed(60, 0.35), np.random.default_rng(3)
    answers = np.array([post.engagement for post in posts])
    shuffled = ([dataclasses.replace(post, engagement=float(number)) for post, number
                 in zip(posts, rng.permutation(answers), strict=True)] for _ in range(10))  # fmt: skip
    assert sum(bool(claims(one)) for one in shuffled) <= 3


def test_young_and_unmeasured_posts_are_left_out() -> None:
    posts = feed(120, 0.35)
    young = [dataclasses.replace(post, id=f"y{post.id}", age_h=5.0, engagement=0.0) for post in posts[:50]]
    unknown = [dataclasses.replace(post, id=f"u{post.id}", engagement=None) for post in posts[:50]]
    assert claims([*posts, *young, *unknown]) == claims(posts)


def test_the_order_of_posts_does_not_matter() -> None:
    posts = feed(80, 0.35)
    assert claims(posts[::-1]) == claims(posts)


def test_a_claim_does_not_depend_on_the_scale() -> None:
    posts = feed(100, 0.3)
    larger = [dataclasses.replace(post, engagement=(post.engagement or 0) * 1000) for post in posts]
    assert [one.traits for one in claims(larger)] == [one.traits for one in claims(posts)] == [{"question": True}]


def test_one_post_that_went_round_the_world_changes_nothing() -> None:
    posts = feed(100, 0.3)
    posts[50] = dataclasses.replace(posts[50], engagement=1e7)
    assert [one.traits for one in claims(posts)] == [{"question": True}]


def test_answers_per_follower_count_when_followers_are_known() -> None:
    posts = [dataclasses.replace(post, followers=100.0 * (1 + place)) for place, post in enumerate(feed(30, 1.0))]
    per_follower = [dataclasses.replace(post, engagement=10.0 * (1 + place)) for place, post in enumerate(posts)]
    assert abs(relative_scores(per_follower)).max() < 0.06


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(st.none(), st.floats(0, 1e6)), max_size=25), st.booleans())
def test_few_or_odd_posts_never_break_it(answers: list[float | None], promo: bool) -> None:
    posts = [
        Post(id=str(place), at=START, engagement=one, age_h=60.0, promo=promo) for place, one in enumerate(answers)
    ]
    assert claims(posts) == ()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(-5, 5), min_size=8, max_size=40))
def test_the_lowest_quarter_is_a_quarter_and_lowest(values: list[float]) -> None:
    scores = np.array(values)
    where = lowest_quarter(scores)
    assert where.sum() == -(-len(values) // 4)
    assert scores[where].max() <= scores[~where].min()


def test_rank_sum_z_is_the_textbook_value() -> None:
    # Ranks 1, 2, 3 of six: W = 6, mean 10.5, variance 3*3*7/12 = 5.25 (Wilcoxon 1945).
    mask = np.array([[True, True, True, False, False, False]])
    assert abs(rank_sum_z(np.arange(6.0), mask)[0] - (6 - 10.5) / 5.25**0.5) < 1e-9


def test_traits_have_the_callers_words_and_the_clock() -> None:
    saturday = Post(id="a", at=datetime(2026, 1, 10, 19, tzinfo=UTC), engagement=1, age_h=99, format="photo", length=2)
    (traits,) = traits_of([saturday])
    assert traits == {"format": "photo", "length": 2, "daypart": "evening", "weekend": True, "weekday": 5}


def test_counted_lengths_are_grouped() -> None:
    posts = [Post(id=str(size), at=START, engagement=1, age_h=99, length=size) for size in range(20, 420, 20)]
    assert {traits["length"] for traits in traits_of(posts)} == {"short", "medium", "long"}


def test_the_day_has_five_parts() -> None:
    words = [daypart(hour) for hour in (5, 6, 10, 14, 18, 22)]
    assert words == ["night", "morning", "midday", "afternoon", "evening", "night"]


def test_candidates_have_enough_posts_and_say_more_than_their_parts() -> None:
    found = candidates(feed(100, 1.0))
    for one in found:
        assert one.where.sum() >= 5
        assert all(one.where.sum() < found[parent].where.sum() for parent in one.parents)
    assert {frozenset(one.traits) for one in found if one.parents}.isdisjoint({frozenset({"weekend", "weekday"})})

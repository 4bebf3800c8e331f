"""A change is called better or worse only when luck, formats and growth do not explain it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np

from vitrino.domain.insight.experiment import judge
from vitrino.domain.insight.posts import Post

START = datetime(2026, 9, 1, 9, tzinfo=UTC)
WORLDS = 60


def world(seed: int, effect: float, changed: int = 12, others: int = 40) -> tuple[list[Post], list[Post]]:
    """Posts of a shop whose followers grow, whose films do three times as well and are likelier after the change."""
    draw = np.random.default_rng(seed)

    def post(number: int, is_changed: bool) -> Post:
        is_film = draw.random() < (0.6 if is_changed else 0.2)
        after = 84 + draw.integers(0, 42) if is_changed else draw.integers(0, 126)
        rate = 30 * (3.0 if is_film else 1.0) * (effect if is_changed else 1.0) * 1.003**after
        rate *= np.exp(0.7 * draw.standard_t(5))
        return Post(str(number), START + timedelta(days=float(after)), float(draw.poisson(rate)), 200.0,
                    format="video" if is_film else "image", followers=1000 * 1.003**after)  # fmt: skip

    return [post(n, True) for n in range(changed)], [post(100 + n, False) for n in range(others)]


def test_a_change_that_does_nothing_is_seldom_called_anything() -> None:
    found = [judge(*world(seed, 1.0), needed=12, is_over=True) for seed in range(WORLDS)]
    assert sum(one.state in ("better", "worse") for one in found) <= 0.15 * WORLDS
    assert sum((one.low or 0) <= 1 <= (one.high or 0) for one in found) >= 0.85 * WORLDS


def test_a_change_that_doubles_the_answers_is_mostly_seen_and_its_size_is_honest() -> None:
    found = [judge(*world(1000 + seed, 2.0), needed=12, is_over=True) for seed in range(WORLDS)]
    assert sum(one.state == "better" for one in found) >= 0.6 * WORLDS
    assert not any(one.state == "worse" for one in found)
    assert sum((one.low or 0) <= 2 <= (one.high or 0) for one in found) >= 0.82 * WORLDS
    assert 1.6 < float(np.exp(np.mean([np.log(one.mid or 1) for one in found]))) < 2.3


def test_films_that_come_with_the_change_are_not_credited_to_it() -> None:
    raw = [np.log(np.median([p.engagement or 0 for p in a]) / np.median([p.engagement or 0 for p in b]))
           for a, b in (world(seed, 1.0) for seed in range(WORLDS))]  # fmt: skip
    ours = [np.log(judge(*world(seed, 1.0), needed=12, is_over=True).mid or 1) for seed in range(WORLDS)]
    assert float(np.mean(raw)) > 0.35
    assert abs(float(np.mean(ours))) < 0.2


def test_before_its_end_only_what_is_missing_is_said() -> None:
    changed, others = world(1, 3.0, changed=3)
    found = judge(changed, others, needed=12, is_over=False)
    assert (found.state, found.missing, found.mid) == ("early", 9, None)


def test_an_end_with_too_few_posts_claims_nothing() -> None:
    changed, others = world(1, 3.0, changed=4)
    assert judge(changed, others, needed=12, is_over=True).state == "too-few"
    changed, others = world(1, 3.0, others=7)
    assert judge(changed, others, needed=12, is_over=True).state == "too-few"


def test_posts_too_young_or_without_numbers_do_not_count() -> None:
    changed, others = world(1, 1.0)
    young = [Post("young", START, 9999.0, 12.0), Post("blind", START, None, 500.0)]
    assert judge([*changed, *young], others, needed=12, is_over=True) == judge(changed, others, needed=12, is_over=True)


def test_one_viral_post_decides_nothing() -> None:
    changed, others = world(5, 1.0)
    viral = [*changed[:-1], Post("viral", changed[-1].at, 500_000.0, 200.0, format=changed[-1].format,
                                 followers=changed[-1].followers)]  # fmt: skip
    before, after = (judge(one, others, needed=12, is_over=True) for one in (changed, viral))
    assert (after.mid or 9) < 1.6 * (before.mid or 1)


def test_the_followers_count_once_or_not_at_all() -> None:
    changed, others = world(3, 1.0)
    hidden = [Post(one.id, one.at, one.engagement, one.age_h, format=one.format) for one in others]
    assert judge(changed, hidden, needed=12, is_over=True).state in ("better", "worse", "unclear")

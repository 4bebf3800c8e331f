"""`python -m benchmarks.insight sanity`: what must not matter, and how long it takes.

The scale of the counts, the order of the posts, one viral post, posts too young to judge, next to no posts; and the
processor seconds for 500 and 5,000 posts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from math import log
from statistics import fmean, median
from time import process_time

import numpy as np

from benchmarks.insight.worlds import World, world
from vitrino.domain.insight.effects import Analysis, analyse
from vitrino.domain.insight.posts import Post

_POSTS = 80
Check = Callable[[World, list[Post], datetime, Analysis], bool]


def main(worlds: int, seed: int) -> int:
    results: dict[str, list[bool]] = {name: [] for name in CHECKS}
    for number in range(worlds):
        shop = world(seed + number)
        posts, now = shop.history(_POSTS, days=260)
        plain = _ask(shop, posts, now)
        for name, check in CHECKS.items():
            results[name].append(check(shop, posts, now, plain))
    print(f"{_POSTS} posts, {worlds} worlds from seed {seed}: share of worlds in which it does not matter")
    for name, held in results.items():
        print(f"  {name:<40} {fmean(held):.3f}")
    for count, repeats in ((500, 5), (5000, 1)):
        print(f"  {count:,} posts: {median(_seconds(seed + n, count) for n in range(repeats)):.2f} s of processor time")
    return 0


def scale(shop: World, posts: list[Post], now: datetime, plain: Analysis) -> bool:
    """Ten times the counts where counting itself blurs little: times move by less than a tenth of their size."""
    many = [replace(post, engagement=float((post.engagement or 0) * 100)) for post in posts]
    more = [replace(post, engagement=float((post.engagement or 0) * 1000)) for post in posts]
    return _apart(_ask(shop, many, now), _ask(shop, more, now)) < 0.05


def order(shop: World, posts: list[Post], now: datetime, plain: Analysis) -> bool:
    return _ask(shop, posts[::-1], now) == plain


def viral(shop: World, posts: list[Post], now: datetime, plain: Analysis) -> bool:
    """A post of five hundred times the usual: its slot isn't called best or credible for it."""
    place = int(np.random.default_rng(len(shop.effects)).integers(len(posts) // 2))
    typical = median(post.engagement or 0 for post in posts)
    with_viral = [*posts]
    with_viral[place] = replace(posts[place], engagement=500.0 * (typical + 1))
    found = _ask(shop, with_viral, now)
    slot = (posts[place].at.weekday(), posts[place].at.hour)
    return slot not in set(found.best[:1]) - set(plain.best) and slot not in set(found.credible) - set(plain.credible)


def young(shop: World, posts: list[Post], now: datetime, plain: Analysis) -> bool:
    fresh = [Post(f"y{n}", now - timedelta(hours=30 + n % 9), 0.0, 30.0, format="format0") for n in range(15)]
    return _ask(shop, posts + fresh, now) == plain


def tiny(shop: World, posts: list[Post], now: datetime, plain: Analysis) -> bool:
    few = [_ask(shop, posts[:count], now) for count in range(4)]
    return all(not one.credible and not one.findings and one.needed > 0 for one in few)


CHECKS: dict[str, Check] = {
    "the scale of the counts": scale,
    "the order of the posts": order,
    "one viral post": viral,
    "posts too young": young,
    "none to three posts: nothing is claimed": tiny,
}


def _ask(shop: World, posts: list[Post], now: datetime) -> Analysis:
    return analyse(posts, now=now, candidates=shop.slots, benchmark=shop.benchmark)


def _apart(one: Analysis, other: Analysis) -> float:
    return fmean(abs(log(first.mid) - log(second.mid)) for first, second in zip(one.grid, other.grid, strict=True))


def _seconds(seed: int, count: int) -> float:
    shop = world(seed)
    posts, now = shop.history(count, days=min(1000, 2 * count))
    begun = process_time()
    _ask(shop, posts, now)
    return process_time() - begun

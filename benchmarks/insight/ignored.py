"""What the ignored have in common: `python -m benchmarks.insight.ignored [worlds a row] [seed]`.

Made-up feeds in which nothing, one trait, a pair or several are true. A claim is right when it names a planted truth
or a narrower case of one, else wrongly named. It is baseless when its posts do not really get 5 % less than the
others: half of a planted pair is wrongly named, but not baseless. Beside it the two rules that pages of other tools
amount to: the traits most common among the ten worst posts, and a lift over 1.5 in the lowest quarter without a test.
Standard errors in brackets.

Then ten real accounts (see `benchmarks.insight.sellers`), as they are and with their answers shuffled.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from time import process_time

import numpy as np

from benchmarks.insight import sellers
from benchmarks.insight.feeds import Planted, feed
from vitrino.domain.insight.ignored import claims, lowest_quarter, relative_scores
from vitrino.domain.insight.posts import Post
from vitrino.domain.insight.traits import Value, candidates, traits_of

_LESS = 0.95
Traits = Mapping[str, Value]
Method = Callable[[Sequence[Post]], list[Traits]]


def ours(posts: Sequence[Post]) -> list[Traits]:
    return [claim.traits for claim in claims(posts)]


def ten_worst(posts: Sequence[Post]) -> list[Traits]:
    """Traits that at least six of the ten posts with the fewest answers share."""
    worst = sorted(zip(posts, traits_of(posts), strict=True), key=lambda pair: pair[0].engagement or 0)[:10]
    values = {(name, value) for _post, traits in worst for name, value in traits.items()}
    return [{name: value} for name, value in values if sum(traits.get(name) == value for _, traits in worst) >= 6]


def high_lift(posts: Sequence[Post]) -> list[Traits]:
    """Single traits whose share of ignored posts is over 1.5 times the base, whatever luck would do."""
    lowest = lowest_quarter(relative_scores(posts))
    return [one.traits for one in candidates(posts)
            if not one.parents and lowest[one.where].mean() > 1.5 * lowest.mean()]  # fmt: skip


METHODS: dict[str, Method] = {"ours": ours, "ten worst": ten_worst, "lift > 1.5": high_lift}

SINGLES: tuple[Traits, ...] = (
    {"promo": True}, {"format": "video"}, {"format": "text"}, {"topic": "tips"}, {"question": True}, {"link": True},
    {"length": "long"}, {"daypart": "morning"}, {"daypart": "evening"}, {"weekend": True}, {"hashtags": True},
)  # fmt: skip


def nothing(rng: np.random.Generator) -> tuple[Planted, ...]:
    return ()


def one(factor: float) -> Callable[[np.random.Generator], tuple[Planted, ...]]:
    return lambda rng: (Planted(SINGLES[rng.integers(len(SINGLES))], factor),)


def pair(factor: float) -> Callable[[np.random.Generator], tuple[Planted, ...]]:
    def drawn(rng: np.random.Generator) -> tuple[Planted, ...]:
        first, other = (SINGLES[place] for place in rng.choice(len(SINGLES), 2, replace=False))
        return (Planted({**first, **other}, factor),) if first.keys() != other.keys() else drawn(rng)

    return drawn


def mixed(rng: np.random.Generator) -> tuple[Planted, ...]:
    """Two burdens, one boost, one burdened pair."""
    places = rng.choice(len(SINGLES), 3, replace=False)
    lows = (Planted(SINGLES[places[0]], 0.5), Planted(SINGLES[places[1]], 0.6), *pair(0.45)(rng))
    return (*lows, Planted(SINGLES[places[2]], 1.6))


ROWS = (
    ("nothing true", nothing, (60, 150, 400)),
    ("one trait -59 %", one(0.41), (60, 150)),
    ("one trait -39 %", one(0.61), (150,)),
    ("a pair -59 %", pair(0.41), (150, 400)),
    ("mixed truth", mixed, (150, 400)),
)


def main(worlds: int, seed: int) -> int:
    print(f"{worlds} worlds a row, seed {seed}; planted: share of the findable truths that were named")
    for name, draw, sizes in ROWS:
        for size in sizes:
            _row(f"{name}, {size} posts", draw, size, worlds, seed)
    real(max(1, worlds // 4), seed)
    return 0


def real(shuffles: int, seed: int) -> None:
    """What is claimed of real accounts, and in how many shuffles of their answers anything is."""
    if not sellers.DATA.exists():
        print(f"\nreal accounts skipped: the public data are not at {sellers.DATA}")
        return
    print(f"\nreal accounts, {shuffles} shuffles of each")
    rng, worlds = np.random.default_rng(seed), 0
    accounts = {**sellers.sellers(), "brand": sellers.brand()}
    for name, posts in accounts.items():
        told = "; ".join(f"{dict(one.traits)} x{one.multiplier:.2f}, {len(one.ignored_ids)} of {len(one.ids)} ignored, "
                         f"p {one.p:.3f}" for one in claims(posts))  # fmt: skip
        wrong = sum(bool(claims(_shuffled(posts, rng))) for _ in range(shuffles))
        worlds += wrong
        print(f"  {name} ({len(posts)} posts): {told or 'nothing that luck could not produce'}; shuffled: {wrong}")
    print(f"  shuffled: a claim in {_share(worlds / (shuffles * len(accounts)), shuffles * len(accounts))}")


def _shuffled(posts: Sequence[Post], rng: np.random.Generator) -> list[Post]:
    answers = rng.permutation([post.engagement or 0.0 for post in posts])
    return [replace(post, engagement=float(number)) for post, number in zip(posts, answers, strict=True)]


def _row(
    name: str, draw: Callable[[np.random.Generator], tuple[Planted, ...]], size: int, worlds: int, seed: int
) -> None:
    rng = np.random.default_rng((seed, size, len(name)))
    seen: dict[str, list[tuple[int, ...]]] = {method: [] for method in METHODS}
    seconds = 0.0
    for _ in range(worlds):
        truths, posts = _world(rng, draw, size)
        for method, say in METHODS.items():
            began = process_time()
            said = say(posts)
            seconds += process_time() - began if method == "ours" else 0.0
            seen[method].append(_judged(said, truths, posts))
    print(f"\n{name} ({1000 * seconds / worlds:.0f} ms each)")
    for method, judged in seen.items():
        print(f"  {method:10} {_summed(np.array(judged))}")


def _world(
    rng: np.random.Generator, draw: Callable[[np.random.Generator], tuple[Planted, ...]], size: int
) -> tuple[tuple[Planted, ...], list[Post]]:
    """Drawn again until every burden could be seen: at least max(8, 6 %) posts have it, and at least that many not."""
    while True:
        truths = draw(rng)
        posts = feed(rng, size, truths)
        have = [sum(truth.traits.items() <= traits.items() for traits in traits_of(posts)) for truth in truths]
        if all(max(8, 0.06 * size) <= number <= 0.6 * size for number in have):
            return truths, posts


def _judged(said: Sequence[Traits], truths: Sequence[Planted], posts: Sequence[Post]) -> tuple[int, int, int, int, int]:
    """claims, wrongly named ones, baseless ones, truths found, truths to be found."""
    lows = [truth.traits for truth in truths if truth.factor < 1]
    boosts = [truth.traits for truth in truths if truth.factor > 1]
    wrong = sum(not _is_right(traits, lows, boosts) for traits in said)
    baseless = sum(_is_baseless(traits, truths, posts) for traits in said)
    found = sum(any(low.items() <= traits.items() for traits in said) for low in lows)
    return len(said), wrong, baseless, found, len(lows)


def _is_baseless(named: Traits, truths: Sequence[Planted], posts: Sequence[Post]) -> bool:
    """Do the posts with these traits, luck apart, get no less than the others?"""
    of_posts = traits_of(posts)
    burdens = np.array([sum(np.log(one.factor) for one in truths if one.traits.items() <= traits.items())
                        for traits in of_posts])  # fmt: skip
    where = np.array([named.items() <= traits.items() for traits in of_posts])
    return bool(burdens[where].mean() - burdens[~where].mean() > np.log(_LESS))


def _is_right(traits: Traits, lows: Sequence[Traits], boosts: Sequence[Traits]) -> bool:
    """A planted burden, a narrower case of it, or the lack of a boost."""
    lacks = any(name in boost and boost[name] != value for boost in boosts for name, value in traits.items())
    return lacks or any(low.items() <= traits.items() for low in lows)


def _summed(judged: np.ndarray) -> str:
    said, wrong, baseless, found, to_find = judged.T
    any_said = (said > 0).mean()
    parts = [f"claims {said.mean():.1f}", f"worlds with a claim {_share(any_said, len(judged))}",
             f"wrongly named {_share(wrong.sum() / max(1, said.sum()), max(1, said.sum()))}",
             f"baseless {_share(baseless.sum() / max(1, said.sum()), max(1, said.sum()))}"]  # fmt: skip
    if to_find.sum():
        parts.append(f"planted found {_share(found.sum() / to_find.sum(), to_find.sum())}")
    return ", ".join(parts)


def _share(share: float, count: int) -> str:
    return f"{share:.0%} (±{np.sqrt(share * (1 - share) / count):.0%})"


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    raise SystemExit(main(*given, *(80, 5)[len(given) :]))

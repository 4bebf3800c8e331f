"""`python -m benchmarks.insight slots`: times and content in worlds whose truth is known.

For 30, 100 and 300 posts: is the first slot in the true top decile, what do the three really bring, what was promised,
do 90 % intervals hold, how many of the claims are false; and all that where nothing is true. Beside it the peers'.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import exp, log, sqrt
from operator import attrgetter
from statistics import fmean, stdev
from time import process_time

from benchmarks.insight.rivals import RIVALS, best, loud_levels
from benchmarks.insight.worlds import SWITCHES, World, world
from vitrino.domain.insight.effects import Analysis, analyse, ripe
from vitrino.domain.insight.posts import Post

REAL = log(1.15)  # a true effect of that size should be found
NONE = log(1.02)  # a smaller one is none
Tallies = dict[str, list[float]]


def main(worlds: int, seed: int, sizes: Sequence[int] = (30, 100, 300)) -> int:
    for nothing in (False, True):
        for count in (120,) if nothing else sizes:
            tallies: Tallies = defaultdict(list)
            for number in range(worlds):
                _judge(world(seed + number, nothing=nothing), count, tallies)
            print(f"\n{count} posts, {worlds} worlds from seed {seed}" + (", nothing is true" if nothing else ""))
            _print(tallies)
    return 0


def _judge(shop: World, count: int, tallies: Tallies) -> None:
    posts, now = shop.history(count, days=min(900.0, 2.5 * count + 60))
    begun = process_time()
    answer = analyse(posts, now=now, candidates=shop.slots, benchmark=shop.benchmark)
    tallies["seconds"].append(process_time() - begun)
    truth = dict(zip(shop.slots, shop.logs(), strict=True))
    mids = {(cell.weekday, cell.hour): cell.mid for cell in answer.grid}
    _judge_slots("ours", truth, list(answer.best), mids, tallies)
    judged = ripe(posts, now)
    for name, rival in RIVALS.items():
        promises = rival(judged, shop.slots, shop.benchmark)
        _judge_slots(name, truth, best(promises, shop.slots), promises, tallies)
    tallies["cover slots"].append(
        fmean(log(cell.low) <= truth[cell.weekday, cell.hour] <= log(cell.high) for cell in answer.grid)
    )
    _judge_claims("ours: slots", [truth[slot] <= 0 for slot in answer.credible], tallies)
    means = RIVALS["cell mean"](judged, shop.slots, None)
    _judge_claims("naive: slots", [truth[slot] <= 0 for slot, value in means.items() if value > 1.2], tallies)
    _judge_content(shop, answer, judged, tallies)


def _judge_slots(
    name: str, truth: dict[tuple[int, int], float], chosen: list[tuple[int, int]],
    promised: dict[tuple[int, int], float], tallies: Tallies,
) -> None:  # fmt: skip
    better = sum(value > truth[chosen[0]] for value in truth.values())
    tallies[f"{name}: top decile"].append(better < len(truth) / 10)
    tallies[f"{name}: true log"].append(fmean(truth[slot] for slot in chosen))
    tallies[f"{name}: promised log"].append(fmean(log(max(promised.get(slot, 1.0), 0.01)) for slot in chosen))


def _judge_content(shop: World, answer: Analysis, posts: Sequence[Post], tallies: Tallies) -> None:
    truth = {(level.factor, level.level): _true_log(shop, answer, level.factor, level.level) for level in answer.levels}
    tallies["cover levels"] += [
        log(level.low) <= truth[level.factor, level.level] <= log(level.high) for level in answer.levels
    ]
    claims = {(one.factor, one.level): one.direction == "up" for one in answer.findings}
    _judge_claims("ours: content", [_is_false(truth[key], up) for key, up in claims.items()], tallies)
    tallies["recall"] += [key in claims for key, value in truth.items() if abs(value) >= REAL]
    loud = [
        (key, ratio > 1)
        for factor in dict.fromkeys(factor for factor, _ in truth)
        for level, ratio in loud_levels(posts, attrgetter(factor)).items()
        if (key := (factor, level)) in truth
    ]
    _judge_claims("naive: content", [_is_false(truth[key], up) for key, up in loud], tallies)


def _judge_claims(name: str, false: Sequence[bool], tallies: Tallies) -> None:
    tallies[f"{name}: claims"].append(len(false))
    tallies[f"{name}: false"].append(sum(false))


def _true_log(shop: World, answer: Analysis, factor: str, level: str | bool | int) -> float:
    if factor in SWITCHES:
        return shop.effects[factor, True]
    present = [shop.effects[factor, str(one.level)] for one in answer.levels if one.factor == factor]
    return shop.effects[factor, str(level)] - fmean(present)


def _is_false(value: float, up: bool) -> bool:
    return abs(value) < NONE or (value > 0) != up


def _print(tallies: Tallies) -> None:
    for name in ("ours", *RIVALS):
        top, true, promised = (tallies[f"{name}: {what}"] for what in ("top decile", "true log", "promised log"))
        ratio = exp(fmean(promised) - fmean(true))
        print(f"  {name:<22} top decile {_share(top)}  true x{exp(fmean(true)):.3f} ({_error(true):.3f})  "
              f"promised x{exp(fmean(promised)):.2f}  promised/true {ratio:.2f}")  # fmt: skip
    print(f"  90 % intervals hold: slots {_share(tallies['cover slots'])}, levels {_share(tallies['cover levels'])}; "
          f"real effects found {_share(tallies['recall'])}; {fmean(tallies['seconds']):.2f} s")  # fmt: skip
    for name in ("ours: slots", "naive: slots", "ours: content", "naive: content"):
        claims, false = tallies[f"{name}: claims"], tallies[f"{name}: false"]
        of_worlds = [wrong / count for wrong, count in zip(false, claims, strict=True) if count]
        print(f"  {name:<16} {fmean(claims):6.2f} claims a world, in {_share([count > 0 for count in claims])} of "
              f"worlds; false: pooled {sum(false) / max(1, sum(claims)):.3f}, "
              f"mean of the worlds with claims {_share(of_worlds)}")  # fmt: skip


def _share(values: Sequence[float]) -> str:
    return f"{fmean(values):.3f} ({_error(values):.3f})" if values else "none"


def _error(values: Sequence[float]) -> float:
    return stdev(map(float, values)) / sqrt(len(values)) if len(values) > 1 else float("nan")

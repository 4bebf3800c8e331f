"""`python -m benchmarks.insight sellers`: ten real accounts, halved by lot: advice from one half, judged on the other.

Nine Thai sellers (UCI 488, Dehouche 2020) and a cosmetics brand (UCI 368, Moro et al. 2016), the last 500 posts of
each, from ../shared/data/insight. Judged: logs of engagement, what format and month explain taken off, of the other
half's posts in the slots that were advised, against all posts of that half. The same with engagement shuffled: then
every claim is false. `--worlds`: splits of each account.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import exp, log, sqrt
from pathlib import Path
from statistics import fmean, stdev

import numpy as np

from benchmarks.insight.rivals import RIVALS, best
from benchmarks.insight.worlds import Slot
from vitrino.domain.insight.effects import analyse
from vitrino.domain.insight.posts import Post

DATA = Path(__file__).parents[3] / "shared" / "data" / "insight"
NOW = datetime(2030, 1, 1, tzinfo=UTC)
MOST_POSTS, TOP = 500, 5
_CLOCK = timedelta(hours=7)  # the file's clock is taken for UTC; the sellers live in Thailand
_PAUSE = timedelta(days=3)  # posts are listed newest first: a jump forward is the next seller


def main(worlds: int, seed: int) -> int:
    if not DATA.exists():
        print(f"skipped: the public data are not at {DATA}")
        return 0
    accounts = {**sellers(), "brand": brand()}
    print(f"{len(accounts)} accounts, {worlds} splits each, seed {seed}; top {TOP} slots; errors over accounts")
    _compare(accounts, worlds, seed, shuffled=False)
    _compare(accounts, worlds, seed, shuffled=True)
    return 0


def sellers() -> dict[str, list[Post]]:
    """Without the eighth, whose posts are the same as the seventh's."""
    with (DATA / "Live_20210128.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    times = [datetime.strptime(f"{row['status_published']} {row['time']}", "%m/%d/%Y %H:%M") for row in rows]
    posts = [_seller_post(row, at) for row, at in zip(rows, times, strict=True)]
    starts = [0, *(n + 1 for n, (old, new) in enumerate(pairwise(times)) if new - old > _PAUSE), len(rows)]
    parts = [posts[first:last][:MOST_POSTS] for first, last in pairwise(starts)]
    different = [part for n, part in enumerate(parts) if n == 0 or [p.at for p in part] != [p.at for p in parts[n - 1]]]
    return {f"seller {n}": part for n, part in enumerate(different, 1)}


def _seller_post(row: dict[str, str], at: datetime) -> Post:
    acts = sum(float(row[name]) for name in ("num_reactions", "num_comments", "num_shares"))
    return Post(row["status_id"], at.replace(tzinfo=UTC) + _CLOCK, acts, 1000.0, format=row["status_type"])


def brand() -> list[Post]:
    """2014, by month, weekday and hour; the day within the month isn't told, so weeks are dealt in order."""
    with (DATA / "dataset_Facebook.csv").open(encoding="latin-1") as file:
        rows = [row for row in list(csv.reader(file, delimiter=";"))[1:] if row and row[-1]]
    posts = []
    for n, row in enumerate(rows):
        first = datetime(2014, int(row[3]), 1, tzinfo=UTC)
        weekday = (int(row[4]) - 2) % 7  # theirs begins with Sunday as 1
        day = (weekday - first.weekday()) % 7 + 7 * (n % 4)
        at = first + timedelta(days=day, hours=int(row[5]) % 24)
        posts.append(
            Post(
                f"b{n}",
                at,
                float(row[-1]),
                1000.0,
                format=row[1],
                topic=row[2],
                promo=row[2] == "1",
                followers=float(row[0]),
            )
        )
    return posts


def _compare(accounts: dict[str, list[Post]], splits: int, seed: int, *, shuffled: bool) -> None:
    found: dict[str, dict[str, list[tuple[float, float]]]] = {}
    claims: dict[str, list[bool]] = defaultdict(list)
    for account, posts in accounts.items():
        chance = np.random.default_rng([seed, len(account), len(posts)])
        found[account] = defaultdict(list)
        for _ in range(splits):
            _split(_shuffle(posts, chance) if shuffled else posts, chance, found[account], claims)
        if not shuffled:
            promised, truth = _means(found[account]["ours"])
            print(
                f"  {account:<10} {len(posts):4} posts: ours promises x{exp(promised):.2f}, held out x{exp(truth):.2f}"
            )
    _print("engagement shuffled, all accounts" if shuffled else "all accounts", list(found.values()))
    _print("of 100 posts and more", [pairs for name, pairs in found.items() if len(accounts[name]) >= 100])
    print("    " + "; ".join(f"{name}: a claim in {fmean(told):.2f} of splits" for name, told in claims.items()))


def _print(title: str, found: Sequence[dict[str, list[tuple[float, float]]]]) -> None:
    print(f"  {title}:")
    for name in found[0]:
        promised, truth = zip(*(_means(pairs[name]) for pairs in found if pairs[name]), strict=True)
        error = stdev(truth) / sqrt(len(truth))
        print(f"    {name:<22} promised x{exp(fmean(promised)):.2f}, held out x{exp(fmean(truth)):.3f} (error of the "
              f"log {error:.3f}), promise/held-out {exp(fmean(promised) - fmean(truth)):.2f}")  # fmt: skip


def _means(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return fmean(pair[0] for pair in pairs), fmean(pair[1] for pair in pairs)


def _shuffle(posts: Sequence[Post], chance: np.random.Generator) -> list[Post]:
    order = chance.permutation(len(posts))
    return [replace(post, engagement=posts[other].engagement) for post, other in zip(posts, order, strict=True)]


def _split(
    posts: Sequence[Post],
    chance: np.random.Generator,
    found: dict[str, list[tuple[float, float]]],
    claims: dict[str, list[bool]],
) -> None:
    in_first = chance.permutation(len(posts)) < len(posts) / 2
    first = [post for post, inside in zip(posts, in_first, strict=True) if inside]
    slots = sorted({(post.at.weekday(), post.at.hour) for post in posts})
    held = _by_slot(posts, in_first)
    answer = analyse(first, now=NOW, candidates=slots)
    claims["ours"].append(bool(answer.credible or answer.findings))
    asked = {"ours": {(cell.weekday, cell.hour): cell.mid for cell in answer.grid}}
    asked |= {name: rival(first, slots, None) for name, rival in RIVALS.items()}
    for name, promises in asked.items():
        if promises:
            found[name] += _judged(best(promises, slots, TOP), promises, held)
        if promises and name != "ours":
            claims[name].append(any(value > 1.2 for value in promises.values()))


def _by_slot(posts: Sequence[Post], in_first: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> dict[Slot, list[float]]:
    """Adjusted logs of the other half's posts in each slot, against the mean of that half."""
    groups: dict[Slot, list[float]] = defaultdict(list)
    logs = np.array(_adjusted(posts))
    logs -= logs[~in_first].mean()
    for post, value, inside in zip(posts, logs, in_first, strict=True):
        if not inside:
            groups[post.at.weekday(), post.at.hour].append(float(value))
    return groups


def _adjusted(posts: Sequence[Post]) -> list[float]:
    """Logs of engagement less what format, topic and month explain (shrunken least squares)."""
    keys = [(post.format, post.topic, (post.at.year, post.at.month)) for post in posts]
    columns = sorted({(n, key[n]) for key in keys for n in range(3)}, key=repr)
    matrix = np.array([[float(key[n] == value) for n, value in columns] for key in keys])
    logs = np.array([log((post.engagement or 0) + 0.5) for post in posts])
    logs -= logs.mean()
    effect = np.linalg.solve(matrix.T @ matrix + 2 * np.eye(len(columns)), matrix.T @ logs)
    return [float(value) for value in logs - matrix @ effect]


def _judged(
    chosen: Sequence[Slot], promises: dict[Slot, float], held: dict[Slot, list[float]]
) -> list[tuple[float, float]]:
    """Logs of what was promised and of what the other half's posts in these slots got; nothing when there are none."""
    promised = fmean(log(max(promises.get(slot, 1.0), 0.01)) for slot in chosen)
    got = [value for slot in chosen for value in held.get(slot, ())]
    return [(promised, fmean(got))] if got else []

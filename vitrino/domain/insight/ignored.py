"""What the ignored posts have in common, if anything (INSIGHT.md 4). Never "because".

The most common traits of the ten worst posts are a story about nothing: most posts are photos, so most bad posts are.
Here a trait, or a pair, is named when the posts having it lie so low that shuffled posts would hardly ever give one as
low among all that are looked at, when they typically get at least 13 % less, and when they are ignored 1.25 times as
often.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from vitrino.domain.insight.one_thread import on_one_thread
from vitrino.domain.insight.posts import Post
from vitrino.domain.insight.traits import Candidate, Mask, Value, candidates

Floats = NDArray[np.float64]

# Ten times as many pairs as single traits are looked at, and a pair is harder to see: pairs get the larger part.
FALSE_ALARMS = 0.10
_PAIRS_PART = 0.7
MOST_CLAIMS = 4
_FEWEST_POSTS = 20
_RIPE_H = 48.0
_NEIGHBOURS = 10
_IGNORED_SHARE = 0.25
_MOST_LEFT = 0.87
_LEAST_LIFT = 1.25
# Of a trait that most posts have, hardly more than a quarter can be in the lowest quarter, however little they get.
_PLAIN = 0.6
_SHUFFLES = 500
_SEED = 20_240_801
# A pair says more than one of its traits only when it lies this much lower than the trait's other posts.
_PAIR_BEATS_Z = -2.0
# A single trait gives way to a pair that lies this much lower than the rest of the trait, which is not low itself.
_PAIR_IS_ALL_Z, _REST_Z = -2.5, -1.0
# A claim has to stand up when what the other claims explain is taken off.
_STILL_Z = -2.0


@dataclass(frozen=True, slots=True)
class Claim:
    """Traits that ignored posts share.

    ids: the posts having them; ignored_ids: those of them in the lowest quarter. share: how many of them that is,
    base_share: of all posts. multiplier: typical answers against the other posts, below 1. p: how often luck gives
    a pattern as clear anywhere.
    """

    traits: Mapping[str, Value]
    ids: tuple[str, ...]
    ignored_ids: tuple[str, ...]
    share: float
    base_share: float
    multiplier: float
    p: float


@on_one_thread
def claims(posts: Sequence[Post]) -> tuple[Claim, ...]:
    """Up to four claims, the clearest first; () when luck could have produced all there is.

    Posts younger than two days or without numbers are left out. The same posts always give the same answer.
    """
    return _claims(posts, 1.0)


@on_one_thread
def noticed(posts: Sequence[Post]) -> tuple[Claim, ...]:
    """The same for posts that do well: ignored_ids are those in the highest quarter, multiplier is above 1."""
    return tuple(replace(claim, multiplier=1 / claim.multiplier) for claim in _claims(posts, -1.0))


def _claims(posts: Sequence[Post], direction: float) -> tuple[Claim, ...]:
    """direction: 1 looks at the lowest scores, -1 at the highest."""
    ripe = sorted((post for post in posts if _is_ripe(post)), key=lambda post: (post.at, post.id))
    if len(ripe) < _FEWEST_POSTS:
        return ()
    scores = direction * relative_scores(ripe)
    found = candidates(ripe)
    if not found or np.ptp(scores) == 0:
        return ()
    places = _stepwise(found, scores)
    return _told(found, places, scores, ripe)


def relative_scores(posts: Sequence[Post]) -> Floats:
    """Log answers, per follower where they are known, against the typical post around: growth and seasons go away."""
    answers = np.array([post.engagement or 0.0 for post in posts])
    logs = np.log(answers + 0.5) - np.log(_followers(posts))
    levels: Floats = np.array([np.median(_around(logs, place)) for place in range(len(logs))])
    return logs - levels


def lowest_quarter(scores: Floats) -> Mask:
    """The ignored: a quarter of the posts, by their relative score."""
    where = np.zeros(len(scores), dtype=bool)
    where[np.argsort(scores, kind="stable")[: int(np.ceil(len(scores) * _IGNORED_SHARE))]] = True
    return where


def rank_sum_z(scores: Floats, masks: NDArray[np.bool_]) -> Floats:
    """For each row of masks: how far its posts' ranks lie above the rest, in standard deviations; ties share ranks."""
    z: Floats = _weights(masks) @ _centred_ranks(scores)
    return z


def _is_ripe(post: Post) -> bool:
    return post.engagement is not None and post.age_h >= _RIPE_H


def _followers(posts: Sequence[Post]) -> Floats:
    """An unknown number is taken from the nearest post before, else after; all unknown: one."""
    known = [(place, post.followers) for place, post in enumerate(posts) if post.followers and post.followers > 0]
    if not known:
        return np.ones(len(posts))
    places, values = np.array([place for place, _ in known]), np.array([value for _, value in known], dtype=float)
    nearest = np.searchsorted(places, np.arange(len(posts)), side="right") - 1
    followers: Floats = values[np.maximum(nearest, 0)]
    return followers


def _around(values: Floats, place: int) -> Floats:
    """Up to ten neighbours on either side; at the ends the window moves inwards."""
    start = max(0, min(place - _NEIGHBOURS, len(values) - 2 * _NEIGHBOURS - 1))
    return values[start : start + 2 * _NEIGHBOURS + 1]


def _centred_ranks(scores: Floats) -> Floats:
    """Ranks around 0 with variance 1; equal scores share the average of theirs."""
    _, group, counts = np.unique(scores, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks = (last - (counts - 1) / 2)[group]
    spread = float(np.std(ranks, ddof=1))
    centred: Floats = (ranks - ranks.mean()) / (spread or 1.0)
    return centred


def _weights(masks: NDArray[np.bool_]) -> Floats:
    """Rows that turn centred ranks into z: sum over the group over its deviation when drawn by lot."""
    count, sizes = masks.shape[1], masks.sum(axis=1, keepdims=True)
    weights: Floats = masks / np.sqrt(sizes * (count - sizes) / count)
    return weights


def _stepwise(found: Sequence[Candidate], scores: Floats) -> list[tuple[int, float]]:
    """The claims' places and p: the clearest, its shift taken off, the next; those that others explain fall out."""
    masks = np.array([one.where for one in found])
    weights = _weights(masks)
    handicaps, luck = _luck(found, weights, scores)
    picked: list[tuple[int, float]] = []
    for _ in range(MOST_CLAIMS):
        left = _without(scores, masks, [place for place, _ in picked])
        z = weights @ _centred_ranks(left)
        depth = z + handicaps
        depth[[place for place, _ in picked]] = np.inf
        p = float((1 + (luck <= depth.min()).sum()) / (1 + len(luck)))
        if p > FALSE_ALARMS:
            break
        picked.append((_plainest(int(np.argmin(depth)), found, left), p))
    return _still_standing(dict(picked), masks, weights, scores)


def _luck(found: Sequence[Candidate], weights: Floats, scores: Floats) -> tuple[Floats, Floats]:
    """What shuffled scores give (Westfall-Young): each candidate's handicap, and the lowest z in each shuffle.

    The handicap of pairs gives each kind its part of the false alarms.
    """
    ranks = np.tile(_centred_ranks(scores), (_SHUFFLES, 1))
    z = weights @ np.random.default_rng(_SEED).permuted(ranks, axis=1).T
    is_pair = np.array([bool(one.parents) for one in found])
    handicap = _tail(z[~is_pair], 1 - _PAIRS_PART) - _tail(z[is_pair], _PAIRS_PART)
    handicaps = np.where(is_pair, handicap, 0.0)
    lowest: Floats = (z + handicaps[:, np.newaxis]).min(axis=0)
    return handicaps, lowest


def _tail(z: Floats, part: float) -> float:
    return float(np.quantile(z.min(axis=0), FALSE_ALARMS * part)) if len(z) else 0.0


def _plainest(place: int, found: Sequence[Candidate], scores: Floats) -> int:
    """A single trait rather than a pair that hardly lies lower than the rest of the trait; the pair when it is all."""
    if not found[place].parents:
        pairs = [pair for pair, one in enumerate(found) if place in one.parents]
        whole = [pair for pair in pairs if _is_all_of_it(found[pair].where, found[place].where, scores)]
        return min(whole, key=lambda pair: _z_of(scores, found[pair].where), default=place)
    beaten = [one for one in found[place].parents if _z_within(scores, found[place], found[one]) > _PAIR_BEATS_Z]
    return min(beaten, key=lambda parent: _z_of(scores, found[parent].where), default=place)


def _z_within(scores: Floats, pair: Candidate, single: Candidate) -> float:
    """How far the pair lies from the single trait's other posts."""
    return _z_of(scores[single.where], pair.where[single.where])


def _is_all_of_it(pair: Mask, single: Mask, scores: Floats) -> bool:
    """Do the pair's posts lie clearly below the trait's others, and those no lower than posts without the trait?"""
    rest = single & ~pair
    if not rest.any():
        return False
    return _z_of(scores[single], pair[single]) < _PAIR_IS_ALL_Z and _z_of(scores[~pair], rest[~pair]) > _REST_Z


def _z_of(scores: Floats, group: Mask) -> float:
    return float(rank_sum_z(scores, group[np.newaxis, :])[0])


def _shift(scores: Floats, where: Mask) -> float:
    """How much lower the typical post lies, in logs."""
    return float(np.median(scores[where]) - np.median(scores[~where]))


def _without(scores: Floats, masks: NDArray[np.bool_], places: Sequence[int]) -> Floats:
    """Scores after the shifts of these candidates, estimated together (a few rounds of taking off one at a time)."""
    shifts = dict.fromkeys(places, 0.0)
    for _ in range(5 if len(places) > 1 else 1):
        for place in places:
            others = sum((shifts[one] * masks[one] for one in places if one != place), np.zeros(len(scores)))
            shifts[place] = _shift(scores - others, masks[place])
    return scores - sum((shift * masks[place] for place, shift in shifts.items()), np.zeros(len(scores)))


def _still_standing(
    picked: dict[int, float], masks: NDArray[np.bool_], weights: Floats, scores: Floats
) -> list[tuple[int, float]]:
    """Drops, one at a time, the claim that the others explain best."""
    while len(picked) > 1:
        z = {place: _z_beside(place, picked.keys() - {place}, masks, weights, scores) for place in picked}
        weakest = max(z, key=z.__getitem__)
        if z[weakest] < _STILL_Z:
            break
        del picked[weakest]
    return list(picked.items())


def _z_beside(place: int, others: Collection[int], masks: NDArray[np.bool_], weights: Floats, scores: Floats) -> float:
    return float(weights[place] @ _centred_ranks(_without(scores, masks, sorted(others))))


def _told(
    found: Sequence[Candidate], picked: Sequence[tuple[int, float]], scores: Floats, posts: Sequence[Post]
) -> tuple[Claim, ...]:
    masks, lowest = np.array([one.where for one in found]), lowest_quarter(scores)
    told = []
    for place, p in picked:
        alone = _without(scores, masks, [one for one, _ in picked if one != place])
        claim = _claim(found[place], p, float(np.exp(_shift(alone, found[place].where))), lowest, posts)
        if _is_worth_saying(claim):
            told.append(claim)
    return tuple(told)


def _is_worth_saying(claim: Claim) -> bool:
    lift = claim.share / claim.base_share
    return claim.multiplier <= _MOST_LEFT and (lift >= _LEAST_LIFT or (claim.multiplier <= _PLAIN and lift > 1))


def _claim(candidate: Candidate, p: float, multiplier: float, lowest: Mask, posts: Sequence[Post]) -> Claim:
    where = candidate.where
    return Claim(
        traits=dict(candidate.traits),
        ids=tuple(post.id for post, has in zip(posts, where, strict=True) if has),
        ignored_ids=tuple(post.id for post, has in zip(posts, where & lowest, strict=True) if has),
        share=float((where & lowest).sum() / where.sum()),
        base_share=float(lowest.mean()),
        multiplier=multiplier,
        p=p,
    )

"""Whether a change of the plan helped: posts it concerns against the others, with what else differs taken off.

One regression of log answers per follower, weak priors (INSIGHT.md 3.1): the change, blocks of four weeks for growth
and seasons, and those traits that are not the change itself. Noise is Student's t, so that one viral post decides
nothing. The end is fixed before the first look, and only then is anything claimed: looking in between costs nothing.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from vitrino.domain.insight.posts import Post
from vitrino.domain.stats.spread import t_quantile

Floats = NDArray[np.float64]
State = Literal["early", "too-few", "better", "worse", "unclear"]
Trait = Literal["format", "topic", "promo", "question", "link", "hashtags"]
TRAITS: tuple[Trait, ...] = ("format", "topic", "promo", "question", "link", "hashtags")

FEWEST, FEWEST_OTHERS = 5, 8
_RIPE_H = 48.0
_BLOCK = timedelta(days=28)
_NU = 5.0
_ROUNDS = 12
# Standard deviations before anything is seen: of the change, and of what else may differ (INSIGHT.md 3.1).
_PRIOR = {"change": 0.7, "format": 0.40, "topic": 0.25, "promo": 0.25, "question": 0.25, "link": 0.25,
          "hashtags": 0.25, "block": 0.30, "level": 10.0}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judgement:
    """state early: it goes on, `missing` posts are still wanted; too-few: over, and nothing can be said.

    low, mid, high: answers to a post the change concerns against the others, 90 % interval; None while nothing may be
    said. ids: ripe posts the change concerns; others: those they are compared with.
    """

    state: State
    ids: tuple[str, ...]
    others: int
    missing: int = 0
    low: float | None = None
    mid: float | None = None
    high: float | None = None


def judge(
    changed: Sequence[Post], others: Sequence[Post], *, needed: int, is_over: bool, apart: Collection[Trait] = ()
) -> Judgement:
    """How a change stands. apart: traits that are the change itself, or go with it, and are not taken off.

    Posts younger than two days or without numbers are left out. The same posts always give the same answer.
    """
    ours, theirs = _ripe(changed), _ripe(others)
    ids = tuple(post.id for post in ours)
    if len(ours) < needed and not is_over:
        return Judgement("early", ids, len(theirs), needed - len(ours))
    if len(ours) < FEWEST or len(theirs) < FEWEST_OTHERS:
        return Judgement("too-few", ids, len(theirs), max(0, FEWEST - len(ours)))
    low, mid, high = _effect(ours, theirs, [name for name in TRAITS if name not in apart])
    state: State = "better" if low > 1 else "worse" if high < 1 else "unclear"
    return Judgement(state, ids, len(theirs), 0, low, mid, high)


def _ripe(posts: Sequence[Post]) -> list[Post]:
    known = (post for post in posts if post.engagement is not None and post.age_h >= _RIPE_H)
    return sorted(known, key=lambda post: (post.at, post.id))


def _effect(ours: Sequence[Post], theirs: Sequence[Post], traits: Sequence[Trait]) -> tuple[float, float, float]:
    """low, mid, high of the multiplier."""
    posts = [*ours, *theirs]
    answers = np.array([post.engagement or 0.0 for post in posts])
    logs = np.log(answers + 0.5) - _log_followers(posts)
    columns, priors = _design(posts, len(ours), traits)
    mid, error = _fit(columns, logs, priors, 1 / (answers + 1))
    reach = t_quantile(0.95, max(5, len(ours) + len(theirs) - 4)) * error
    return math.exp(mid - reach), math.exp(mid), math.exp(mid + reach)


def _log_followers(posts: Sequence[Post]) -> Floats:
    """Where they are unknown for any post, they are left out for all."""
    known = [post.followers for post in posts if post.followers]
    return np.log(np.array(known)) if len(known) == len(posts) else np.zeros(len(posts))


def _design(posts: Sequence[Post], changed: int, traits: Sequence[Trait]) -> tuple[Floats, Floats]:
    """Columns of the regression and the prior precision of each; the first is the change."""
    first = np.zeros(len(posts))
    first[:changed] = 1.0
    columns, deviations = [first, np.ones(len(posts))], [_PRIOR["change"], _PRIOR["level"]]
    start = min(post.at for post in posts)
    groups = {"block": [str((post.at - start) // _BLOCK) for post in posts]}
    groups |= {name: [str(getattr(post, name)) for post in posts] for name in traits}
    for name, words in groups.items():
        for word in sorted(set(words))[1:]:
            columns.append(np.array([float(one == word) for one in words]))
            deviations.append(_PRIOR[name])
    return np.column_stack(columns), np.array([1 / one**2 for one in deviations])


def _fit(columns: Floats, logs: Floats, priors: Floats, counting: Floats) -> tuple[float, float]:
    """The change's effect and its standard error. counting: variance of a log that comes of counting few acts."""
    weights, scale = np.ones(len(logs)), float(np.var(logs)) or 1.0
    for _round in range(_ROUNDS):
        precision = weights / (scale + counting)
        inner = columns.T @ (columns * precision[:, None]) + np.diag(priors)
        found = np.linalg.solve(inner, columns.T @ (precision * logs))
        squares = (logs - columns @ found) ** 2
        weights = (_NU + 1) / (_NU + squares / (scale + counting))
        spare = max(
            2.0, len(logs) - float(np.trace(np.linalg.solve(inner, columns.T @ (columns * precision[:, None]))))
        )
        scale = max(float(np.sum(weights * squares) / spare - np.mean(counting)), 0.02)
    # The weights of a t overstate what is known by (nu + 3) / (nu + 1).
    variance = np.linalg.inv(inner)[0, 0] * (_NU + 3) / (_NU + 1)
    return float(found[0]), math.sqrt(variance)

"""What goes well and badly at a competitor. Loads numpy: only jobs import this."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from vitrino.competitors.models import Competitor, CompetitorPost
from vitrino.domain.insight.ignored import Claim, claims, noticed, relative_scores
from vitrino.domain.insight.pillars.features import plain, signs
from vitrino.domain.insight.posts import Post
from vitrino.domain.slots import zone

MOST_POSTS = 500
_SELLING = frozenset({"!discount", "!price", "!percent"})
_RIPE = timedelta(hours=48)


def study(competitor: Competitor) -> Competitor:
    """Give every settled post its score, and keep what the best and the most ignored ones share."""
    rows = [row for row in competitor.posts.exclude(answers=None).order_by("-at")[:MOST_POSTS] if is_settled(row)][::-1]
    posts = [for_engine(row, competitor) for row in rows]
    for row, score in zip(rows, relative_scores(posts) if posts else [], strict=True):
        row.score = float(score)
    competitor.well = _kept(noticed(posts))
    competitor.badly = [one for one in _kept(claims(posts)) if not _is_other_side(one, competitor.well)]
    competitor.sample = len(posts)
    with transaction.atomic():
        competitor.posts.update(score=None)
        CompetitorPost.objects.bulk_update(rows, ["score"], batch_size=100)
        Competitor.objects.filter(pk=competitor.pk).update(
            well=competitor.well, badly=competitor.badly, sample=competitor.sample
        )
    return competitor


def is_settled(post: CompetitorPost) -> bool:
    """Most answers come within two days."""
    return post.read_at - post.at >= _RIPE


def for_engine(post: CompetitorPost, competitor: Competitor) -> Post:
    """promo, question and the rest are read off the text. Followers of the past are unknown; the score copes."""
    text = plain(post.text)
    found = signs(text)
    return Post(
        id=str(post.pk), at=post.at.astimezone(zone(competitor.workspace.time_zone)), engagement=post.answers,
        age_h=_hours(post.read_at, post.at), format=post.format, length=len(post.text) or None,
        promo=bool(_SELLING & found.keys()), question="!question" in found, link="!link" in found,
        hashtags="!tag" in found,
    )  # fmt: skip


def _is_other_side(claim: dict[str, Any], others: list[dict[str, Any]]) -> bool:
    """Asking does well, not asking does badly: that is one thing, said once."""
    turned = {name: not value if isinstance(value, bool) else None for name, value in claim["traits"].items()}
    return any(one["traits"] == turned for one in others)


def _hours(later: datetime, earlier: datetime) -> float:
    return (later - earlier) / timedelta(hours=1)


def _kept(found: Sequence[Claim]) -> list[dict[str, Any]]:
    """The claims as JSON; ids are those of all posts having the traits."""
    return [
        {"traits": dict(one.traits), "n": len(one.ids), "hits": len(one.ignored_ids), "share": round(one.share, 3),
         "multiplier": round(one.multiplier, 3), "p": round(one.p, 4),
         "ids": [int(post) for post in one.ids]}
        for one in found
    ]  # fmt: skip

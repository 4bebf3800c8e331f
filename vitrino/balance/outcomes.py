"""What came of each kind of post: answers and clicks, with how many posts that rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING

from vitrino.balance.history import Seen
from vitrino.domain.balance import Kind
from vitrino.insight import queries as insight
from vitrino.links import queries as links
from vitrino.workspace.models import Workspace

if TYPE_CHECKING:
    from vitrino.insight.models import KnownPost

# Answers before that are still coming in.
SETTLED = timedelta(hours=48)
# Fewer posts than this have no usual.
FEWEST = 4


@dataclass(frozen=True)
class Outcome:
    """Posts of a kind: answers to the one in the middle; clicks on links in all of them; None: nobody counted, or too
    few. n, clicked: posts each rests on."""

    kind: Kind
    n: int
    answers: float | None
    clicked: int
    clicks: int | None


def outcomes(workspace: Workspace, found: Collection[Seen], now: datetime) -> list[Outcome]:
    """The kinds that were out, in their order."""
    settled = [one for one in found if one.what == "known" and one.at <= now - SETTLED and one.told.kind is not None]
    known = {one.pk: one for one in insight.known_posts(workspace).filter(pk__in=[post.pk for post in settled])
             .select_related(None).only("pk", "engagement", "engagement_7d", "latest", "publication")}  # fmt: skip
    clicks = _clicks(workspace, list(known))
    groups: dict[Kind, list[int]] = defaultdict(list)
    for post in settled:
        if post.told.kind is not None and post.told.kind is not Kind.ANSWERS and post.pk in known:
            groups[post.told.kind].append(post.pk)
    return [_outcome(kind, [known[pk] for pk in groups[kind]], clicks) for kind in Kind if kind in groups]


def _outcome(kind: Kind, posts: list[KnownPost], clicks: dict[int, int]) -> Outcome:
    told = [count for one in posts if (count := _first(one.engagement_7d, one.engagement)) is not None]
    clicked = {one.pk: count for one in posts
               if (count := _first(clicks.get(one.pk), one.latest.get("clicks"))) is not None}  # fmt: skip
    return Outcome(kind, len(posts), median(told) if len(told) >= FEWEST else None, len(clicked),
                   sum(clicked.values()) if clicked else None)  # fmt: skip


def _clicks(workspace: Workspace, known_ids: list[int]) -> dict[int, int]:
    """Known post -> how often short links in it were opened; of a post on several channels only the first counts."""
    mine = insight.known_posts(workspace).filter(pk__in=known_ids).exclude(publication=None).order_by("pk")
    posts = dict(mine.values_list("publication__variant__post_id", "pk").reverse())
    counted = links.clicks_by_post(workspace, [pk for pk in posts if pk])
    return {posts[post_id]: n for post_id, n in counted.items()}


def _first(*values: int | None) -> int | None:
    return next((value for value in values if value is not None), None)

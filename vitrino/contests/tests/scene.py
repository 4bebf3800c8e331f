"""A contest of the bakery, with people who write below its post."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from vitrino.channels.models import Arrival
from vitrino.contests import actions
from vitrino.contests.models import Contest
from vitrino.inbox.tests.desk import arrive, channel
from vitrino.posts.models import Variant
from vitrino.publishing import actions as publishing
from vitrino.publishing.models import Publication
from vitrino.workspace.tests.cast import NOW, Cast

POST_ID = "at://did:1/post/77"
INSIDE = NOW + timedelta(days=1)
CLOSES = NOW + timedelta(days=7)
CLOSED = CLOSES + timedelta(hours=2)
DRAW = CLOSES + timedelta(days=1)


def values(**changes: Any) -> dict[str, Any]:
    """What the form of a contest gives."""
    return {
        "title": "Bread for a month", "prize": "A loaf of rye bread every Saturday of December",
        "who": "Everybody over 16 who lives in Poland", "how": "Write below this post which bread you love",
        "opens_at": NOW, "closes_at": CLOSES, "draw_at": DRAW, "told": "by a message on the same platform",
        "organiser": "Piekarnia Zorza", "contact": "kontakt@zorza.example", "chance": "none", **changes,
    }  # fmt: skip


def make(cast: Cast, **changes: Any) -> Contest:
    return actions.make(workspace=cast.bakery, values=values(**changes), channels=[channel(cast)], by=cast.anna,
                        now=NOW)  # fmt: skip


def announced(cast: Cast, **changes: Any) -> Contest:
    """Published, and its first post is out."""
    contest = actions.announce(contest=make(cast, **changes), by=cast.anna, now=NOW)
    variant = Variant.objects.select_related("post", "channel").get(post__in=contest.posts.values("post"))
    publication = publishing.publish_now(variant=variant, by=cast.anna, now=NOW)
    Publication.objects.filter(pk=publication.pk).update(state="published", remote_id=POST_ID, published_at=NOW)
    return contest


def comment(cast: Cast, author: str, text: str = "Rye!", *, at: datetime = INSIDE, **more: Any) -> Arrival:
    """Somebody writes below the contest's post."""
    told = {"parent_id": POST_ID, "thread_id": POST_ID} | more
    return arrive(cast, text, at=at, author=author, **told)


def with_entries(cast: Cast, many: int = 6, **changes: Any) -> Contest:
    contest = announced(cast, **changes)
    for number in range(many):
        comment(cast, f"guest{number}", f"Rye, of course {number}", at=INSIDE + timedelta(minutes=number))
    actions.gather(contest=contest, now=INSIDE + timedelta(hours=1))
    return contest


def closed(cast: Cast, many: int = 6, **changes: Any) -> Contest:
    return actions.close(contest=with_entries(cast, many, **changes), by=cast.anna, now=CLOSED)


def drawn(cast: Cast, many: int = 6, **changes: Any) -> Contest:
    return actions.draw(contest=closed(cast, many, **changes), value="", by=cast.anna, now=DRAW)

"""The daily look at campaigns. Only jobs import this: the engine behind it is too heavy for pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from vitrino.attribution import actions, queries
from vitrino.attribution.models import MessageTest
from vitrino.attribution.results import days_done, results_of
from vitrino.campaigns.queries import to_watch
from vitrino.domain.insight.compare import Series, Verdict, compare
from vitrino.domain.insight.shortfall import alert
from vitrino.domain.stats import engagement
from vitrino.insight import queries as insight
from vitrino.links import queries as links


def look_at_campaigns(now: datetime) -> None:
    """Say of each campaign that falls short, once, that it does."""
    for campaign in to_watch(now.date()):
        [result] = results_of(campaign.workspace, [campaign], now)
        done = days_done(campaign, result.today)
        if result.alarm is not None or done == 0 or result.is_over or result.standing.kind == "uncounted":
            continue
        actual = [result.measured.get(day, 0) for day in campaign.days[:done]]
        history = queries.history(campaign.workspace, campaign.metric, campaign.starts_on)
        found = alert(campaign.plan, history, actual)
        if found.is_alert:
            actions.raise_alarm(campaign=campaign, day=campaign.days[done - 1], seen=sum(actual), now=now,
                                expected=found.expected)  # fmt: skip


def look_at_messages(now: datetime) -> None:
    """Compare the messages that are being compared."""
    for test in queries.open_tests():
        first, second = (answers(test, posts) for posts in (test.first_posts.all(), test.second_posts.all()))
        actions.note_verdict(test=test, verdict=_stored(compare(Series(first), Series(second))), now=now)


def answers(test: MessageTest, posts: Iterable[Any]) -> list[float]:
    """What each post of one message brought; posts of which nothing is known are left out."""
    ids = [post.pk for post in posts]
    if test.measure == MessageTest.Measure.CLICKS:
        out = queries.posts_that_are_out(test.campaign.workspace, ids)
        clicks = links.clicks_by_post(test.campaign.workspace, ids)
        return [float(clicks.get(pk, 0)) for pk in sorted(out)]
    known = insight.known_posts(test.campaign.workspace).filter(publication__variant__post__in=ids)
    found: dict[int, float] = {}
    for one in known.select_related("channel", "publication__variant"):
        total = engagement(one.latest, queries.told_by(one.channel)).total
        variant = one.publication.variant if one.publication else None
        if total is not None and variant is not None:
            found[variant.post_id] = found.get(variant.post_id, 0.0) + total
    return list(found.values())


def _stored(verdict: Verdict) -> dict[str, object]:
    """As pages read it; an unbounded side is left out, because JSON has no infinity."""
    sides = {"low": verdict.low, "ratio": verdict.ratio, "high": verdict.high}
    kept = {name: round(side, 3) for name, side in sides.items() if side is not None and side < 1e6}
    winner = {"first": "a", "second": "b"}.get(verdict.state, "")
    return {"winner": winner, "needed": verdict.needed, "sample": verdict.sample, "state": verdict.state, **kept}

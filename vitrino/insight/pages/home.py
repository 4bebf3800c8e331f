"""The home of insight: answers in sentences, then figures, then charts."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from vitrino.domain.message import Message, say
from vitrino.insight import lessons, queries, series, typical
from vitrino.insight.models import Finding, KnownPost, LearningRun
from vitrino.insight.pages import drawings
from vitrino.insight.pages.figures import figures
from vitrino.insight.pages.listing import rows_of
from vitrino.insight.pages.wanted import Wanted, platform
from vitrino.ui.formats import number
from vitrino.workspace.models import Workspace

FIRST_SHOWN = 4
MOST_OF_A_CHANNEL = 2
BEST_SHOWN = 5


def home(workspace: Workspace, wanted: Wanted, now: datetime) -> dict[str, Any]:
    """Sentences first, then figures with their comparison, then charts, then single posts."""
    findings = _mixed(_findings(workspace, wanted))
    run = _run(workspace, wanted)
    return {
        **wanted.choices(),
        "sentence": sentence([one for one, _learnt in findings]),
        "findings": findings[:FIRST_SHOWN],
        "more_findings": findings[FIRST_SHOWN:],
        "learning": lessons.being_learnt(workspace),
        "has_numbers": queries.known_posts(workspace).exists(),
        "has_channels": bool(wanted.every),
        "figures": figures(wanted),
        "answers_chart": drawings.answers_chart(wanted),
        "followers_chart": drawings.followers_chart(wanted),
        "week_chart": drawings.week_chart(run) if run else "",
        "levels_chart": drawings.levels_chart(run) if run else "",
        "run": run,
        "run_platform": platform(run.channel) if run else "",
        "comparison_rows": _comparison(wanted, now),
        "best": rows_of(_best(workspace, wanted, now), wanted.every, now),
    }


def sentence(findings: list[Finding]) -> Message:
    """The page in one sentence: the newest thing that is sure, or that nothing is."""
    solid = next((one for one in findings if one.is_enough), None)
    if solid is not None:
        return lessons.message_of(solid)
    if findings:
        return say("Nothing solid yet: there is not enough data to tell luck from what works.")
    return say("As soon as posts are out and measured, you read here what works.")


def _findings(workspace: Workspace, wanted: Wanted) -> list[tuple[Finding, lessons.Learnt]]:
    found = lessons.findings_of(workspace)
    if wanted.channel:
        found = found.filter(evidence__channel_id=wanted.channel)
    return [(one, lessons.learnt(one)) for one in found]


def _mixed(findings: list[tuple[Finding, lessons.Learnt]]) -> list[tuple[Finding, lessons.Learnt]]:
    """The same, but on top no channel speaks more than twice."""
    said: Counter[int] = Counter()
    top: list[tuple[Finding, lessons.Learnt]] = []
    rest: list[tuple[Finding, lessons.Learnt]] = []
    for one in findings:
        channel = one[0].evidence.get("channel_id", 0)
        is_top = one[0].is_enough and len(top) < FIRST_SHOWN and said[channel] < MOST_OF_A_CHANNEL
        said[channel] += 1
        (top if is_top else rest).append(one)
    return [*top, *rest]


def _run(workspace: Workspace, wanted: Wanted) -> LearningRun | None:
    """The run of the channel asked for, or the one that has most to say."""
    runs = lessons.newest_runs(workspace)
    found = list(runs.filter(channel=wanted.channel) if wanted.channel else runs)
    return max(found, key=lambda run: (len(run.answer["findings"]) + bool(run.answer["credible"]), run.sample),
               default=None)  # fmt: skip


def _comparison(wanted: Wanted, now: datetime) -> list[list[str]]:
    """A row for each channel: what a typical post of the last four months gets, and who follows."""
    found = {one.level: one for one in typical.typical(wanted.shown, "channel", now)}
    return [
        [
            platform(channel),
            number(found[channel.pk].n if channel.pk in found else 0),
            number(found[channel.pk].middle if channel.pk in found else None, 1),
            number(series.followers_on(channel, wanted.today)),
        ]
        for channel in wanted.shown
    ]


def _best(workspace: Workspace, wanted: Wanted, now: datetime) -> list[KnownPost]:
    """The posts of the period with most answers."""
    since = now - timedelta(days=wanted.days)
    mine = queries.known_posts(workspace).filter(at__gt=since, at__lte=now, engagement__isnull=False)
    if wanted.channel:
        mine = mine.filter(channel=wanted.channel)
    return list(mine.order_by("-engagement", "-at")[:BEST_SHOWN])

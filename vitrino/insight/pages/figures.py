"""Figures that don't stand alone: compared with the period before, with the number of posts they rest on."""

from __future__ import annotations

from dataclasses import dataclass

from vitrino.domain.message import Message, say
from vitrino.insight import series
from vitrino.insight.pages.wanted import Wanted, platform
from vitrino.insight.series import Total
from vitrino.ui.formats import number, percent

# Less than this and the comparison says "about as many".
SAME = 0.05
SHOWN = ("clicks", "reach", "views")
MOST_SHOWN = 2
NAMES = {
    "engagement": say("Answers to posts"),
    "views": say("Views"),
    "reach": say("People reached"),
    "clicks": say("Clicks"),
    "likes": say("Likes"),
    "comments": say("Comments"),
    "shares": say("Shares"),
    "saves": say("Saves"),
    "follows": say("Followers"),
    "watch_time_s": say("Seconds watched"),
    "posts": say("Posts"),
}


@dataclass(frozen=True)
class Figure:
    """As `ui.stat` takes it; figure: None when unknown, and then `sample` says why."""

    label: Message
    figure: str | None
    comparison: Message | None
    sample: Message
    trend: str = ""


def figures(wanted: Wanted) -> list[Figure]:
    """Posts, answers (or why there are none), and whichever of views, reach and clicks the channels tell."""
    found = series.totals(wanted.shown, wanted.first, wanted.today)
    posts = found["posts"]
    made = [Figure(NAMES["posts"], number(posts.value or 0), _compared(posts, wanted.days), _channels(wanted),
                   _trend(posts))]  # fmt: skip
    known = [name for name in SHOWN if found[name].value is not None]
    return [*made, *(_figure(name, found[name], wanted) for name in ("engagement", *known[:MOST_SHOWN]))]


def _figure(name: str, total: Total, wanted: Wanted) -> Figure:
    if total.value is None:
        return Figure(NAMES[name], None, None, _why(name, wanted))
    sample = say(
        "from {n} posts on {told} of {all} channels", n=total.posts, told=total.channels, all=len(wanted.shown)
    )
    return Figure(NAMES[name], number(total.value), _compared(total, wanted.days), sample, _trend(total))


def _why(name: str, wanted: Wanted) -> Message:
    """Why nobody tells it: the platform's reason, or that nothing was measured yet."""
    reasons = [why for one in wanted.shown if (why := series.why_missing(one, name)) is not None]
    if reasons and len(reasons) == len(wanted.shown):
        return reasons[0]
    return say("Nothing was measured in this time.")


def _compared(total: Total, days: int) -> Message | None:
    change = total.change
    if change is None:
        return say("nothing to compare with yet")
    before = number(total.before)
    if abs(change) < SAME:
        return say("about as in the {days} days before ({before})", days=days, before=before)
    if change > 0:
        return say("{share} more than in the {days} days before ({before})", share=percent(change), days=days,
                   before=before)  # fmt: skip
    return say("{share} less than in the {days} days before ({before})", share=percent(-change), days=days,
               before=before)  # fmt: skip


def _trend(total: Total) -> str:
    change = total.change
    return "" if change is None else "up" if change >= SAME else "down" if change <= -SAME else "even"


def _channels(wanted: Wanted) -> Message:
    if len(wanted.shown) == 1:
        return say("on {platform}", platform=platform(wanted.shown[0]))
    return say("on {n} channels", n=len(wanted.shown))

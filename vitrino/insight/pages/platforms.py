"""Platforms compared: what each costs, what comes back, and whether to keep, drop or try it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from vitrino.domain.effort import FEWEST_POSTS, Yield, counted_between
from vitrino.domain.message import Message, say
from vitrino.insight import effort, series
from vitrino.insight.effort import Standing
from vitrino.insight.forms import EffortForm
from vitrino.plan import queries as plan
from vitrino.ui.charts import Bar, bar_chart
from vitrino.ui.formats import UNKNOWN, number
from vitrino.ui.words import words
from vitrino.workspace.models import Workspace

VERDICTS = {
    "keep": (say("Keep"), "good"),
    "drop": (say("Drop, or do less"), "warn"),
    "try": (say("Try"), "accent"),
    "open": (say("Can't tell yet"), ""),
}
DAYS = effort.LOOKED_AT.days


def platforms(workspace: Workspace, now: datetime, forms: dict[int, EffortForm] | None = None) -> dict[str, Any]:
    """forms: those that came back with mistakes, by channel."""
    found = effort.standings(workspace, now)
    made = forms or {}
    keys = [f"platform-drop:{one.channel.pk}" for one in found]
    suggestions = {one.key: one for one in plan.open_suggestions(workspace).filter(key__in=keys)}
    return {
        "standings": [
            (one, VERDICTS[one.judgement.verdict], reasons(one), cost_words(one),
             made.get(one.channel.pk) or form_of(one), suggestions.get(f"platform-drop:{one.channel.pk}"))
            for one in found
        ],
        "rows": [_row(one) for one in found],
        "chart": _chart(found),
        "sentence": _sentence(found),
        "days": DAYS,
        "has_mistakes": bool(made),
    }  # fmt: skip


def form_of(one: Standing) -> EffortForm:
    said = {} if one.cost.is_estimate else {"minutes_per_post": one.cost.per_post}
    return EffortForm(prefix=f"c{one.channel.pk}", initial={**said, "minutes_per_week": one.cost.per_week or None})


def _row(one: Standing) -> list[str]:
    return [
        one.platform, number(one.posts), number(one.answers), number(one.clicks), number(one.orders),
        number(one.people), hours(one.cost.minutes), number(one.rate.mid if one.rate else None, 0),
    ]  # fmt: skip


def hours(minutes: float | None) -> str:
    return UNKNOWN if minutes is None else number(minutes / 60, 1)


def _chart(found: list[Standing]) -> Any:
    bars = [Bar(one.platform, one.rate.mid, _between(one.rate)) for one in found if one.rate]
    return bar_chart(words(say("Answers an hour of work")), bars, head=words(say("Channel"))) if bars else ""


def _between(rate: Yield) -> str:
    return words(say("{low} to {high}", low=number(rate.low), high=number(rate.high)))


def cost_words(one: Standing) -> Message:
    """How many minutes, and whether the owner said so or the log."""
    if one.cost.minutes is None:
        return say("How long a post takes is not known. Say it below, and answers an hour can be compared.")
    if one.cost.is_estimate:
        return say("About {minutes} minutes a post, estimated from what was done in Vitrino. Say it below if you know "
                   "better.", minutes=round(one.cost.per_post or 0))  # fmt: skip
    return say("{minutes} minutes a post and {weekly} a week, as you said.", minutes=round(one.cost.per_post or 0),
               weekly=round(one.cost.per_week))  # fmt: skip


def reasons(one: Standing) -> list[Message]:
    """Why the verdict is what it is, in the order in which they weigh."""
    made = [_first_reason(one)]
    if one.answers is None and one.posts:
        made.append(series.why_missing(one.channel, "likes") or say("No numbers of posts were read there yet."))
    if one.followers_before and one.followers:
        made.append(say("Followers there went from {before} to {now} in this time.", before=one.followers_before,
                        now=one.followers))  # fmt: skip
    if one.orders:
        low, high = counted_between(one.orders)
        made.append(say("{n} orders had their last visit from there; by luck alone it could be {low} to {high}.",
                        n=one.orders, low=round(low, 1), high=round(high, 1)))  # fmt: skip
    if one.people:
        made.append(say("{n} people wrote to you there. They are answered whatever you decide about posting.",
                        n=one.people))  # fmt: skip
    return made


def _first_reason(one: Standing) -> Message:
    ratio = one.judgement.ratio
    if one.judgement.verdict == "try":
        return say("{n} measured posts in {days} days are too few to tell. {wanted} in four weeks would show it.",
                   n=one.posts if one.answers is not None else 0, days=DAYS, wanted=FEWEST_POSTS)  # fmt: skip
    if ratio is None:
        return say("There is nothing to compare it with: the effort or the answers of other channels are not known.")
    values = {"mid": round(ratio.mid, 1), "low": round(ratio.low, 1), "high": round(ratio.high, 1)}
    if one.judgement.verdict == "drop":
        return say("An hour there brings {mid} times the answers of an hour elsewhere, surely less than half "
                   "({low} to {high}).", **values)  # fmt: skip
    if one.judgement.verdict == "keep":
        return say("An hour there brings {mid} times the answers of an hour elsewhere ({low} to {high}).", **values)
    if ratio.high < 1:
        return say("An hour there brings {mid} times the answers of an hour elsewhere ({low} to {high}): less, but not "
                   "surely less than half.", **values)  # fmt: skip
    return say("An hour there may bring {low} to {high} times the answers of an hour elsewhere: too wide to decide.",
               **values)  # fmt: skip


def _sentence(found: list[Standing]) -> Message:
    drop = [one.platform for one in found if one.judgement.verdict == "drop"]
    if drop:
        return say("Your hours bring more elsewhere than on {platforms}.", platforms=", ".join(drop))
    if not found:
        return say("Connect a channel, and its effort and its answers stand here side by side.")
    if any(one.judgement.verdict == "keep" for one in found):
        return say("Nothing here is surely a waste of your time.")
    return say("It can't be told yet which platforms are worth your time.")

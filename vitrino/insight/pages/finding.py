"""The evidence of a finding: what is claimed, how sure it is, by which method, from which posts, and what to do."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from vitrino.channels import queries as channels
from vitrino.domain.message import Message, say
from vitrino.insight import lessons, queries, wording
from vitrino.insight.models import Finding, LearningRun
from vitrino.insight.pages import drawings
from vitrino.insight.pages.listing import Row, rows_of
from vitrino.plan import queries as plan
from vitrino.ui.charts import Bar, Range, bar_chart, range_chart
from vitrino.ui.formats import number, percent

MOST_SHOWN = 100
# A weekly time this near is the same time.
NEAR_H = 2
METHODS = {
    "when": say(
        "All posts of the channel are looked at together: weekday, hour, kind, subject, length, what they ask or sell, "
        "the month, and how many follow. So a good hour is not mistaken for the videos that happened to go out then. "
        "A time is only called good when its advantage is larger than luck would make it."
    ),
    "level": say(
        "Posts with this trait are compared with the others, while time of posting, month, number of followers and all "
        "other traits are taken into account. It is only stated when at most one in twenty such statements would be "
        "wrong. What goes together need not be the reason."
    ),
    "ignored": say(
        "Each post is compared with the ten before and after it; the lowest quarter counts as ignored. Then the posts "
        "are shuffled hundreds of times: a trait is only named when shuffled posts hardly ever show one as clear. "
        "What goes together need not be the reason."
    ),
    "fared": say(
        "Posts since the advice that went out at an advised time are compared with those at other times, growth and "
        "seasons taken off. What was promised comes from the learning run of that day, as it was kept then."
    ),
}


def finding(one: Finding, now: datetime) -> dict[str, Any]:
    """The evidence page."""
    evidence = one.evidence
    run = lessons.runs_of(one.workspace).filter(pk=evidence.get("run", 0)).first()
    rows = _posts(one, now)
    suggestion = plan.suggestions_of(one.workspace).filter(key=evidence.get("suggestion") or "-").first()
    return {
        "finding": one,
        "message": lessons.message_of(one),
        "basis": lessons.learnt(one).basis,
        "figures": _figures(evidence),
        "method": METHODS.get(one.kind, METHODS["level"]),
        "mixed": [_mixed(str(name)) for name in evidence.get("mixed", ())],
        "chart": _chart(one, run),
        "rows": rows,
        "more": max(0, len(evidence.get("ids", ())) - len(rows)),
        "suggestion": suggestion,
        "advice": plan.message_of(suggestion) if suggestion else None,
        "needed": evidence.get("needed", 0),
        "run": run,
        "is_kept": _is_kept(one),
        "channel_id": evidence.get("channel_id", 0),
    }


def _figures(evidence: dict[str, Any]) -> list[tuple[Message, str, Message]]:
    """Label, figure and what it means."""
    made = [(say("Posts looked at"), number(evidence.get("sample")), say("of the last two years, at most 500"))]
    mid, low, high = (evidence.get(name) for name in ("mid", "low", "high"))
    if mid is not None:
        between = (say("in nine of ten cases {low} to {high}", low=number(low, 2), high=number(high, 2))
                   if low is not None and high is not None else say("against the others"))  # fmt: skip
        made.append((say("Times the answers"), number(mid, 2), between))
    if evidence.get("promised") is not None:
        made.append((say("Promised"), number(evidence["promised"], 2), say("by the run of that day")))
    if evidence.get("n") is not None:
        made.append((say("Posts it is about"), number(evidence["n"]), say("listed below")))
    if evidence.get("p") is not None:
        made.append((say("Chance of luck"), percent(evidence["p"], 1), say("of a pattern as clear anywhere")))
    return made


def _is_kept(one: Finding) -> bool:
    """True for a good time near which the shop has a weekly time already."""
    if one.kind != "when" or "slot" not in one.evidence:
        return False
    weekday, hour = one.evidence["slot"]
    mine = plan.slots_of(one.workspace).filter(channel=one.evidence.get("channel_id", 0), weekday=weekday)
    return any(abs(slot.wall_time.hour - hour) <= NEAR_H for slot in mine)


def _mixed(name: str) -> Message:
    """ "format: video" in words."""
    factor, _colon, level = name.partition(": ")
    value = {"True": True, "False": False}.get(level, level)
    return wording.posts_with(factor, value) if level else wording.factor(factor)


def _chart(one: Finding, run: LearningRun | None) -> Markup:
    evidence = one.evidence
    if one.kind == "ignored" and "share" in evidence:
        bars = [Bar(_("Posts with it"), 100 * evidence["share"]), Bar(_("All posts"), 100 * evidence["base_share"])]
        return bar_chart(_("Of a hundred posts so many are ignored"), bars, head=_("Posts"))
    if one.kind == "fared" and evidence.get("realised"):
        promised, low, mid, high = (float(evidence[name]) for name in ("promised", "low", "realised", "high"))
        return range_chart(_("Promised and realised"), [
            Range(_("Promised"), promised, promised, promised), Range(_("Realised"), low, mid, high, is_sure=True),
        ])  # fmt: skip
    if run is None:
        return Markup("")
    return (
        drawings.week_chart(run) if one.kind == "when" else drawings.levels_chart(run, str(evidence.get("factor", "")))
    )


def _posts(one: Finding, now: datetime) -> list[Row]:
    """The posts themselves, the newest first; for a time of the week those that went out then."""
    ids = [int(pk) for pk in one.evidence.get("ids", ()) if str(pk).isdigit()]
    found = queries.known_posts(one.workspace).filter(pk__in=ids)[:MOST_SHOWN] if ids else []
    every = channels.every_channel_of(one.workspace).select_related("workspace")
    return rows_of(found, list(every), now)

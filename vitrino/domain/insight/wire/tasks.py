"""What can be asked: a task's fields in, its answer out. Each loads only the part of the engine it asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, cast

from vitrino.domain.insight.wire import given
from vitrino.domain.insight.wire.reading import Fields

if TYPE_CHECKING:
    from vitrino.domain.insight.effects import Finding, Level
    from vitrino.domain.insight.ignored import Claim
    from vitrino.domain.insight.outlook import Kind

_SLOTS = 7 * 24
_MOST_HOURS = 500_000
_MOST_DAYS = 20_000
_MOST_TEXTS = 20_000
_MOST_POSTS_A_WEEK = 100
_LARGEST_SEED = 2**63 - 1


def insights(fields: Fields) -> dict[str, Any]:
    from vitrino.domain.insight import effects

    now = fields.time("now")
    asked = given.posts(fields, now)
    found = effects.analyse(asked.posts, now=now, candidates=_candidates(fields), benchmark=_benchmark(fields))
    return {
        "grid": [[cell.weekday, cell.hour, *_rounded(cell.low, cell.mid, cell.high)] for cell in found.grid],
        "best": [list(slot) for slot in found.best],
        "credible": [list(slot) for slot in found.credible],
        "levels": [_level(asked, level) for level in found.levels],
        "findings": [_level(asked, one) | {"direction": one.direction} for one in found.findings],
    }


def _level(asked: given.Given, one: Level | Finding) -> dict[str, Any]:
    low, mid, high = _rounded(one.low, one.mid, one.high)
    level = asked.back(one.factor, one.level)
    return {"factor": one.factor, "level": level, "lo": low, "mid": mid, "hi": high, "n": one.n}


def plan(fields: Fields) -> dict[str, Any]:
    from vitrino.domain.insight import weekplan

    now = fields.time("now")
    slots = weekplan.choose(
        given.posts(fields, now).posts,
        now=now,
        candidates=_candidates(fields),
        benchmark=_benchmark(fields),
        week_start=fields.time("week_start", needs_hour=False).date(),
        n_posts=fields.whole("n_posts", least=0, most=_MOST_POSTS_A_WEEK),
        seed=fields.whole("seed", 0, least=0, most=_LARGEST_SEED),
    )
    return {
        "slots": [[one.weekday, one.hour] for one in slots],
        "tests": [n for n, one in enumerate(slots) if one.is_test],
    }


def ignored_posts(fields: Fields) -> dict[str, Any]:
    from vitrino.domain.insight import ignored

    asked = given.posts(fields)
    return {"claims": [_claim(asked, one) for one in ignored.claims(asked.posts)]}


def _claim(asked: given.Given, one: Claim) -> dict[str, Any]:
    share, base, multiplier, p = _rounded(one.share, one.base_share, one.multiplier, one.p)
    return {
        "traits": {factor: asked.back(factor, level) for factor, level in one.traits.items()},
        "posts": asked.named(tuple(one.ignored_ids)),
        "of": len(one.ids), "share": share, "base_share": base, "multiplier": multiplier, "p": p,
    }  # fmt: skip


def spike(fields: Fields) -> dict[str, Any]:
    from vitrino.domain.insight import spikes

    start = fields.time("start", needs_hour=False)
    total = fields.numbers("total", most=_MOST_HOURS, gaps=True)
    negative = fields.numbers("negative", most=_MOST_HOURS, gaps=True)
    if len(total) != len(negative):
        raise ValueError(f'"total" has {len(total)} hours, "negative" {len(negative)}: both need one number an hour.')
    return {"alarms": [{"i": one.i, "kind": one.kind} for one in spikes.alarms(start, total, negative)]}


def goal(fields: Fields) -> dict[str, Any]:
    from vitrino.domain.insight import outlook

    history = fields.numbers("history", most=_MOST_DAYS, gaps=True)
    so_far = fields.numbers("so_far", most=_MOST_DAYS, gaps=True)
    days = fields.whole("days_total", least=1, most=_MOST_DAYS)
    if len(so_far) > days:
        raise ValueError(f'"so_far" has {len(so_far)} days, the goal only {days} ("days_total").')
    found = outlook.forecast(
        cast("Kind", fields.word("kind", outlook.KINDS, "sum")),
        str(fields.raw("metric") or ""),
        history,
        so_far,
        days,
        fields.number("target", least=0),
        fields.time("start", needs_hour=False).date(),
    )
    return {"p": round(found.p, 6), "forecast": _rounded(found.low, found.mid, found.high)}


def campaign(fields: Fields) -> dict[str, Any]:
    from vitrino.domain.insight import shortfall

    planned = fields.numbers("plan", most=shortfall.LONGEST_DAYS)
    history = fields.numbers("history", most=_MOST_DAYS, gaps=True) if fields.has("history") else []
    actual = fields.numbers("actual", most=_MOST_DAYS, gaps=True)
    if len(actual) > len(planned):
        raise ValueError(f'"actual" has {len(actual)} days, the "plan" only {len(planned)}.')
    found = shortfall.alert(planned, history, actual)
    return {"alert": found.is_alert, "expected": round(found.expected, 3), "seen": round(found.seen, 3)}


def pillar(fields: Fields) -> dict[str, Any]:
    from vitrino.domain.insight import pillars

    labelled = [(one.text("text"), one.text("label")) for one in fields.objects("labelled", most=_MOST_TEXTS)]
    texts = fields.listed("texts", "a list of texts", _MOST_TEXTS)
    if wrong := [n for n, text in enumerate(texts) if not isinstance(text, str)]:
        raise ValueError(f'"texts[{wrong[0]}]" must be a text in quotes.')
    if not labelled:
        raise ValueError('"labelled" is empty: label a few posts first, at least one of each pillar.')
    classifier = pillars.train(labelled)
    found = [classifier.label(text) for text in texts]
    return {"labels": [{"label": one.label, "p": round(float(one.p), 6)} for one in found]}


def _candidates(fields: Fields) -> list[tuple[int, int]]:
    found = fields.pairs("candidates", most=10 * _SLOTS)
    if not found:
        raise ValueError('"candidates" is empty: give at least one [weekday, hour].')
    return found


def _benchmark(fields: Fields) -> list[list[float]] | None:
    """Seven days of 24 multipliers; days may come as one list or as objects by weekday."""
    if not fields.has("benchmark"):
        return None
    days = fields.listed("benchmark", "seven lists of 24 numbers", 7)
    if len(days) != 7 or any(not isinstance(day, list) or len(day) != 24 for day in days):
        raise ValueError('"benchmark" must be seven lists (Monday first) of 24 numbers.')
    return [Fields({"day": day}, f"benchmark[{n}]").numbers("day", most=24) for n, day in enumerate(days)]


def _rounded(*values: float) -> list[float]:
    return [round(float(value), 6) for value in values]


TASKS: Mapping[str, Callable[[Fields], dict[str, Any]]] = {
    "insights": insights,
    "plan": plan,
    "ignored": ignored_posts,
    "spike": spike,
    "goal": goal,
    "campaign": campaign,
    "pillar": pillar,
}

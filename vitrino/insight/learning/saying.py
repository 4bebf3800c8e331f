"""Findings in whole sentences: what is claimed, on how much it rests, how sure it is; never a cause."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import formats

from vitrino.channels import queries as channels
from vitrino.domain.insight.posts import Post
from vitrino.domain.message import Message, say
from vitrino.insight import wording
from vitrino.insight.learning.deciding import cells_of, sure_slots
from vitrino.insight.learning.fared import Fared
from vitrino.insight.models import Finding, LearningRun

if TYPE_CHECKING:
    from vitrino.domain.insight.effects import Analysis
    from vitrino.domain.insight.effects import Finding as Effect
    from vitrino.domain.insight.ignored import Claim

# One cell of the 90 % interval is 1.645 standard deviations to either side.
_SIDE = 1.645
# With fewer posts nothing is said about times.
FEWEST = 30
# More than this and "keep testing" would be no advice for a small shop.
MOST_NEEDED = 400
# Below this no promise is worth a test.
LEAST_GAIN = 1.1


@dataclass(frozen=True)
class Statement:
    """A finding before it is kept. kind: when, level, ignored, fared. evidence: what its page shows."""

    key: str
    kind: str
    message: Message
    is_enough: bool
    evidence: dict[str, Any] = field(default_factory=dict)


def say_what_is_found(run: LearningRun, posts: Sequence[Post], analysis: Analysis, ignored: tuple[Claim, ...],
                      fared: Fared | None, proposed: Mapping[str, str], now: datetime) -> list[Finding]:  # fmt: skip
    """Keep the statements of this run in place of those of the run before."""
    name = channels.manifest_of(run.channel).name
    made = [_when(name, posts, analysis), *(_level(name, one, analysis) for one in analysis.findings),
            *(_ignored(name, place, one) for place, one in enumerate(ignored))]  # fmt: skip
    if fared is not None and fared.ids:
        made.append(_fared(name, fared))
    kept = [_keep(run, one, proposed.get(one.key, ""), now) for one in made]
    mine = Finding.objects.filter(workspace=run.workspace, evidence__channel_id=run.channel_id)
    mine.exclude(pk__in=[one.pk for one in kept]).delete()
    return kept


def _keep(run: LearningRun, one: Statement, suggestion: str, now: datetime) -> Finding:
    evidence = {
        "sample": run.sample, "channel": channels.manifest_of(run.channel).name, "channel_id": run.channel_id,
        "run": run.pk, "suggestion": suggestion, **one.evidence,
    }  # fmt: skip
    made, _is_new = Finding.objects.update_or_create(
        workspace=run.workspace,
        key=f"{one.key[:100]}@{run.channel_id}",
        defaults={
            "kind": one.kind, "template": one.message.template, "values": one.message.stored(), "evidence": evidence,
            "is_enough": one.is_enough, "at": now,
        },
    )  # fmt: skip
    return made


def _when(platform: str, posts: Sequence[Post], analysis: Analysis) -> Statement:
    """The time that is best founded, or how many posts it takes to know one."""
    sure = sure_slots(analysis)
    if sure:
        place = sure[0]
        low, mid, high = cells_of(analysis)[place]
        message = say(
            "On {platform}, {slot} is worth a post: about {mid} times the answers of a usual time "
            "(in nine of ten cases {low} to {high}).",
            platform=platform, slot=wording.slot(*place), mid=round(mid, 1), low=round(low, 1), high=round(high, 1),
        )  # fmt: skip
        then = [post.id for post in posts if _is_about(post.at, place)]
        evidence = {"slot": list(place), "low": low, "mid": mid, "high": high, "ids": then, "n": len(then)}
        return Statement("when", "when", message, True, evidence)
    needed = analysis.needed or _posts_to_know(analysis)
    return Statement("when", "when", _keep_testing(platform, analysis, needed), False, {"needed": needed})


def _is_about(at: datetime, place: tuple[int, int]) -> bool:
    """True for a post on that day within an hour of the time."""
    return at.weekday() == place[0] and abs(at.hour - place[1]) <= 1


def _keep_testing(platform: str, analysis: Analysis, needed: int) -> Message:
    if analysis.sample < FEWEST or not analysis.best:
        return say("There is not enough data on {platform} to tell luck from what works. Keep testing: about {n} posts "
                   "more.", platform=platform, n=max(needed, FEWEST - analysis.sample))  # fmt: skip
    if 0 < needed <= MOST_NEEDED:
        return say("On {platform} no time is proven better than the others. {slot} looks best so far. Keep testing: "
                   "about {n} posts more would show it.", platform=platform, slot=wording.slot(*analysis.best[0]),
                   n=needed)  # fmt: skip
    return say("On {platform} the time of posting seems to make little difference. Choose the times that suit you.",
               platform=platform)  # fmt: skip


def _posts_to_know(analysis: Analysis) -> int:
    """How many more posts would take chance out of the best time, were it as good as it looks; 0 when it isn't good.

    The interval narrows with the root of the number of posts.
    """
    cells = cells_of(analysis)
    if not analysis.best:
        return 0
    low, mid, high = cells[analysis.best[0]]
    if mid < LEAST_GAIN or low <= 0:
        return 0
    spread = (math.log(high) - math.log(low)) / (2 * _SIDE)
    total = analysis.sample * (spread * _SIDE / math.log(mid)) ** 2
    return max(1, math.ceil((total - analysis.sample) / 5) * 5)


def _level(platform: str, one: Effect, analysis: Analysis) -> Statement:
    values: dict[str, Any] = {
        "platform": platform, "posts": wording.posts_with(one.factor, one.level), "mid": round(one.mid, 1),
        "low": round(one.low, 1), "high": round(one.high, 1), "n": one.n,
    }  # fmt: skip
    if one.direction == "up":
        message = say("On {platform} these are answered more: {posts}. They got about {mid} times the answers of the "
                      "others (in nine of ten cases {low} to {high}).", **values)  # fmt: skip
    else:
        message = say("On {platform} these are answered less: {posts}. They got about {mid} times the answers of the "
                      "others (in nine of ten cases {low} to {high}).", **values)  # fmt: skip
    evidence = {
        "factor": one.factor, "level": one.level, "low": one.low, "mid": one.mid, "high": one.high, "n": one.n,
        "ids": list(one.ids), "mixed": list(_mixed(one, analysis)),
    }  # fmt: skip
    return Statement(f"{one.factor}:{one.level}", "level", message, True, evidence)


def _mixed(one: Effect, analysis: Analysis) -> Iterator[str]:
    """What this effect can't be told apart from, by the engine's names."""
    mine = f"{one.factor}: {one.level}"
    for first, second, _correlation in analysis.mixed:
        if mine in (first, second):
            yield second if first == mine else first


def _ignored(platform: str, place: int, one: Claim) -> Statement:
    message = say(
        "On {platform} these are ignored more often: {posts}. {ignored} of {n} are in the least answered quarter; "
        "typically they get {percent} % of the answers of the others.",
        platform=platform, posts=wording.posts_with_all(list(one.traits.items())), ignored=len(one.ignored_ids),
        n=len(one.ids), percent=round(one.multiplier * 100),
    )  # fmt: skip
    evidence = {
        "ids": list(one.ids), "ignored_ids": list(one.ignored_ids), "share": one.share, "base_share": one.base_share,
        "mid": one.multiplier, "p": one.p, "n": len(one.ids), "traits": dict(one.traits),
    }  # fmt: skip
    return Statement(f"ignored:{place}", "ignored", message, True, evidence)


def _fared(platform: str, one: Fared) -> Statement:
    """The product's own report: promised against realised."""
    since = formats.date_format(date.fromisoformat(one.since), "Y-m-d")
    evidence = {**one.kept, "ids": list(one.ids), "n": len(one.ids), "mid": one.realised}
    if one.promised is None or one.realised is None or one.low is None or one.high is None:
        message = say("How did the advice of {day} for {platform} fare? {n} posts followed it, too few to tell yet.",
                      platform=platform, day=since, n=len(one.ids))  # fmt: skip
        return Statement("fared", "fared", message, False, evidence)
    values: dict[str, Any] = {
        "platform": platform, "day": since, "n": len(one.ids), "promised": round(one.promised, 1),
        "realised": round(one.realised, 1), "low": round(one.low, 1), "high": round(one.high, 1),
    }  # fmt: skip
    is_decided = one.high < one.promised or one.low > 1
    return Statement("fared", "fared", say(_verdict(one).template, **values), is_decided, evidence)


def _verdict(one: Fared) -> Message:
    promised, low, high = one.promised or 1, one.low or 1, one.high or 1
    if high < promised:
        return say("The advice of {day} for {platform} did not hold: {n} posts followed it, promised was {promised} "
                   "times the answers of the other times, it became {realised} ({low} to {high}).")  # fmt: skip
    if low > 1:
        return say("The advice of {day} for {platform} paid off: {n} posts followed it, promised was {promised} times "
                   "the answers of the other times, it became {realised} ({low} to {high}).")  # fmt: skip
    return say("The advice of {day} for {platform} can't be judged yet: {n} posts followed it, promised was {promised} "
               "times the answers of the other times, it became {realised}, and may be {low} to {high}.")  # fmt: skip

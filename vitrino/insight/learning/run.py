"""One learning run of one channel."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from vitrino.channels.queries import Channel
from vitrino.domain.insight.posts import Post
from vitrino.insight.learning import deciding, fared, material, proposing, saying
from vitrino.insight.models import LearningRun
from vitrino.plan import queries as plan

if TYPE_CHECKING:
    from vitrino.domain.insight.effects import Analysis
    from vitrino.domain.insight.ignored import Claim
    from vitrino.domain.insight.weekplan import Chosen

# Of the engine and of what is stored of its answers.
VERSION = 1
USUAL_POSTS, MOST_POSTS = 3, 14
_PLACES = 4


@dataclass(frozen=True)
class Learnt:
    """What the engine says about a channel. kept: the same as JSON."""

    analysis: Analysis
    ignored: tuple[Claim, ...]
    week: tuple[Chosen, ...]

    @property
    def kept(self) -> dict[str, Any]:
        answer = asdict(self.analysis) | {"ignored": [_plain(one) for one in self.ignored]}
        answer["grid"] = [[one.weekday, one.hour, one.low, one.mid, one.high] for one in self.analysis.grid]
        rounded: dict[str, Any] = _rounded(answer)
        return rounded


def learn(channel: Channel, now: datetime) -> LearningRun:
    """Look at everything, then keep what was found: the run, its findings and its suggestions, in one transaction."""
    posts = material.posts_of(channel, now)
    learnt = _ask(channel, posts, now)
    before = LearningRun.objects.filter(channel=channel).order_by("-at", "-pk").first()
    report = fared.judge(channel, posts, now)
    decision = deciding.decide(learnt.analysis, learnt.week, before, _next_monday(channel, now))
    with transaction.atomic():
        run = LearningRun.objects.create(
            workspace=channel.workspace, channel=channel, at=now, sample=learnt.analysis.sample, version=VERSION,
            answer=learnt.kept, decision=decision | {"fared": report.kept if report else None},
            promised=deciding.promises(learnt.analysis, learnt.week),
        )  # fmt: skip
        proposed = proposing.propose(channel, learnt.analysis, before, now)
        saying.say_what_is_found(run, posts, learnt.analysis, learnt.ignored, report, proposed, now)
        run.decision["suggested"] = sorted(proposed.values())
        run.save(update_fields=["decision"])
    return run


def _ask(channel: Channel, posts: list[Post], now: datetime) -> Learnt:
    """The engine's answers. It is loaded here and nowhere else, for numpy costs a page a quarter of a second."""
    from vitrino.domain.insight import effects, ignored, weekplan

    candidates = material.candidates(posts)
    here = now.astimezone(material.zone_of(channel))
    monday = _next_monday(channel, now)
    seed = channel.pk * 1000 + monday.isocalendar().week
    learned = effects.learn(posts, now=here, candidates=candidates)
    analysis = effects.tell(learned)
    wanted = _wanted(channel) if analysis.sample >= effects.FEWEST_POSTS else 0  # advice out of nothing is no advice
    week = weekplan.pick(learned, week_start=monday, n_posts=wanted, seed=seed)
    return Learnt(analysis, ignored.claims(posts), week)


def _wanted(channel: Channel) -> int:
    """Posts a week: the middle of what the owner wants there."""
    target = plan.cadences_of(channel.workspace).get(channel.pk)
    if target is None or not target.high_per_week:
        return USUAL_POSTS
    return max(1, min(MOST_POSTS, round((target.low_per_week + target.high_per_week) / 2)))


def _next_monday(channel: Channel, now: datetime) -> date:
    today = now.astimezone(material.zone_of(channel)).date()
    return today + timedelta(days=7 - today.weekday())


def _plain(claim: Claim) -> dict[str, Any]:
    return asdict(claim) | {"traits": dict(claim.traits)}


def _rounded(value: Any) -> Any:
    """The same with short numbers: four places say more than anybody can know."""
    if isinstance(value, float):
        return round(value, _PLACES)
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    return [_rounded(one) for one in value] if isinstance(value, (list, tuple)) else value

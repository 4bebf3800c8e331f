"""Ranks the platforms, shares the week out among the best, and says why, for each of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from vitrino.domain.fit.time import BEGINNING, ENOUGH, FEWEST_A_WEEK, UPKEEP, Purse
from vitrino.domain.fit.weighing import Candidate as Candidate
from vitrino.domain.fit.weighing import Weight, weigh
from vitrino.domain.fit.weighing import Wish as Wish
from vitrino.domain.message import Message, say

# Who begins everywhere at once keeps up nowhere.
MOST_NEW = 2
# A platform that fits worse than one that three in ten use, in a form that is seen less, is not worth a beginning.
WORTH_IT = 0.2

# stay: on it, and right so. begin: not there yet. leave: there, and better not. later: fits, but the time does not
# reach, or enough is new already. not-now: no reason to begin.
Verdict = Literal["stay", "begin", "later", "leave", "not-now"]
_ORDER: tuple[Verdict, ...] = ("stay", "begin", "leave", "later", "not-now")


@dataclass(frozen=True)
class Place:
    """One platform in the answer. low, high: posts a week, None where none are advised. minutes: a week, with reading
    and answering."""

    candidate: Candidate
    verdict: Verdict
    score: float
    reasons: tuple[Message, ...]
    low: int | None = None
    high: int | None = None
    minutes: int = 0

    @property
    def key(self) -> str:
        return self.candidate.key

    @property
    def name(self) -> str:
        return self.candidate.name


@dataclass(frozen=True)
class Advice:
    """places: what to be on first, the best on top. minutes: of the week that they take."""

    wish: Wish
    places: tuple[Place, ...]
    minutes: int

    def of(self, *verdicts: Verdict) -> list[Place]:
        """The places with one of these verdicts, in their order."""
        return [one for one in self.places if one.verdict in verdicts]


@dataclass(frozen=True)
class _Weighed:
    candidate: Candidate
    weight: Weight


def advise(wish: Wish, candidates: Iterable[Candidate], today: date) -> Advice:
    """Which platforms to be on, how often, and which to leave; deterministic."""
    weighed = [_Weighed(one, weigh(one, wish, today)) for one in candidates]
    ranked = sorted(weighed, key=lambda one: (-one.weight.score, one.candidate.name))
    purse = Purse(float(wish.minutes), {})
    places: list[Place] = []
    for one in ranked:
        new = sum(place.verdict == "begin" for place in places)
        places.append(_placed(one, purse, is_first=not any(it.low for it in places), new=new))
    places = _stretched(places, purse, {one.candidate.key: one for one in ranked})
    used = sum(place.minutes for place in places)
    return Advice(wish, tuple(sorted(places, key=lambda place: _ORDER.index(place.verdict))), used)


def _placed(one: _Weighed, purse: Purse, *, is_first: bool, new: int) -> Place:
    candidate, weight = one.candidate, one.weight
    is_poor = candidate.own != "keep" and (weight.reach == "few" or weight.score < WORTH_IT)
    if weight.cost is None or candidate.own == "drop" or is_poor:
        return _refused(one)
    if not candidate.is_here and new >= MOST_NEW:
        return _left(one, "later", say("Two new platforms at once are enough. Look here again in a few months."))
    low, wanted = _usual(candidate)[0], max(FEWEST_A_WEEK, round(_usual(candidate)[0]))
    posts = purse.most(weight.cost, wanted, UPKEEP)
    if posts < (FEWEST_A_WEEK if is_first else max(FEWEST_A_WEEK, low * ENOUGH)):
        return _left(one, "leave" if candidate.is_here else "later", say(
            "Your time does not reach for it: {n} minutes a week are left, and a few posts and the answers there "
            "need more.", n=max(0, round(purse.left))))  # fmt: skip
    minutes = round(purse.pay(weight.cost, posts, UPKEEP))
    verdict: Verdict = "stay" if candidate.is_here else "begin"
    return Place(candidate, verdict, weight.score, tuple(weight.reasons), posts, posts, minutes)


def _refused(one: _Weighed) -> Place:
    """No reason to be there."""
    if one.weight.reach == "few" and one.candidate.own != "keep":
        why = say("Few of the people you want to reach are there.")
    elif one.candidate.own == "drop" or one.weight.cost is None:
        return _left(one, "leave" if one.candidate.is_here else "not-now", None)
    else:
        why = say("Other platforms fit you better.")
    return _left(one, "leave" if one.candidate.is_here else "not-now", why)


def _left(one: _Weighed, verdict: Verdict, why: Message | None) -> Place:
    return Place(one.candidate, verdict, one.weight.score, (*((why,) if why else ()), *one.weight.reasons))


def _usual(one: Candidate) -> tuple[float, float]:
    return (one.low, one.high) if one.low is not None and one.high is not None else BEGINNING


def _stretched(places: list[Place], purse: Purse, ranked: dict[str, _Weighed]) -> list[Place]:
    """What is left of the week goes to the upper end of each rhythm, the best platform first; and the words for it."""
    return [_rhythm(one, purse, ranked[one.key].weight) if one.low else one for one in places]


def _rhythm(place: Place, purse: Purse, weight: Weight) -> Place:
    low, (usual_low, usual_high) = place.low or 0, _usual(place.candidate)
    high, minutes = low, float(place.minutes)
    while weight.cost and low >= round(usual_low) and high < round(usual_high) and weight.cost.per_post <= purse.left:
        high, minutes = high + 1, minutes + weight.cost.per_post
        purse.left -= weight.cost.per_post
    return replace(place, high=high, minutes=round(minutes),
                   reasons=(*place.reasons, *_rhythm_words(place.candidate, low, high, round(minutes))))  # fmt: skip


def _rhythm_words(one: Candidate, low: int, high: int, minutes: int) -> list[Message]:
    posts = str(low) if low == high else f"{low}–{high}"
    told = [
        say("One post a week there, with reading and answering, takes about {minutes} minutes.", minutes=minutes)
        if high == 1
        else say("{posts} posts a week there, with reading and answering, take about {minutes} minutes.",
                 posts=posts, minutes=minutes)
    ]  # fmt: skip
    if one.minutes_per_post:
        told.append(
            say("A post takes you about {n} minutes, by your own word or your log.", n=round(one.minutes_per_post))
        )
    usual_low, usual_high = _usual(one)
    if one.low is None:
        told.append(say("Nobody has named a usual number for {platform}; one to three a week are a beginning.",
                        platform=one.name))  # fmt: skip
    elif low < round(usual_low):
        told.append(say("Usual there are {low} to {high} a week. Your time allows fewer: better few that come "
                        "regularly.", low=_plain(usual_low), high=_plain(usual_high)))  # fmt: skip
    if one.low is not None and not one.is_usual_checked:
        told.append(say("What is usual there is our own judgement; nobody has published a study."))
    if not one.can_connect:
        told.append(say("Vitrino can't post there yet: you would post by hand."))
    return told


def _plain(number: float) -> int | float:
    return int(number) if float(number).is_integer() else round(number, 1)

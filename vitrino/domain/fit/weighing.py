"""How well one platform fits, as a number to rank by, and in sentences that say where it comes from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from vitrino.domain.audience import Audience
from vitrino.domain.effort import Verdict as Own
from vitrino.domain.fit import said
from vitrino.domain.fit.facts import Draw, Format, Group, Usage, best
from vitrino.domain.fit.time import Cost, cost_of
from vitrino.domain.message import Message, say

# What nobody told counts like a platform that three in ten use: neither for it nor against it.
UNKNOWN = 0.3
# An old number, and one from another country, are worth that much of what they say.
TRUST_OLD, TRUST_ELSEWHERE = 0.7, 0.7
FEW = 0.2
FOR_TRADE, NOT_FOR_TRADE = 0.8, 0.6
DRAWN, KEPT, AT_HOME = 0.15, 1.25, 0.05
FOREMOST, SECOND, WORDS_ONLY = 1.0, 0.75, 0.5

Reach = Literal["many", "few", "unknown"]


@dataclass(frozen=True)
class Wish:
    """What a shop says of itself. minutes: a week it has for posting and answering."""

    audience: Audience
    formats: frozenset[Format]
    minutes: int

    @property
    def group(self) -> Group:
        return self.audience.age or "all"


@dataclass(frozen=True)
class Candidate:
    """A platform. low, high: posts a week usual there, None when nobody named any. own: the verdict of the shop's own
    numbers, None without a channel. minutes_per_post: by the shop's own log. is_usual_checked: somebody published it.
    """

    key: str
    name: str
    usage: tuple[Usage, ...] = ()
    draw: Draw | None = None
    lives_on: tuple[Format, ...] = ("text",)
    takes_words: bool = True
    is_for_business: bool = False
    low: float | None = None
    high: float | None = None
    is_usual_checked: bool = True
    channel: int | None = None
    can_connect: bool = True
    own: Own | None = None
    minutes_per_post: float | None = None

    @property
    def is_here(self) -> bool:
        return self.channel is not None


@dataclass
class Weight:
    """score: to rank by. cost: None when the shop can make nothing that is seen there."""

    score: float
    reach: Reach
    cost: Cost | None
    reasons: list[Message] = field(default_factory=list)


def weigh(one: Candidate, wish: Wish, today: date) -> Weight:
    """Judge one platform by itself; the time is shared out later. The reasons that weigh most come first."""
    reasons: list[Message] = []
    factor = _own(one, reasons)
    people: list[Message] = []
    share, reach = _people(one, wish, today, people)
    reasons += people if reach != "unknown" else []
    share += _draw(one, wish.audience, today, reasons)
    cost = cost_of(one.lives_on, wish.formats, one.minutes_per_post)
    factor *= _forms(one, wish.formats, cost, reasons)
    reasons += people if reach == "unknown" else []
    if one.is_here and one.own not in ("keep", "drop"):
        reasons.append(say("Your own numbers can't tell yet whether it is worth your time."))
    if cost is None and one.takes_words and "text" in wish.formats:
        cost = cost_of(("text",), wish.formats, one.minutes_per_post)
    score = share * factor + (AT_HOME if one.is_here else 0)
    return Weight(score, reach, cost, reasons)


def _people(one: Candidate, wish: Wish, today: date, reasons: list[Message]) -> tuple[float, Reach]:
    """The share of the people wanted who are there, pulled towards unknown where the number is old or from elsewhere.

    Firms have no age: for them it counts whether people are there in their trade.
    """
    group: Group = "all" if wish.audience.is_business else wish.group
    known = best(one.usage, wish.audience.countries, group)
    share, reach = _share(one, known, wish, today, reasons)
    if not wish.audience.is_business:
        return share, reach
    if one.is_for_business:
        reasons.append(say("{platform} is a network of trades and employers, and you want to reach firms.",
                           platform=one.name))  # fmt: skip
        return FOR_TRADE, "many"
    return share * NOT_FOR_TRADE, reach


def _share(one: Candidate, known: Usage | None, wish: Wish, today: date,
           reasons: list[Message]) -> tuple[float, Reach]:  # fmt: skip
    if known is None:
        reasons.append(say("How many of your people use {platform}: unknown. No survey that we know of says it.",
                           platform=one.name))  # fmt: skip
        return UNKNOWN, "unknown"
    is_elsewhere = bool(wish.audience.countries) and known.survey.country not in wish.audience.countries
    reasons.append(said.usage(one.name, known))
    reasons += said.doubts(known, today, is_elsewhere=is_elsewhere)
    if wish.group != "all" and known.group == "all" and not wish.audience.is_business:
        reasons.append(say("Nobody told us how it is with people {age}.", age=said.AGES[wish.group]))
    trust = (TRUST_OLD if known.survey.is_old(today) else 1.0) * (TRUST_ELSEWHERE if is_elsewhere else 1.0)
    return UNKNOWN + (known.share - UNKNOWN) * trust, "few" if known.share < FEW else "many"


def _draw(one: Candidate, audience: Audience, today: date, reasons: list[Message]) -> float:
    if one.draw is None:
        return 0.0
    shared = [interest for interest in one.draw.interests if interest in audience.interests]
    if not shared:
        return 0.0
    reasons += said.draw(one.name, one.draw, shared[0], today)
    return DRAWN * (TRUST_OLD if one.draw.is_old(today) else 1.0)


def _forms(one: Candidate, can_make: Collection[Format], cost: Cost | None, reasons: list[Message]) -> float:
    if cost is not None and cost.format == one.lives_on[0]:
        reasons.append(say("It lives on {format}, and you can make them.", format=said.FORMAT_NAMES[cost.format]))
        return FOREMOST
    foremost = said.FORMAT_NAMES[one.lives_on[0]]
    if cost is not None:
        reasons.append(say("It lives on {foremost} first; {format}, which you can make, are seen there too.",
                           foremost=foremost, format=said.FORMAT_NAMES[cost.format]))  # fmt: skip
        return SECOND
    if one.takes_words and "text" in can_make:
        reasons.append(say("It lives on {foremost}, which you can't make; texts alone are seen less there.",
                           foremost=foremost))  # fmt: skip
        return WORDS_ONLY
    reasons.append(say("It lives on {foremost}, which you can't make.", foremost=foremost))
    return 0.0


def _own(one: Candidate, reasons: list[Message]) -> float:
    """Own results count before surveys."""
    if one.own == "keep":
        reasons.append(say("Your own numbers speak for it: your hours there are well spent."))
        return KEPT
    if one.own == "drop":
        reasons.append(say("Your own numbers speak against it: an hour there surely brings less than half of an hour "
                           "elsewhere."))  # fmt: skip
        return 0.0
    return 1.0

"""What is known about the people of a platform and about what it lives on: dated, with its source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from vitrino.domain.message import Message

Country = Literal["pl", "de", "us"]
# Of grown-ups: 18 to 29, 30 to 49, 65 and older; "all" is everybody the survey asked.
Group = Literal["all", "young", "middle", "old"]
Often = Literal["ever", "monthly", "weekly"]
Interest = Literal["food", "home", "crafts", "garden", "fashion", "trade", "place"]
Format = Literal["text", "photo", "story", "short-film", "long-film", "live"]

COUNTRIES: tuple[Country, ...] = get_args(Country)
INTERESTS: tuple[Interest, ...] = get_args(Interest)
FORMATS: tuple[Format, ...] = get_args(Format)
# What people use changes faster than surveys are made.
OLD_AFTER = timedelta(days=2 * 365)


@dataclass(frozen=True)
class Survey:
    """Who asked whom. often: what "uses it" means there. asked_until: its last day. looked_up_on: when we read it."""

    name: Message
    country: Country
    often: Often
    asked_until: date
    looked_up_on: date

    def is_old(self, today: date) -> bool:
        """More than two years ago."""
        return today - self.asked_until > OLD_AFTER


@dataclass(frozen=True)
class Usage:
    """share: of this group who use the platform, 0..1. checked: False for a number from memory. whom: where the survey
    draws the line elsewhere than our groups do."""

    survey: Survey
    group: Group
    share: float
    checked: bool = True
    whom: Message | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise ValueError("A share lies between 0 and 1.")


@dataclass(frozen=True)
class Draw:
    """What people look for on a platform. told_on: when it was told; checked: False for general knowledge."""

    interests: tuple[Interest, ...]
    source: Message
    told_on: date
    checked: bool = True

    def is_old(self, today: date) -> bool:
        """More than two years ago."""
        return today - self.told_on > OLD_AFTER


def best(known: Iterable[Usage], countries: Iterable[Country], group: Group) -> Usage | None:
    """The number that says most about these people: of the group, of the country, the newest; None when nobody told.

    An age says more than a country: who is past sixty uses the same few platforms everywhere.
    """
    mine = list(countries)
    fitting = [one for one in known if one.group in (group, "all")]
    return max(fitting, key=lambda one: _weight(one, mine, group), default=None)


def _weight(one: Usage, countries: list[Country], group: Group) -> tuple[bool, bool, date]:
    return one.group == group, one.survey.country in countries, one.survey.asked_until

"""What is known of each platform's people, for the audience that a shop's strategy names; unknown stays unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vitrino.connect.manifest import Manifest
from vitrino.connect.registry import manifests
from vitrino.domain.audience import Audience, read
from vitrino.domain.fit import said
from vitrino.domain.fit.facts import Country, Group, best
from vitrino.domain.message import Message, say
from vitrino.strategy import queries as strategy
from vitrino.workspace.models import Workspace

AGES = said.AGES


@dataclass(frozen=True)
class Platform:
    """share: of the audience's age group that uses it, None when nobody told. source: of that, with its date."""

    key: str
    name: str
    share: float | None
    source: Message | str
    is_for_business: bool

    @property
    def percent(self) -> int:
        return round(100 * (self.share or 0))


def audience_of(workspace: Workspace) -> Audience | None:
    """Whom the strategy in force names; None without a strategy or with one that says nothing of it."""
    in_force = strategy.strategy_in_force(workspace)
    return read(in_force.audience) if in_force and in_force.audience.strip() else None


def stages() -> list[Manifest]:
    """Every platform a shop can post on, by name."""
    return [one for one in manifests().values() if _is_stage(one)]


def platforms(age: Group | None, countries: Iterable[Country] = ()) -> list[Platform]:
    """The same, with what is known of this age group."""
    mine = tuple(countries)
    return [_platform(one, age, mine) for one in stages()]


def of_channels(keys: Iterable[str], age: Group | None, countries: Iterable[Country] = ()) -> list[Platform]:
    """Those on which the shop is."""
    wanted = set(keys)
    return [one for one in platforms(age, countries) if one.key in wanted]


def told(one: Platform, age: Group) -> Message:
    """The fact with its source, and that it may be otherwise elsewhere."""
    return say("{platform}: used by {percent} % of people {age}. Source: {source}. Elsewhere it may be different.",
               platform=one.name, percent=one.percent, age=AGES[age], source=one.source)  # fmt: skip


def _is_stage(one: Manifest) -> bool:
    return any(capability.startswith("publish.") for capability in one.capabilities)


def _platform(one: Manifest, age: Group | None, countries: tuple[Country, ...]) -> Platform:
    known = best([fact for fact in one.usage if fact.group == age], countries, age) if age else None
    is_for_business = bool(one.for_business and one.for_business.value)
    if known is None:
        return Platform(one.key, one.name, None, "", is_for_business)
    source = say("{survey} ({country})", survey=known.survey.name, country=said.COUNTRY_NAMES[known.survey.country])
    return Platform(one.key, one.name, known.share, source, is_for_business)

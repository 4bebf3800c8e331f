"""How well platforms fit the audience a shop's strategy names, from dated facts; unknown stays unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vitrino.connect.manifest import AgeGroup, Fact, Manifest
from vitrino.connect.registry import manifests
from vitrino.domain.audience import Audience, read
from vitrino.domain.message import Message, say
from vitrino.strategy import queries as strategy
from vitrino.workspace.models import Workspace

AGES: dict[AgeGroup, Message] = {
    "young": say("18 to 29 years old"),
    "middle": say("30 to 49 years old"),
    "old": say("65 years and older"),
}


@dataclass(frozen=True)
class Platform:
    """share: of the audience's age group that uses it, None when nobody told. source: of that, with its date."""

    key: str
    name: str
    share: float | None
    source: str
    is_for_business: bool

    @property
    def percent(self) -> int:
        return round(100 * (self.share or 0))


def audience_of(workspace: Workspace) -> Audience | None:
    """Whom the strategy in force names; None without a strategy or with one that says nothing of it."""
    in_force = strategy.strategy_in_force(workspace)
    return read(in_force.audience) if in_force and in_force.audience.strip() else None


def platforms(age: AgeGroup | None) -> list[Platform]:
    """Every platform a shop can post on."""
    return [_platform(one, age) for one in manifests().values() if _is_stage(one)]


def of_channels(keys: Iterable[str], age: AgeGroup | None) -> list[Platform]:
    """Those on which the shop is."""
    wanted = set(keys)
    return [one for one in platforms(age) if one.key in wanted]


def told(one: Platform, age: AgeGroup) -> Message:
    """The fact with its source, and that it may be otherwise elsewhere."""
    return say("{platform}: used by {percent} % of people {age}. Source: {source}. Elsewhere it may be different.",
               platform=one.name, percent=one.percent, age=AGES[age], source=one.source)  # fmt: skip


def _is_stage(one: Manifest) -> bool:
    return any(capability.startswith("publish.") for capability in one.capabilities)


def _platform(one: Manifest, age: AgeGroup | None) -> Platform:
    fact: Fact[float] | None = one.people.get(age) if age else None
    is_for_business = bool(one.for_business and one.for_business.value)
    if fact is None:
        return Platform(one.key, one.name, None, "", is_for_business)
    return Platform(one.key, one.name, fact.value, f"{fact.source} ({fact.checked_on.isoformat()})", is_for_business)

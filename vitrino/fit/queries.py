"""Which platforms fit a shop: the answer, and what it is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from vitrino.connect.manifest import Manifest
from vitrino.domain.audience import Audience
from vitrino.domain.fit import advising
from vitrino.domain.fit.advising import Advice, Candidate
from vitrino.domain.fit.advising import Wish as Asked
from vitrino.domain.fit.facts import Country, Format
from vitrino.fit.media import Share as Share
from vitrino.fit.media import shares as shares
from vitrino.fit.media import shown
from vitrino.fit.media import undescribed as undescribed
from vitrino.fit.models import Wish
from vitrino.fit.platforms import audience_of, stages
from vitrino.insight import effort
from vitrino.insight.effort import Standing
from vitrino.strategy import queries as strategy
from vitrino.workspace.models import Workspace

# A shop that has not said it: two hours a week, words and photos.
ASSUMED_MINUTES = 120
ASSUMED_FORMATS: frozenset[Format] = frozenset({"text", "photo"})
_ZONES: dict[str, Country] = {
    "Europe/Warsaw": "pl", "Europe/Berlin": "de", "America/New_York": "us", "America/Chicago": "us",
    "America/Denver": "us", "America/Los_Angeles": "us",
}  # fmt: skip


@dataclass(frozen=True)
class Basis:
    """What the answer is asked for. is_said: by the shop; else it is assumed. is_audience_read: from the strategy."""

    asked: Asked
    is_said: bool
    is_audience_read: bool


def advice(workspace: Workspace, now: datetime) -> Advice:
    """Which platforms to be on, at what rhythm, which to leave; with the reasons as sentences."""
    return advising.advise(basis(workspace, now).asked, candidates(workspace, now), now.date())


def basis(workspace: Workspace, now: datetime) -> Basis:
    """The shop's own words; its audience anew from the strategy when that was written later."""
    wish = Wish.objects.filter(workspace=workspace).first()
    in_force = strategy.strategy_in_force(workspace)
    if wish is None:
        read = audience_of(workspace)
        formats = ASSUMED_FORMATS | _shown_formats(workspace, now)
        return Basis(Asked(_at_home(read, workspace), formats, ASSUMED_MINUTES), is_said=False,
                     is_audience_read=read is not None)  # fmt: skip
    is_newer = in_force is not None and in_force.in_force_from > wish.at
    read = audience_of(workspace) if is_newer else None
    audience = _at_home(read, workspace) if read else _said(wish)
    formats = frozenset(cast(list[Format], wish.formats))
    return Basis(Asked(audience, formats, wish.minutes), is_said=True, is_audience_read=read is not None)


def candidates(workspace: Workspace, now: datetime) -> list[Candidate]:
    """Every platform a shop can post on, with what its own numbers say where it is."""
    standings = effort.standings(workspace, now)
    here = {one.channel.platform: one for one in reversed(standings)}
    return [_candidate(one, here.get(one.key)) for one in stages() if one.lives_on is not None]


def _candidate(one: Manifest, here: Standing | None) -> Candidate:
    cadence = one.cadence
    return Candidate(
        key=one.key, name=one.name, usage=one.usage, draw=one.draw,
        lives_on=one.lives_on.value if one.lives_on else ("text",), takes_words=one.can("publish.text"),
        is_for_business=bool(one.for_business and one.for_business.value),
        low=cadence.value.low_per_week if cadence else None, high=cadence.value.high_per_week if cadence else None,
        is_usual_checked=bool(cadence and cadence.checked),
        channel=here.channel.pk if here else None, can_connect=one.can_connect or here is not None,
        own=here.judgement.verdict if here else None, minutes_per_post=here.cost.per_post if here else None,
    )  # fmt: skip


def _shown_formats(workspace: Workspace, now: datetime) -> frozenset[Format]:
    """Who posts films can make films."""
    has_film = any(one.has_film for rows in shown(workspace, now).values() for one in rows)
    return frozenset({"short-film"}) if has_film else frozenset()


def _at_home(read: Audience | None, workspace: Workspace) -> Audience:
    """The audience as it was read; without a country, the people around the shop."""
    audience = read or Audience(frozenset(), is_business=False)
    home = _country_of(workspace)
    countries = audience.countries or (frozenset({home}) if home else frozenset())
    return Audience(audience.ages, audience.is_business, countries, audience.interests)


def _country_of(workspace: Workspace) -> Country | None:
    return _ZONES.get(workspace.time_zone)


def _said(wish: Wish) -> Audience:
    return Audience(frozenset(wish.ages), wish.is_business, frozenset(wish.countries), frozenset(wish.interests))

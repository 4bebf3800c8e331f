"""The lines of the strategy that concern a post, and where its texts depart from the voice they settle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vitrino.domain.message import Message
from vitrino.domain.voice import breaks, lines
from vitrino.strategy import queries as strategy
from vitrino.strategy.queries import Pillar, VoiceWords
from vitrino.workspace.models import Workspace


@dataclass(frozen=True)
class Lines:
    """What to have in mind while writing. voices: of the platforms chosen, or the one for everywhere."""

    voice: str
    voices: tuple[VoiceWords, ...]
    pillar: Pillar | None
    dos: str
    donts: str
    avoid: tuple[str, ...]


def lines_for(workspace: Workspace, platforms: Iterable[str], pillar_id: int | None) -> Lines | None:
    """None while no strategy is in force, or when it says nothing about this post. Three queries at most."""
    in_force = strategy.strategy_in_force(workspace)
    if in_force is None:
        return None
    pillar = strategy.pillars(workspace).filter(pk=pillar_id).first() if pillar_id else None
    pillar = pillar if pillar and pillar.description else None
    said = {one.platform: one for one in strategy.voices_of(in_force)}
    chosen = dict.fromkeys(key if key in said else "" for key in platforms)
    voices = tuple(said[key] for key in chosen if key in said)
    found = Lines(in_force.voice, voices, pillar, in_force.dos, in_force.donts, lines(in_force.avoid))
    return found if any((found.voice, voices, pillar, found.dos, found.donts, found.avoid)) else None


def departures(voices: Mapping[str, VoiceWords], platform: str, text: str, language: str) -> list[Message]:
    """Where the text does not sound as the strategy says for that platform."""
    return [one.message for one in breaks(text, strategy.wish_for(voices, platform), language)]

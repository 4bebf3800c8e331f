"""The nine parts of the strategy: what each is made of, and whom it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vitrino.connect.registry import manifests
from vitrino.domain.message import Message, say
from vitrino.strategy.models import Strategy, Voice
from vitrino.ui.words import words
from vitrino.workspace.access import Permission, may
from vitrino.workspace.models import Membership

PartKey = Literal[
    "audience", "competitors", "platforms", "pillars", "voice", "care", "tracking", "roles", "avoid"
]  # fmt: skip


@dataclass(frozen=True)
class Part:
    """key: its name in addresses. asks: its question. fields: of `Strategy`. concerns: who has to know it."""

    key: PartKey
    asks: Message
    fields: tuple[str, ...]
    concerns: tuple[Permission, ...]

    @property
    def title(self) -> str:
        """The question in the reader's language."""
        return words(self.asks)


PARTS: tuple[Part, ...] = (
    Part("audience", say("Whom do we want to reach?"), ("audience",), ("compose", "answer", "manage")),
    Part("competitors", say("What do others do well and badly?"), ("competitors",), ("manage",)),
    Part("platforms", say("Where are we, and why there?"), ("platforms",), ("compose", "manage")),
    Part("pillars", say("What do we show, and how much of each?"), ("content", "pillars_note"), ("compose", "manage")),
    Part("voice", say("How do we sound?"), ("voice",), ("compose", "answer", "manage")),
    Part("care", say("How do we treat people?"), ("care",), ("answer", "manage")),
    Part("tracking", say("How do we see that it works?"), ("tracking",), ("manage",)),
    Part("roles", say("Who does what?"), ("roles",), ("compose", "answer", "manage")),
    Part("avoid", say("What do we stick to, and what do we avoid?"), ("dos", "donts", "avoid"),
         ("compose", "answer", "manage")),
)  # fmt: skip
BY_KEY: dict[str, Part] = {part.key: part for part in PARTS}
TEXTS: tuple[str, ...] = tuple(name for part in PARTS for name in part.fields)
# Field -> the question it answers.
LABELS = {one.name: one.verbose_name for one in Strategy._meta.fields if one.name in TEXTS}


@dataclass(frozen=True)
class VoiceWords:
    """How the shop sounds on a platform, as it is written down; see `strategy.models.Voice`."""

    platform: str = ""
    formality: str = ""
    emoji: int | None = None
    style: str = ""
    words: str = ""
    not_words: str = ""
    do_example: str = ""
    dont_example: str = ""
    in_answers: str = ""

    @property
    def name(self) -> Message | str:
        """Of the platform."""
        return name_of(self.platform)

    @property
    def is_empty(self) -> bool:
        """Nothing is said that anybody could keep to."""
        return self == VoiceWords(self.platform)


def name_of(platform: str) -> Message | str:
    """A platform as it calls itself; "" is everywhere without a line of its own."""
    known = manifests().get(platform)
    return known.name if known else platform or say("Everywhere else")


def words_of(voice: Voice) -> VoiceWords:
    return VoiceWords(**{name: getattr(voice, name) for name in VoiceWords.__dataclass_fields__})


def voices_of(strategy: Strategy) -> tuple[VoiceWords, ...]:
    """Those of this version, the one for everywhere first. Costs a query unless they were fetched along."""
    return tuple(sorted((words_of(voice) for voice in strategy.voices.all()), key=lambda one: one.platform))


def is_written(strategy: Strategy, part: Part) -> bool:
    """Whether this version says anything about it. Costs a query for the voice unless voices were fetched along."""
    if any(getattr(strategy, name).strip() for name in part.fields):
        return True
    return part.key == "voice" and bool(voices_of(strategy))


def concerns(part: Part, member: Membership) -> bool:
    """Whether this helper works with it."""
    return any(may(member, permission) for permission in part.concerns)

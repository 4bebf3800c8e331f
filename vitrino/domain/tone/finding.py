"""What a tone rule says about a reply, and what a tone rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from vitrino.domain.message import Message

if TYPE_CHECKING:
    from vitrino.domain.tone.cues import Cues
    from vitrino.domain.tone.reply import Reply

Level = Literal["block", "warn", "suggest"]
LEVELS: tuple[Level, ...] = ("block", "warn", "suggest")


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """Code points [start, end) of the reply's text."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One remark. No spans: it is about the whole reply.

    replacement: words in the reply's language. With spans they take the place of the first; without, they can be
    added. None where only a person knows what to write.
    """

    rule: str
    level: Level
    spans: tuple[Span, ...] = ()
    reason: Message
    remedy: Message
    replacement: str | None = None


@dataclass(frozen=True)
class Rule:
    """number: as in the list of rules in the documentation. id: also the name of its file and its cues."""

    number: int
    id: str
    level: Level
    check: Callable[[Reply, Cues], Iterable[Finding]]

"""One sentence to take over, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from vitrino.domain.message import Message


@dataclass(frozen=True)
class Proposal:
    """key: the same for the same proposal next time. writes: a field of the strategy. evidence: why, with the numbers.

    page, arguments: where the evidence can be seen. voice: what it sets of a platform's voice, {} for plain words.
    """

    key: str
    writes: str
    sentence: Message
    evidence: Message
    page: str = ""
    arguments: Mapping[str, Any] = field(default_factory=dict)
    platform: str = ""
    voice: Mapping[str, Any] = field(default_factory=dict)


def short(text: str, length: int = 120) -> str:
    """The beginning of a text on one line."""
    plain = " ".join(text.split())
    return plain if len(plain) <= length else f"{plain[: length - 1].rstrip()}…"

"""Ready questions for quizzes and polls, by trade, in each language; data, so that a shop writes its own beside them.

A file for each language holds a list of trades with their ideas; right null: a poll without a right answer.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Idea:
    """A question to begin with. right: place of the right answer, None for a poll."""

    question: str
    options: tuple[str, ...]
    right: int | None
    explanation: str


@dataclass(frozen=True)
class Trade:
    """Ideas for one kind of shop."""

    name: str
    ideas: tuple[Idea, ...]


@cache
def trades(language: str) -> tuple[Trade, ...]:
    """In this language; in English where there are none."""
    found = files(__name__) / f"{language}.json"
    source = found if language.isalpha() and found.is_file() else files(__name__) / "en.json"
    return tuple(
        Trade(one["trade"], tuple(Idea(idea["question"], tuple(idea["options"]), idea["right"], idea["explanation"])
                                  for idea in one["ideas"]))
        for one in json.loads(source.read_text(encoding="utf-8"))
    )  # fmt: skip

"""What a clear error is: words for the person, in every language the product speaks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from vitrino.domain.message import Message
from vitrino.domain.problem import Problem

LANGUAGES = ("pl", "eo")
ROOT = Path(__file__).resolve().parents[2] / "vitrino"


@cache
def translated(language: str) -> frozenset[str]:
    """Every English text that has words in this language."""
    found: set[str] = set()
    for path in ROOT.glob(f"*/locale/{language}/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            found |= {message.id for message in read_po(file) if isinstance(message.id, str) and message.string}
    return frozenset(found)


def is_clear(message: Message) -> None:
    """Says something, has no gap left open, and is there in Polish and Esperanto."""
    said = str(message)
    assert len(said.split()) >= 3, f"that is no sentence: {said}"
    assert "{" not in message.template or said != message.template, f"a gap is left open: {said}"
    for language in LANGUAGES:
        assert message.template in translated(language), f"no words in {language}: {message.template}"


@contextmanager
def refused(words: str = "") -> Iterator[None]:
    """Inside something is refused, clearly."""
    with pytest.raises(Problem, match=words) as caught:
        yield
    is_clear(caught.value.message)

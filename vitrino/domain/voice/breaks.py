"""Where a text departs from the voice the shop has settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from vitrino.domain.message import Message, say
from vitrino.domain.text.clusters import emoji_clusters
from vitrino.domain.tone.finding import Span
from vitrino.domain.tone.struck import find_words
from vitrino.domain.tone.words import read
from vitrino.domain.voice.manners import Spoken, spoken

Kind = Literal["formality", "mixed", "emoji", "word"]


@dataclass(frozen=True)
class Wish:
    """What the shop has settled for a place. formality: "formal", "informal" or "" while nobody has; emoji: at most,
    None for any number. not_words: words struck out; a * at the end takes every ending."""

    formality: str = ""
    emoji: int | None = None
    not_words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Break:
    """One departure. spans: where it is heard. words: the same as they stand in the text."""

    kind: Kind
    spans: tuple[Span, ...]
    words: tuple[str, ...]
    message: Message


def lines(text: str) -> tuple[str, ...]:
    """One entry for each line or comma of a field."""
    return tuple(entry for line in text.replace(",", "\n").splitlines() if (entry := " ".join(line.split())))


def breaks(text: str, wish: Wish, language: str = "") -> tuple[Break, ...]:
    """Every departure of the text from what was wished; a language left out is guessed."""
    found = spoken(text, language)
    return tuple(
        Break(kind, spans, (heard := tuple(dict.fromkeys(text[one.start : one.end] for one in spans))),
              _said(kind, ", ".join(f"“{word}”" for word in heard[:3]), wish, len(spans)))
        for kind, spans in (*_of_manner(found, wish), *_of_emoji(text, wish), *_of_words(text, found.language, wish))
    )  # fmt: skip


def _of_manner(found: Spoken, wish: Wish) -> Iterator[tuple[Kind, tuple[Span, ...]]]:
    if wish.formality == "informal" and found.formal:
        yield "formality", found.formal
    elif wish.formality == "formal" and found.informal:
        yield "formality", found.informal
    elif found.is_mixed:
        yield "mixed", tuple(sorted((*found.formal, *found.informal)))


def _of_emoji(text: str, wish: Wish) -> Iterator[tuple[Kind, tuple[Span, ...]]]:
    found = [] if wish.emoji is None else emoji_clusters(text)
    if wish.emoji is not None and len(found) > wish.emoji:
        yield "emoji", tuple(Span(start, end) for start, end in found[wish.emoji :])


def _of_words(text: str, language: str, wish: Wish) -> Iterator[tuple[Kind, tuple[Span, ...]]]:
    spans = find_words(read(text, language), wish.not_words) if wish.not_words else ()
    if spans:
        yield "word", spans


def _said(kind: Kind, heard: str, wish: Wish, count: int) -> Message:
    if kind == "mixed":
        return say("Formal and familiar words stand side by side: {words}.", words=heard)
    if kind == "emoji":
        return say("More emoji than the strategy wants here ({most} at most): {n} too many.", most=wish.emoji or 0,
                   n=count)  # fmt: skip
    if kind == "word":
        return say("The strategy says you don't use these words: {words}.", words=heard)
    if wish.formality == "formal":
        return say("The strategy says you speak formally here, and this is familiar: {words}.", words=heard)
    return say("The strategy says you speak familiarly here, and this is formal: {words}.", words=heard)

"""The shape of the sample shop's texts: a book for each language, all with the same chapters of the same length."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Neighbour:
    """Somebody who writes to the shop."""

    handle: str
    name: str
    email: str


@dataclass(frozen=True)
class Line:
    """A text for a post. pillar: its place in the book's pillars."""

    pillar: int
    text: str


@dataclass(frozen=True)
class PillarText:
    """A kind of content."""

    name: str
    description: str
    is_promotional: bool = False


@dataclass(frozen=True)
class Exchange:
    """What somebody writes, and what the shop answers; "" while nobody has answered yet.

    remedy: how a complaint was made good, in the words of whoever did it.
    """

    text: str
    answer: str = ""
    remedy: str = ""


@dataclass(frozen=True)
class Product:
    """Something the online shop sells. price: in the smallest unit of the currency."""

    name: str
    price: int


@dataclass(frozen=True)
class Book:
    """One language. long: posts with room; short: posts for the brief platforms; tails: last words, taken in turn.

    talks: what is said in the scenes of `vitrino.demo.scenes`, by the scene's name. same: the text that goes to two
    channels unchanged. strategy: the first version; changed: what the second one says differently.
    """

    language: str
    shop: str
    handle: str
    names: tuple[str, ...]
    context_words: tuple[str, ...]
    website: str
    old_profile: str
    sells: str
    time_zone: str
    currency: str
    voice: str
    avoid: str
    pillars: tuple[PillarText, ...]
    long: tuple[Line, ...]
    short: tuple[Line, ...]
    tails: tuple[str, ...]
    neighbours: tuple[Neighbour, ...]
    praise: tuple[str, ...]
    talks: Mapping[str, Exchange]
    products: tuple[Product, ...]
    ideas: tuple[Line, ...]
    saved_replies: tuple[tuple[str, str], ...]
    strategy: Mapping[str, str]
    changed: Mapping[str, str]
    reason: str
    goal: str
    wanted: str
    happened: str
    decisions: str
    drafts: tuple[Line, ...]
    planned: tuple[tuple[Line, str], ...]
    same: Line
    bread_alt: str
    flower_alt: str

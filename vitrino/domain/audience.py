"""Whom a shop says it wants to reach, as far as plain words and numbers tell; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from vitrino.domain.fit.facts import Country, Interest
from vitrino.domain.matcher import key

Group = Literal["young", "middle", "old"]
Named = TypeVar("Named", bound=str)
_RANGE = re.compile(r"\b(\d{2})\s*(?:-|–|to|do|ĝis|gis|a)\s*(\d{2})\b")
_FROM = re.compile(r"\b(\d{2})\s*(?:\+|plus|and older|and over|i wiecej|kaj pli)")
# Beginnings of words, folded; English, Polish, Esperanto.
_AGES: Mapping[Group, tuple[str, ...]] = {
    "young": ("student", "teenager", "teens", "nastolat", "mlodziez", "adolesk", "junul", "twenties"),
    "middle": ("young parent", "mlodzi rodzic", "junaj gepatr", "thirties", "forties"),
    "old": (
        "pensioner",
        "senior",
        "retire",
        "retired",
        "emeryt",
        "emeryc",
        "emerit",
        "maljunul",
        "grandpar",
        "babc",
        "dziadk",
    ),
}
_BUSINESS = ("b2b", "companies", "company owner", "businesses", "retailer", "wholesal", "firmy", "firm ", "hurtown",
             "przedsiebior", "entrepren", "restauracj", "restaurants", "hotels", "offices", "biur", "firmao", "firmoj",
             "komercist")  # fmt: skip
_COUNTRIES: Mapping[Country, tuple[str, ...]] = {
    "pl": ("poland", "polish", "polsk", "polac", "polak", "pollando", "polo ", "poloj", "warsaw", "warszaw", "krakow"),
    "de": ("german", "niemc", "niemiec", "deutsch", "berlin"),
    "us": ("usa ", "united states", "american", "stany zjednoczone", "amerykan", "usono"),
}
_INTERESTS: Mapping[Interest, tuple[str, ...]] = {
    "food": ("food", "cook", "bake", "baking ", "bread", "recipe", "gotow", "gotuj", "piecz", "piekar", "chleb",
             "kuchni", "jedzeni", "kuir", "baki ", "bakad", "bakis", "pano ", "panon", "mangaj"),
    "home": ("interior", "furniture", "home decor", "wystroj", "mebl", "wnetrz"),
    "crafts": ("craft", "diy", "handmade", "knit", "sewing", "rekodzie", "majsterk", "szycie", "szyja", "dzierg",
               "mankrea"),
    "garden": ("garden", "plants", "flowers", "ogrod", "roslin", "kwiat", "floroj", "florojn"),
    "fashion": ("fashion", "clothes", "jewel", "moda ", "mody ", "moda,", "ubran", "odziez", "bizuter", "vestaj",
                "juvel"),
    "trade": ("procurement", "recruit", "branz", "rekrut"),
    "place": ("neighbo", "nearby", "local", "okolic", "sasiad", "osiedl", "miejscow", "najbar", "lokan", "lokaj"),
}  # fmt: skip


@dataclass(frozen=True)
class Audience:
    """ages: every group that is named. is_business: firms are named. countries, interests: those that are named."""

    ages: frozenset[Group]
    is_business: bool
    countries: frozenset[Country] = frozenset()
    interests: frozenset[Interest] = frozenset()

    @property
    def age(self) -> Group | None:
        """The only group that is named; None when there are several or none."""
        return next(iter(self.ages)) if len(self.ages) == 1 else None


def read(text: str) -> Audience:
    """What a text about an audience says. Ages outside of the three groups name none."""
    folded = f" {key(text)} "
    ages = frozenset(_named(folded, _AGES) | _told(text))
    is_business = any(f" {stem}" in folded for stem in _BUSINESS)
    return Audience(ages, is_business, frozenset(_named(folded, _COUNTRIES)), frozenset(_named(folded, _INTERESTS)))


def _named(folded: str, words: Mapping[Named, tuple[str, ...]]) -> set[Named]:
    """What is named by the beginning of one of its words."""
    return {name for name, stems in words.items() if any(f" {stem}" in folded for stem in stems)}


def _told(text: str) -> set[Group]:
    """Ages in figures: a span names the groups in which most of it lies; "60+" is old."""
    found: set[Group] = set()
    for low, high in _RANGE.findall(text):
        found |= _groups(int(low), int(high))
    for low in _FROM.findall(key(text)):
        if int(low) >= 60:
            found.add("old")
    return found


def _groups(low: int, high: int) -> set[Group]:
    """Half of the span at least has to lie in a group."""
    spans: dict[Group, tuple[int, int]] = {"young": (16, 29), "middle": (30, 49), "old": (62, 99)}
    length = max(1, high - low + 1)
    shares = {group: min(high, last) - max(low, first) + 1 for group, (first, last) in spans.items()}
    return {group for group, common in shares.items() if common / length >= 0.5}

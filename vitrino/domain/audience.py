"""Whom a shop says it wants to reach, as far as plain words and numbers tell; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from vitrino.domain.matcher import key

Group = Literal["young", "middle", "old"]
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


@dataclass(frozen=True)
class Audience:
    """ages: every group that is named. is_business: firms are named."""

    ages: frozenset[Group]
    is_business: bool

    @property
    def age(self) -> Group | None:
        """The only group that is named; None when there are several or none."""
        return next(iter(self.ages)) if len(self.ages) == 1 else None


def read(text: str) -> Audience:
    """What a text about an audience says. Ages outside of the three groups name none."""
    folded = f" {key(text)} "
    named = {group for group, stems in _AGES.items() if any(f" {stem}" in folded for stem in stems)}
    return Audience(frozenset(named | _told(text)), any(f" {stem}" in folded for stem in _BUSINESS))


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

"""What a shop must say about its reviews: whether and how they come from buyers, and whether all are shown.

Source: Directive 2005/29/EC, article 7(6) and annex I, points 23b and 23c, as amended by Directive (EU) 2019/2161.
The text is made of the shop's own statements, in English, Polish and Esperanto; it is no legal advice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from types import ModuleType
from typing import Literal

from vitrino.domain.reviews.disclosure import en, eo, pl

Checking = Literal["none", "some", "all"]
LANGUAGES: Mapping[str, ModuleType] = {"en": en, "pl": pl, "eo": eo}


@dataclass(frozen=True)
class Statement:
    """What the shop says of itself. checking: do the reviews come from people who bought? how: in its own words.

    shows_all: also the bad ones. left_out: which are not shown and why. places: where the reviews stand.
    asks: does it invite every buyer? gives: what reviewers get, "" for nothing.
    """

    shop: str
    checking: Checking = "none"
    how: str = ""
    shows_all: bool = True
    left_out: str = ""
    places: Sequence[str] = ()
    asks: bool = False
    gives: str = ""


def sentences(statement: Statement, language: str) -> list[str]:
    """The finished sentences, in order. Raises KeyError for a language there is no text in."""
    texts = LANGUAGES[language]
    said = [texts.CHECKING[statement.checking]]
    if statement.checking != "none" and statement.how.strip():
        said.append(texts.HOW)
    said.append(
        texts.SHOWS_ALL if statement.shows_all else texts.LEAVES_OUT if statement.left_out else texts.SHOWS_SOME
    )
    if statement.places:
        said.append(texts.PLACES)
    if statement.asks:
        said.append(texts.ASKS)
    said.append(texts.GIVES if statement.gives.strip() else texts.GIVES_NOTHING)
    return [_filled(one, statement) for one in said]


def title(language: str) -> str:
    return str(LANGUAGES[language].TITLE)


def as_html(statement: Statement, language: str) -> str:
    """The text as plain HTML to paste into a page; what the shop wrote itself is escaped."""
    items = "\n".join(f"  <li>{escape(one)}</li>" for one in sentences(statement, language))
    head = escape(title(language))
    return f'<section lang="{language}">\n<h2>{head}</h2>\n<ul>\n{items}\n</ul>\n</section>'


def _filled(template: str, statement: Statement) -> str:
    gaps = {"shop": statement.shop, "how": statement.how, "left_out": statement.left_out,
            "places": ", ".join(statement.places), "gives": statement.gives}  # fmt: skip
    for name, value in gaps.items():
        template = template.replace("{" + name + "}", " ".join(value.split()).rstrip(".") if name != "shop" else value)
    return template

"""What somebody means by a wish in their own words, in English, Polish and Esperanto."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vitrino.domain.matcher import key

# Words that name a number; folded, by the beginning of a word.
_NAMED: Mapping[str, tuple[str, ...]] = {
    "orders": ("order", "sale", "zamow", "mendo"),
    "follows": ("follow", "subscrib", "obserwuj", "sekvant", "abonant"),
    "link_clicks": ("click", "klik", "visit", "wizyt", "vizit"),
    "comments": ("comment", "koment"),
    "likes": ("like", "polubie", "sato", "satoj"),
    "shares": ("share", "udostepn", "diskonig", "kundivid"),
    "saves": ("save", "zapisan", "konserv"),
    "reviews": ("review", "opini", "recenz"),
    "rating": ("stars", "gwiazd", "rating", "steloj"),
    "views": ("view", "wyswietl", "spekt"),
    "reach": ("reach", "zasieg", "ating"),
    "in_time": ("answer", "reply", "odpowied", "respond"),
}
# Words that only hint at one: nobody can count them, but these come nearest.
_HINTED: Mapping[str, tuple[str, ...]] = {
    "orders": ("sell", "revenue", "turnover", "customer", "sprzeda", "obrot", "klien", "vend"),
    "link_clicks": ("traffic", "website", "shop", "ruch", "stron", "trafik", "retej"),
    "engagement": ("engag", "talk", "convers", "communit", "zaangaz", "rozm", "spolecz", "konvers", "komunum"),
    "reach": ("presen", "aware", "known", "popular", "brand", "visib", "famous", "obecn", "znan", "rozpozn", "widocz",
              "marka", "ceest", "konat", "videbl"),
    "rating": ("reputation", "quality", "reputacj", "jakosc", "kvalit"),
    "in_time": ("service", "fast", "obslug", "szybk", "rapid", "servo"),
}  # fmt: skip
# Beginnings of four letters and more; shorter ones are whole words.
_MONTHS = (
    ("janu", "stycz", "jan"), ("febr", "luty", "lutego", "lutym", "feb"), ("marc", "marzec", "mart", "mar"),
    ("apri", "kwie", "apr"), ("may", "maj", "maja", "maju", "majo"), ("june", "juni", "czerw", "jun"),
    ("july", "juli", "lipca", "lipcu", "lipiec", "jul"), ("augu", "aug", "sierp"), ("sept", "wrzes", "sep"),
    ("octo", "okto", "pazdz", "oct"), ("nove", "listop", "nov"), ("dece", "grud", "dec"),
)  # fmt: skip
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_NUMBER = re.compile(r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_YEAR = re.compile(r"\b20\d{2}\b")


@dataclass(frozen=True)
class Wish:
    """What could be read out of a wish. metrics: what it may mean, the likeliest first. is_named: the first of them
    was said, not guessed."""

    metrics: tuple[str, ...]
    is_named: bool
    target: float | None
    deadline: date | None


def read(text: str, today: date) -> Wish:
    """The number, the amount and the day in a wish. A month means its last day, the next one of that name."""
    words = key(text).split()
    named, hinted = _found(words, _NAMED), _found(words, _HINTED)
    deadline, rest = _deadline(text, today)
    return Wish((*named, *(one for one in hinted if one not in named)), bool(named), _amount(rest), deadline)


def _found(words: Sequence[str], table: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(metric for metric, stems in table.items() if any(word.startswith(stems) for word in words))


def _deadline(text: str, today: date) -> tuple[date | None, str]:
    """The day that is meant, and the text without it."""
    if match := _ISO.search(text):
        try:
            return date.fromisoformat(match[0]), text.replace(match[0], " ")
        except ValueError:
            return None, text.replace(match[0], " ")
    month = _month(key(text).split())
    if month is None:
        return None, text
    year = _YEAR.search(text)
    meant = _last_day(int(year[0]), month) if year else _next(month, today)
    return meant, text.replace(year[0], " ") if year else text


def _month(words: Sequence[str]) -> int | None:
    for number, stems in enumerate(_MONTHS, 1):
        long = tuple(stem for stem in stems if len(stem) > 3)
        if any(word in stems or word.startswith(long) for word in words):
            return number
    return None


def _next(month: int, today: date) -> date:
    meant = _last_day(today.year, month)
    return meant if meant > today else _last_day(today.year + 1, month)


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _amount(text: str) -> float | None:
    match = _NUMBER.search(text)
    if match is None:
        return None
    digits = match[0]
    if re.fullmatch(r"\d+[.,]\d{1,2}", digits):
        return float(digits.replace(",", "."))
    return float(re.sub(r"\D", "", digits))

"""What a text offers to tell its pillar by: signs of a shop's own trade, words and pairs of words, letters in a row.

The signs are the rules (INSIGHT.md 5): discount words, price, link, coupon, question, reply, event. They tell something
from the first label on, because they carry over to texts that share no word with those that were labelled.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

LONGEST = 4_000
_LETTERS_IN_A_ROW = (3, 4, 5)
# Letters that Unicode does not take apart.
_ALIKE = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
_TOKEN = re.compile(
    r"(?P<link>https?://\S+|www\.\S+)|(?P<at>@[\w.]+)|(?P<tag>#\w+)|(?P<number>\d[\d.,:]*)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)|(?P<sign>[!?%€$£&])|(?P<picture>[\u2600-\u27bf\U0001f000-\U0001faff])"
)
_STANDS_FOR = {"link": "<link>", "at": "<at>", "number": "<number>"}
# Beginnings of words, without accents: English, Polish, Esperanto.
_SIGNS = {
    "discount": "sale|discount|deal|offer|save|saving|promo|bargain|voucher|coupon|code|cheap|znizk|rabat|wyprzeda"
    "|tani|okazj|kod|kupon|gratis|darmow|oferto|favorprez|senpag|kupono|kodo|free",
    "contest": "contest|giveaway|win|prize|competition|konkurs|wygr|nagrod|gajn|premi",
    "event": "event|join|tonight|tomorrow|live|webinar|conference|workshop|wydarzen|warsztat|zapraszam|dzis|jutro"
    "|event|metiej|invit|hodiau|morgau",
    "new": "new|announc|launch|introduc|premier|now|nowosc|nowy|nowa|nowe|premiera|novaj|nova|lanc",
    "act": "learn|read|watch|visit|check|see|click|download|register|sign|get|try|find|tell|share|follow|buy|shop|order"
    "|sprawdz|zobacz|przeczytaj|kup|zamow|obejrzyj|poznaj|klik|legu|vidu|rigardu|acetu|mendu|vizitu|provu",
    "thanks": "thank|thx|dziek|dank",
    "sorry": "sorry|apolog|przepra|wybacz|pardon|bedaur",
    "help": "help|contact|email|dm|support|assist|pomoc|pomo|kontakt|napisz|help|skrib|kontakt",
    "we": "we|our|us|my|nasz|nas|nami|ni|nia|niaj|nin",
    "you": "you|your|u|ty|twoj|wasz|wam|vi|via|viaj|vin",
    "story": "story|history|behind|team|people|historia|zespol|kulis|ludz|historio|teamo|homoj",
    "tip": "tip|how|why|guide|advice|idea|porad|jak|dlaczego|pomysl|konsil|kiel|kial|ideo",
}
_WHOLE = frozenset({"we", "you"})
_SIGN_OF = {
    sign: re.compile(rf"\b(?:{stems}){'' if sign not in _WHOLE else chr(92) + 'b'}") for sign, stems in _SIGNS.items()
}
_PRICE = re.compile(r"(?:[€$£]\s?\d|\d[\d.,]*\s?(?:€|\$|£|zl\b|pln\b|eur\b|usd\b|gbp\b|euro))")
_PERCENT = re.compile(r"\d\s?%")


def plain(text: str) -> str:
    """Small letters without accents, at most 4,000: żółw and zolw, ĉevalo and cevalo are the same."""
    parts = unicodedata.normalize("NFKD", text[:LONGEST].casefold())
    return "".join(char for char in parts if not unicodedata.combining(char)).translate(_ALIKE)


def signs(text: str) -> dict[str, float]:
    """The rules as features, each about 0 to 1. text: plain."""
    found = {f"!{sign}": 1.0 for sign, pattern in _SIGN_OF.items() if pattern.search(text)}
    shown = {
        "!price": bool(_PRICE.search(text)), "!percent": bool(_PERCENT.search(text)), "!question": "?" in text,
        "!loud": "!" in text, "!link": "http" in text or "www." in text, "!reply": text.startswith(("@", ".@")),
        "!at": " @" in text, "!tag": "#" in text, "!again": text.startswith("rt "),
        "!digit": any(map(str.isdigit, text)), "!short": len(text) < 70, "!long": len(text) > 200,
    }  # fmt: skip
    return found | {name: 1.0 for name, is_there in shown.items() if is_there}


def words(text: str) -> Counter[str]:
    """Words and pairs of neighbours; links, names and numbers stand for their kind. text: plain."""
    tokens = list(_tokens(text))
    return Counter(tokens) + Counter(f"{first} {second}" for first, second in pairwise(["^", *tokens]))


def letters(text: str) -> Counter[str]:
    """Three to five letters in a row, the edges of words marked: endings carry much in Polish and Esperanto."""
    return Counter(f"~{part}" for word in _tokens(text) if not word.startswith("<") for part in _parts(f" {word} "))


def _tokens(text: str) -> Iterator[str]:
    for found in _TOKEN.finditer(text):
        kind = str(found.lastgroup)
        if kind == "tag":
            yield "<tag>"
        yield _STANDS_FOR.get(kind) or found.group().lstrip("#")


def _parts(word: str) -> Iterable[str]:
    return (word[start : start + size] for size in _LETTERS_IN_A_ROW for start in range(len(word) - size + 1))

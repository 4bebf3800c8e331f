"""Claims that need a proof: found by the words of a language, unless one is named beside them or kept by the shop."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from vitrino.domain.language import identify
from vitrino.domain.message import Message, say
from vitrino.domain.risk.phrases import LANGUAGES, Group, Vocabulary, vocabulary
from vitrino.domain.tone.words import Words, key, read

__all__ = ["LANGUAGES", "Claim", "Risk", "find_claims", "gravity"]

LONGEST_TEXT = 5_000
_NEAR = 3
_URL = re.compile(r"https?://\S+|www\.\w\S+")
_PER_CENT = re.compile(r"\b100\s?(?:%|percent\b|per cent\b|proc\w*|elcent\w*)\s*(\w+)?", re.IGNORECASE)
# What a thing is made of is a fact, and "of" begins a share.
_MATERIAL = re.compile(
    r"(?:cotton|wool|linen|silk|rye|wheat|cocoa|cacao|arabica|juice|butter|leather|merino|recycled|of|bawe|wełn|lnian|lnu"
    r"|jedwab|żytni|pszenn|kaka|arabik|sok|masł|skór|z$|koton|lano|lana|lin|silk|sekal|tritik|suko|buter|led|el$|de$)",
    re.IGNORECASE,
)


class Claim(StrEnum):
    """What is claimed; the gravest first."""

    HEALTH = "health"
    TESTED = "tested"
    GUARANTEE = "guarantee"
    ECO = "eco"
    PRICE = "price"
    SUPERLATIVE = "superlative"
    ABSOLUTE = "absolute"
    SCARCITY = "scarcity"


# Source: EU directive 2005/29/EC and its annex (as changed by 2024/825), regulation 1924/2006 on health claims.
_REASONS: dict[Claim, Message] = {
    Claim.HEALTH: say("“{words}” promises an effect on health. For food and cosmetics that is only allowed with a"
                      " permitted claim, and never as a cure."),
    Claim.TESTED: say("“{words}” names a test or experts, but not which. Readers can't check it."),
    Claim.GUARANTEE: say("“{words}” promises a result nobody can promise, or what the law gives anyway."),
    Claim.ECO: say("“{words}” says that it is good for the environment, but not how. General claims like this are"
                   " forbidden in the EU without proof."),
    Claim.PRICE: say("“{words}” compares your prices with all others. One cheaper shop makes it untrue."),
    Claim.SUPERLATIVE: say("“{words}” says you are better than all others, without a proof. People believe what they"
                           " can see."),
    Claim.ABSOLUTE: say("“{words}” leaves no exception. The first exception is a complaint."),
    Claim.SCARCITY: say("“{words}” hurries people. If the offer goes on afterwards, it was untrue, and that is"
                        " forbidden."),
}  # fmt: skip
_ASKED = frozenset({Claim.HEALTH, Claim.TESTED})


@dataclass(frozen=True, slots=True)
class Risk:
    """A claim without proof. start, end: code points. better: other words in the text's language."""

    claim: Claim
    start: int
    end: int
    words: str
    reason: Message
    better: str


def gravity(risk: Risk) -> Literal["ask", "warn"]:
    """ "ask": somebody has to say that they mean it; such claims can cost a fine."""
    return "ask" if risk.claim in _ASKED else "warn"


def find_claims(text: str, *, language: str = "", proofs: Iterable[str] = ()) -> tuple[Risk, ...]:
    """Claims without proof, by place; the gravest of those at one place.

    proofs: claims the shop keeps a proof for, as they are written. Said of a claim in its sentence, a link or a named
    source is a proof, too. What is denied, asked or quoted is no claim. A text of another language has none.
    """
    text = text[:LONGEST_TEXT]
    language = language or identify(text).language
    if language not in LANGUAGES:
        return ()
    known, words = vocabulary(language), read(text, language, quotes_of=text)
    proven = [proof for proof in (key(one, language) for one in proofs) if proof]
    found = sorted(_risks(text, known, words, language), key=lambda one: (list(Claim).index(one.claim), one.start))
    kept: list[Risk] = []
    for one in found:
        said = key(one.words, language)
        is_proven = any(proof in said or said in proof for proof in proven)
        if not is_proven and all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


def _risks(text: str, known: Vocabulary, words: Words, language: str) -> Iterator[Risk]:
    for claim, group in known.claims.items():
        spared = {place for first, last, _ in group.unless.find(words) for place in range(first, last + 1)}
        for first, last, _phrase in group.phrases.find(words):
            inside = words.words[first : last + 1]
            if (spared.isdisjoint(range(first, last + 1)) and not any(one.is_quoted for one in inside)
                    and not _is_denied(words, first, known)
                    and not _is_asked(words, first, known) and not _is_proven(words, first, known)):  # fmt: skip
                yield _risk(Claim(claim), text, inside[0].start, inside[-1].end, group)
    absolute = known.claims[Claim.ABSOLUTE]
    for match in _PER_CENT.finditer(text):
        place = next((n for n, one in enumerate(words.words) if one.end > match.start()), 0)
        is_fact = match[1] is None or _MATERIAL.match(match[1]) is not None
        if not (is_fact or words.words[place].is_quoted or _is_denied(words, place, known)
                or _is_proven(words, place, known)):  # fmt: skip
            yield _risk(Claim.ABSOLUTE, text, match.start(), match.end(), absolute)


def _risk(claim: Claim, text: str, start: int, end: int, group: Group) -> Risk:
    said = text[start:end]
    reason = _REASONS[claim]
    return Risk(claim, start, end, said, say(reason.template, words=said), group.better)


def _is_denied(words: Words, first: int, known: Vocabulary) -> bool:
    """Whether a word shortly before it says no. Phrases that say no themselves ("no risk") are claims as they stand."""
    for place in range(first - 1, max(-1, first - 1 - _NEAR), -1):
        if words.words[place].sentence != words.words[first].sentence or not words.words[place + 1].follows_tightly:
            return False
        if known.denies(words.words[place].folded):
            return True
    return False


def _is_asked(words: Words, first: int, known: Vocabulary) -> bool:
    """Whether its sentence is a question."""
    sentence = words.sentence(words.words[first].sentence)
    behind = words.source[sentence[-1].end : sentence[-1].end + 3]
    return "?" in behind or (behind[:1] == ":" and sentence[0].folded in known.doubts)


def _is_proven(words: Words, first: int, known: Vocabulary) -> bool:
    """Whether its sentence, or the one behind it, links to something or names where it was proven."""
    number = words.words[first].sentence
    near = [one for one in words.words if number <= one.sentence <= number + 1]
    if _URL.search(words.source[near[0].start : near[-1].end]):
        return True
    return any(number <= words.words[at].sentence <= number + 1 for at, _last, _phrase in known.proofs.find(words))

"""What a post is, read from its text by signs that a person can check; no numbers to learn, no numpy.

Every sign speaks for one kind with a strength, and several signs for one kind add up. Where two kinds are likely the
answer is unsure, and somebody is asked. The words are data, a file a language.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from urllib.parse import urlsplit

from vitrino.domain.balance.kinds import Kind
from vitrino.domain.balance.words import WORDS
from vitrino.domain.message import Message, say

# Below this the person is asked, with one click (INSIGHT.md 5).
SURE = 0.8
# How much a second kind that is certain takes from the first; one that is hardly likely takes next to nothing.
_DOUBT = 0.6
_URL = re.compile(r"https?://[^\s<>\"')\]]+", re.IGNORECASE)
_REPLY = re.compile(r"\s*@[\w.@-]+")
_CREDIT = re.compile(r"(?<!\w)(?:via|rt|📷|📸|🎥|fot\.|foto|photo|credit|zdj\.)\s*:?\s*@\w", re.IGNORECASE)
_PRICE = re.compile(
    r"(?:[€$£]\s?\d|\d(?:[.,]\d\d)?\s?(?:€|\$|£|zł(?:otych)?(?!\w)|(?:PLN|EUR|USD|GBP|CZK|CHF)(?!\w)))", re.IGNORECASE
)
_LESS = re.compile(
    r"(?<!\w)[-–−]\s?\d{1,2}\s?%|\d{1,2}\s?%\s?(?:off|taniej|zniżki|rabatu|rabato|malpli)", re.IGNORECASE
)
_COUPON = re.compile(r"(?i:code|kod|kodem|kodu|kodo|kodon|kupon\w*|coupon)\s*:?\s*[„“\"']?[A-Z][A-Z0-9]{3,}")
_QUESTION = re.compile(r"\?(?:\s|$|[\"”'’)])")
_SHORT_NAME = 5


@dataclass(frozen=True, slots=True)
class Around:
    """What is known beside the text. hosts: of the shop's own website. products: names it sells. is_poll, is_reply: as
    the platform says."""

    language: str = ""
    hosts: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    is_poll: bool = False
    is_reply: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Something in the text that speaks for a kind, 0..1."""

    kind: Kind
    strength: float
    message: Message


@dataclass(frozen=True)
class Guess:
    """kind None where nothing speaks for any. p: how likely it is right, 0..1. reasons: the strongest first."""

    kind: Kind | None
    p: float = 0.0
    reasons: tuple[Reason, ...] = field(default_factory=tuple)

    @property
    def is_sure(self) -> bool:
        return self.p >= SURE


def recognise(text: str, around: Around = Around(), *, besides: Collection[Kind] = ()) -> Guess:
    """The likeliest kind. besides: kinds it can't be, because somebody said so."""
    return _recognised(text, around, frozenset(besides))


# Rules of the checkup and pages read the same posts again and again; half a millisecond each adds up.
@lru_cache(maxsize=8_192)
def _recognised(text: str, around: Around, besides: frozenset[Kind]) -> Guess:
    found = [one for one in _reasons(text, around) if one.kind not in besides]
    beliefs = _beliefs(found)
    if not beliefs:
        return Guess(None)
    best, *others = sorted(beliefs, key=beliefs.__getitem__, reverse=True)
    p = beliefs[best] * (1 - _DOUBT * (beliefs[others[0]] ** 2 if others else 0.0))
    why = sorted((one for one in found if one.kind is best), key=lambda one: -one.strength)
    return Guess(best, round(p, 3), tuple(why))


def _beliefs(found: Iterable[Reason]) -> dict[Kind, float]:
    """Signs for one kind add up. Whoever sells asks in passing, so a question says little beside an offer."""
    doubts: defaultdict[Kind, float] = defaultdict(lambda: 1.0)
    for one in found:
        doubts[one.kind] *= 1 - one.strength
    beliefs = {kind: 1 - doubt for kind, doubt in doubts.items()}
    if beliefs.get(Kind.ANSWERS, 0) >= SURE:
        return {Kind.ANSWERS: beliefs[Kind.ANSWERS]}
    if beliefs.get(Kind.SELLS, 0) >= SURE:
        return {kind: belief * (0.3 if kind in (Kind.ASKS, Kind.NEWS, Kind.TEACHES) else 1.0)
                for kind, belief in beliefs.items()}  # fmt: skip
    return beliefs


def _reasons(text: str, around: Around) -> Iterator[Reason]:
    words = _URL.sub(" ", text).casefold()
    if around.is_reply or _REPLY.match(text):
        yield Reason(Kind.ANSWERS, 0.95, say("it begins with somebody's name"))
    if around.is_poll:
        yield Reason(Kind.ASKS, 0.95, say("it is a poll"))
    yield from _of_selling(text, words, around)
    if _QUESTION.search(text):
        yield Reason(Kind.ASKS, 0.6, say("a question mark"))
    if _CREDIT.search(text):
        yield Reason(Kind.CURATED, 0.9, say("it gives credit to somebody"))
    yield from _of_links(text, around)
    yield from _of_words(words, around.language)


def _of_selling(text: str, words: str, around: Around) -> Iterator[Reason]:
    signs = ((_PRICE, 0.8, say("a price")), (_LESS, 0.85, say("a reduction")), (_COUPON, 0.85, say("a coupon code")))
    for pattern, strength, message in signs:
        if pattern.search(text):
            yield Reason(Kind.SELLS, strength, message)
    named = next((name for name in around.products if _names(words, name)), None)
    if named:
        yield Reason(Kind.SELLS, 0.55, say("a product of yours: {name}", name=named))


def _of_links(text: str, around: Around) -> Iterator[Reason]:
    links = [*_URL.findall(text), *([around.link] if around.link else [])]
    hosts = {(urlsplit(link).hostname or "").removeprefix("www.") for link in links} - {""}
    own = {host.removeprefix("www.") for host in around.hosts}
    if hosts & own:
        yield Reason(Kind.SELLS, 0.5, say("a link to your shop"))
    elif hosts and own:
        yield Reason(Kind.CURATED, 0.5, say("a link to somebody else"))


def _of_words(words: str, language: str) -> Iterator[Reason]:
    """The strongest two words for each kind; more of the same say no more."""
    for kind, strengths in _patterns(language if language in WORDS else "").items():
        hits = {
            found: Reason(kind, strength, say("the words “{words}”", words=found))
            for strength, pattern in strengths
            for hit in pattern.finditer(words)
            if (found := " ".join(hit.group().split()))
        }.values()
        yield from sorted(hits, key=lambda one: -one.strength)[:2]


def _names(words: str, name: str) -> bool:
    """The product's whole name; a short single word could be anything."""
    plain = re.sub(r"[„”“\"',]", " ", name.casefold()).split()
    if not plain or (len(plain) == 1 and len(plain[0]) < _SHORT_NAME):
        return False
    return re.search(r"(?<!\w)" + r"\W+".join(map(re.escape, plain)) + r"(?!\w)", words) is not None


@cache
def _patterns(language: str) -> Mapping[Kind, tuple[tuple[float, re.Pattern[str]], ...]]:
    """Kind -> (strength, words), of one language or, for "", of all."""
    tables = [WORDS[language]] if language else list(WORDS.values())
    made: defaultdict[Kind, list[tuple[float, re.Pattern[str]]]] = defaultdict(list)
    for table in tables:
        for (kind, strength), phrases in table.items():
            made[kind].append((strength, _any_of(phrases)))
    return {kind: tuple(found) for kind, found in made.items()}


def _any_of(phrases: str) -> re.Pattern[str]:
    """Phrases between bars; "*" stands for any ending of a word."""
    wanted = [re.escape(one.strip()).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for one in phrases.split("|")]
    return re.compile(r"(?<!\w)(?:" + "|".join(one for one in wanted if one) + r")(?!\w)")

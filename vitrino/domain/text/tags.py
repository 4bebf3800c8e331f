"""Hashtags, mentions and cashtags in a text, found the way twitter-text 3 finds them.

The rules are those of twitter-text's conformance/extract.yml (2021-10-21).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from vitrino.domain.text.links import DIRECTIONS, LATIN_ACCENTS, SPACES, urls
from vitrino.domain.text.spans import Span, first_come

HASH = re.compile("[#＃](?![\ufe0f\u20e3])")
# Joiners, middle dots, dashes and quotes that scripts use inside words.
TAG_SPECIALS = frozenset("_\u200c\u200d\ua67e\u05be\u05f3\u05f4～〜\u309b\u309c゠・〃\u0f0b\u0f0c·")
LOOKS = "\ufe0e\ufe0f"  # marks by category, but an emoji ends with them

NAME = "[0-9A-Za-z_]{1,20}"
LIST = "/[A-Za-z][0-9A-Za-z_-]{0,24}"
AT = "[@＠]"
RETWEET = "(?:^|[^0-9A-Za-z_+~.-])[rR][tT]:?"
MENTION = re.compile(rf"(?:^|[^0-9A-Za-z_!#$%&*@＠]|{RETWEET})(?P<all>{AT}{NAME}(?P<list>{LIST})?)")
AFTER_NO_MENTION = re.compile(rf"{AT}|[{LATIN_ACCENTS}]|://")
REPLY = re.compile(rf"[{SPACES}{DIRECTIONS}]*(?P<all>{AT}{NAME})")

PUNCTUATION = r"-!'#%&()*+,./:;<=>?@\[\\\]^_{|}~$"
CASHTAG = re.compile(
    rf"(?:^|(?<=[{SPACES}{DIRECTIONS}]))\$[A-Za-z]{{1,6}}(?:[._][A-Za-z]{{1,2}})?(?=\Z|\s|[{PUNCTUATION}])"
)


def hashtags(text: str) -> list[Span]:
    """The hashtags in the text, each with its #. A link's #fragment is none, nor is a number such as #16."""
    tags = list(_hashtags(text))
    return _outside_links(tags, text)


def _outside_links(spans: list[Span], text: str) -> list[Span]:
    return [span for span in first_come((*spans, *urls(text))) if span.text[0] in "#＃@＠"] if spans else []


def _hashtags(text: str) -> Iterator[Span]:
    for sign in HASH.finditer(text):
        start, end = sign.start(), _tag_end(text, sign.end())
        ended = text[end : end + 1] not in {"#", "＃"} and not text.startswith("://", end)
        if ended and _may_precede(text[start - 1 : start]) and any(_is_letter(c) for c in text[sign.end() : end]):
            yield Span(start, end, text[start:end])


def _tag_end(text: str, at: int) -> int:
    while at < len(text) and _is_tag_char(text[at]):
        at += 1
    return at


def _may_precede(char: str) -> bool:
    """May a hashtag follow this character ("" at the start of the text)? Not in a word, not after & as in &#39;."""
    return not char or char in LOOKS or not (char == "&" or _is_tag_char(char))


def _is_tag_char(char: str) -> bool:
    return char in TAG_SPECIALS or _is_letter(char) or unicodedata.category(char) == "Nd"


def _is_letter(char: str) -> bool:
    """Letters and the marks upon them."""
    return unicodedata.category(char)[0] in "LM"


def mentions(text: str) -> list[Span]:
    """The people named in the text, each with the @. Neither "@shop/offers", a list, nor a link's /@shop."""
    return [span for span in mentions_or_lists(text) if "/" not in span.text]


def mentions_or_lists(text: str) -> list[Span]:
    """The people ("@shop") and lists ("@shop/offers") named in the text, but not those in links."""
    if "@" not in text and "＠" not in text:
        return []
    found = (match for match in MENTION.finditer(text) if not AFTER_NO_MENTION.match(text, match.end()))
    names = [Span(*match.span("all"), match["all"]) for match in found]
    return _outside_links(names, text)


def replied_to(text: str) -> Span | None:
    """The person a text answers: the mention it begins with, if it does."""
    match = REPLY.match(text)
    if match is None or AFTER_NO_MENTION.match(text, match.end()):
        return None
    return Span(*match.span("all"), match["all"])


def cashtags(text: str) -> list[Span]:
    """Stock symbols such as $SHOP, each with its $."""
    return [Span(match.start(), match.end(), match.group()) for match in CASHTAG.finditer(text)] if "$" in text else []

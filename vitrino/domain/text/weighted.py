"""Weighted length as twitter-text 3 defines it (configuration v3, divided by its scale of 100).

Source: github.com/twitter/twitter-text, config/v3.json and conformance/validate.yml (2021-10-21).
"""

from __future__ import annotations

import re

from vitrino.domain.text.emoji import SEQUENCE, has_sequences
from vitrino.domain.text.links import FREE_START, urls
from vitrino.domain.text.normal import nfc
from vitrino.domain.text.spans import Span

# Code points that weigh 1: Latin to Georgian, spaces, dashes and quotes. Everything else weighs 2.
LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
URL_LENGTH = 23
HEAVY = re.compile("[^" + "".join(f"{chr(first)}-{chr(last)}" for first, last in LIGHT) + "]+")
AS_HEAVY_AS_AN_EMOJI = "\n\n"


def weighted_length(text: str, url_length: int = URL_LENGTH) -> int:
    """What the text weighs: each link `url_length`, each emoji 2, other characters 1 or 2."""
    if text.isascii() and "." not in text:
        return len(text)
    text = nfc(text)
    links = _links_as_counted(text)
    return _weigh(_without(text, links)) + len(links) * (url_length - 1)


def _links_as_counted(text: str) -> list[Span]:
    """The links, but of a leading "żółw.pl" only "ółw.pl": a slip of twitter-text that costs one more."""
    links = urls(text)
    if links and links[0].start == 0 and not text[0].isascii() and FREE_START.match(text, 1):
        rest = urls(text[1 : links[0].end])
        if rest and rest[0].start == 0:
            links[0] = Span(1, links[0].end, text[1 : links[0].end])
    return links


def _without(text: str, links: list[Span]) -> str:
    """The text with one line break, which weighs 1, in place of each link; so nothing joins across it."""
    edges = [0, *(edge for link in links for edge in (link.start, link.end)), len(text)]
    return "\n".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))


def _weigh(text: str) -> int:
    if text.isascii():
        return len(text)
    if has_sequences(text):
        text = SEQUENCE.sub(AS_HEAVY_AS_AN_EMOJI, text)
    return 2 * len(text) - len(HEAVY.sub("", text))

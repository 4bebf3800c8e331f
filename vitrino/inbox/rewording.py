"""Putting a better wording into an answer, so that a sentence stays a sentence."""

from __future__ import annotations

import re

from vitrino.domain.tone import Finding, Reply, Span

_SIGNS = ".,:;!?"
_SIGNS_BEHIND = re.compile(r"[.!?…]*")


def reworded(reply: Reply, finding: Finding) -> str:
    """The whole answer with the finding's replacement in it. One without a replacement changes nothing."""
    if finding.replacement is None:
        return reply.text
    if finding.spans:
        return _instead(reply, finding.spans[0], finding.replacement)
    return _added(reply.text.strip(), finding.replacement)


def _instead(reply: Reply, span: Span, words: str) -> str:
    """A whole sentence takes the place of the whole sentence, a few words that of a few words."""
    if words.endswith((".", "!", "?")) and words[0].isupper():
        span = _sentence_around(reply, span)
    before, old, behind = reply.text[: span.start], reply.text[span.start : span.end], reply.text[span.end :]
    if words[-1:] in _SIGNS and behind[:1] and behind[0] in _SIGNS:
        words = words[:-1]
    if old[:1].isupper() and words:
        words = words[0].upper() + words[1:]
    return before + words + behind if words else (before.rstrip(" ") + behind)


def _sentence_around(reply: Reply, span: Span) -> Span:
    """From its first word to the sign behind it; the span itself where it holds no word."""
    touched = [word for word in reply.words.words if word.start < span.end and span.start < word.end]
    if not touched:
        return span
    first, last = reply.words.sentence(touched[0].sentence)[0], reply.words.sentence(touched[-1].sentence)[-1]
    signs = _SIGNS_BEHIND.match(reply.text, last.end)
    return Span(min(first.start, span.start), max(signs.end() if signs else last.end, span.end))


def _added(text: str, words: str) -> str:
    """A salutation goes in front, a few words into the last sentence, a sentence behind it."""
    if words.endswith(","):
        return f"{words}\n{text}"
    if text.endswith(".") and not words.endswith((".", "!", "?")):
        return f"{text[:-1]} {words}."
    return f"{text} {words}"

"""Hashtags: not twice, not too many, where the network has them, and readable aloud where that is the custom."""

from __future__ import annotations

import re
from collections.abc import Callable

from vitrino.domain.message import Message, say
from vitrino.domain.text.adapt.form import Adapted, TextForm
from vitrino.domain.text.spans import Span
from vitrino.domain.text.tags import hashtags

_WORD = re.compile(r"\w+")
_LONGEST = 4  # words that a hashtag is made of
_SPACES = " \t\n"
_MANY_LINES = re.compile(r"\n{3,}")


def settle(said: Adapted, form: TextForm) -> Adapted:
    """The hashtags of the first text as this network likes them. Those in other parts are the person's own."""
    if not hashtags(said.text):
        return said
    said = _readable(said) if form.capitals_in_tags else said
    said = _fewer(said, form)
    return _at_the_end(said, form) if form.tags_at_end else said


def tail_of(text: str) -> tuple[str, str]:
    """The text before its closing run of hashtags, and that run; ("", text) when there is nothing else."""
    start = len(text)
    for span in reversed(hashtags(text)):
        if text[span.end : start].strip(_SPACES):
            break
        start = span.start
    return text[:start].rstrip(), text[start:]


def _readable(said: Adapted) -> Adapted:
    """#freshbread becomes #FreshBread when "fresh bread" stands in the text."""
    words = _WORD.findall(" ".join(_spared(said.text)))
    wishes = {span.text: f"#{_joined(span.text[1:], words)}" for span in hashtags(said.text)}
    changed = list(dict.fromkeys(new for old, new in wishes.items() if old != new))
    text = _replaced(said.text, lambda span: wishes[span.text])
    if not changed or [span.text for span in hashtags(text)] != [wishes[span.text] for span in hashtags(said.text)]:
        return said
    why = say("Wrote {tags} with capitals, so that screen readers read each word.", tags=" ".join(changed))
    return said.but(said=why, text=text)


def _joined(tag: str, words: list[str]) -> str:
    """The tag with a capital at each of its words, when these follow one another in the text."""
    found = _words_of(tag, words) if tag == tag.lower() else []
    return "".join(word[:1].upper() + word[1:] for word in found) if len(found) > 1 else tag


def _words_of(tag: str, words: list[str]) -> list[str]:
    """The words a tag is made of, as they stand in the text; the tag alone when they don't."""
    for size in range(2, _LONGEST + 1):
        for at in range(len(words) - size + 1):
            if "".join(words[at : at + size]).lower() == tag.lower():
                return words[at : at + size]
    return [tag]


def _fewer(said: Adapted, form: TextForm) -> Adapted:
    """Repeated tags go, then the last ones beyond what does good.

    One inside a sentence is a word of it: it stays, or where the network takes no more, only its sign goes.
    """
    apart, words = _apart(said.text), _WORD.findall(" ".join(_spared(said.text)))
    spans = sorted(hashtags(said.text), key=lambda span: span in apart)
    firsts = {name: span for span in reversed(spans) for name in [span.text.lower()]}
    kept = list(dict.fromkeys(span.text.lower() for span in spans))[: _most(form, len(spans) - len(apart))]
    gone = [
        span for span in spans
        if span.text.lower() not in kept or (span in apart and firsts[span.text.lower()] != span)
    ]  # fmt: skip

    def written(span: Span) -> str:
        if span not in gone:
            return span.text
        return "" if span in apart else " ".join(_words_of(span.text[1:], words))

    text = _replaced(said.text, written)
    if not gone or {span.text.lower() for span in hashtags(text)} != set(kept):
        return said
    return said.but(said=_why(form, gone, kept), text=text)


def _most(form: TextForm, inside: int) -> int | None:
    """How many to keep: what does good, but all inside sentences as far as the network takes them."""
    if form.good_tags is None:
        return form.most_tags
    wish = max(form.good_tags, inside)
    return wish if form.most_tags is None else min(wish, form.most_tags)


def _why(form: TextForm, gone: list[Span], kept: list[str]) -> Message:
    names = " ".join(dict.fromkeys(span.text for span in gone))
    if all(span.text.lower() in kept for span in gone):
        return say("Left the repeated hashtags away: {tags}.", tags=names)
    if len(kept) == form.most_tags:
        return say("Left hashtags away, because {platform} takes {most} at most: {tags}.",
                   platform=form.name, most=len(kept), tags=names)  # fmt: skip
    return say("Left hashtags away, because on {platform} more than {most} do no good: {tags}.",
               platform=form.name, most=len(kept), tags=names)  # fmt: skip


def _at_the_end(said: Adapted, form: TextForm) -> Adapted:
    """Lines of hashtags go behind the text; a hashtag inside a sentence is a word of it and stays."""
    body, tail = tail_of(said.text)
    apart = _apart(body)
    text = _replaced(body, lambda span: "" if span in apart else span.text)
    if not apart or not text or len(hashtags(text)) + len(apart) != len(hashtags(body)):
        return said
    names = dict.fromkeys(span.text for span in (*apart, *hashtags(tail)))
    why = say("Moved the hashtags to the end, as is the custom on {platform}.", platform=form.name)
    return said.but(said=why, text=f"{text}\n\n{' '.join(names)}")


def _apart(text: str) -> list[Span]:
    """The hashtags that are no part of a sentence: those at the end, and lines of nothing else."""
    ends = len(tail_of(text)[0])
    spans, found, at = hashtags(text), [], 0
    for line in text.split("\n"):
        inside = [span for span in spans if at <= span.start < at + len(line)]
        is_only_tags = not "".join(_spared(line)).strip()
        found += [span for span in inside if is_only_tags or span.start >= ends]
        at += len(line) + 1
    return found


def _replaced(text: str, new: Callable[[Span], str]) -> str:
    """The text with each hashtag as `new` says; one that goes takes the gap before it along."""
    pieces, at = [], 0
    for span in hashtags(text):
        written = new(span)
        before = text[at : span.start]
        pieces += [before if written else before.rstrip(" \t"), written]
        at = span.end
    left = "".join([*pieces, text[at:]])
    return left if left == text else _MANY_LINES.sub("\n\n", left).strip()


def _spared(text: str) -> list[str]:
    """The text around its hashtags."""
    pieces, at = [], 0
    for span in hashtags(text):
        pieces.append(text[at : span.start])
        at = span.end
    return [*pieces, text[at:]]

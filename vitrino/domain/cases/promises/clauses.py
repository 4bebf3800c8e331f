"""Whether a time in a reply is our promise: not a request to the customer, not opening hours, not the past."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vitrino.domain.cases.promises.grammar import Expression
from vitrino.domain.cases.promises.vocabulary import Token, Vocabulary

_ENDS = frozenset(".;!?\n,:()")
_SENTENCE_ENDS = frozenset(".;!?\n")
_NEAR = 5
_FAR = 60


def is_ours(expression: Expression, tokens: Sequence[Token], words: Vocabulary) -> bool:
    """Whether the sentence around an expression promises it."""
    before = _words(tokens, _start(tokens, expression.first), expression.first)
    behind = _words(tokens, expression.last, _end(tokens, expression.last))
    if re.search(words.not_ours, f"{before} {behind}") or _is_request(before, words):
        return False
    if expression.day and not expression.clock and _begins(expression, tokens, words):
        return False
    if re.search(words.negation, " ".join(before.split()[-_NEAR:])):
        return False
    if expression.has_limit:
        return True
    if re.search(words.ours, f"{before} {behind}"):
        return not re.search(words.past, before) or re.search(words.ours, before) is not None
    # "Tomorrow at 2, to be exact, we will call": what stands first may belong to the whole sentence.
    sentence = _words(tokens, expression.last, _end(tokens, expression.last, _SENTENCE_ENDS))
    return not before and not re.search(words.past, behind) and re.search(words.ours, sentence) is not None


def _begins(expression: Expression, tokens: Sequence[Token], words: Vocabulary) -> bool:
    """ "since Monday": a day on which something began is no due time."""
    near = tokens[max(0, expression.first - 1) : expression.first + 1]
    return any(token.word in words.since for token in near)


def _is_request(before: str, words: Vocabulary) -> bool:
    """Whether the customer is asked for something, with no word of ours after it."""
    asked = [match.end() for match in re.finditer(words.asks, before)]
    return bool(asked) and not re.search(words.ours, before[asked[-1] :])


def _start(tokens: Sequence[Token], place: int) -> int:
    least = max(0, place - _FAR)
    while place > least and tokens[place - 1].word not in _ENDS:
        place -= 1
    return place


def _end(tokens: Sequence[Token], place: int, ends: frozenset[str] = _ENDS) -> int:
    most = min(len(tokens), place + _FAR)
    while place < most and tokens[place].word not in ends:
        place += 1
    return place


def _words(tokens: Sequence[Token], first: int, last: int) -> str:
    return " ".join(token.word for token in tokens[first:last])

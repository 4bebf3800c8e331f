"""21: every question gets an answer, or the word that somebody will look into it."""

from __future__ import annotations

from collections.abc import Iterator

from vitrino.domain.message import say
from vitrino.domain.tone import topics
from vitrino.domain.tone.cues import Cues
from vitrino.domain.tone.finding import Finding, Rule
from vitrino.domain.tone.reply import Reply
from vitrino.domain.tone.words import Words, read

_LONGEST_QUOTE = 80
_FEWEST_WORDS = 2
# Kinds of questions that want something certain; the first two also take any number.
_NUMBERS = ("when", "price")
_KINDS = (*_NUMBERS, "where", "who")


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    if not topics.knows(reply.language) or cues.find(reply.words, "will_check"):
        return
    for question in _questions(reply, cues):
        if not _is_answered(question, reply, cues):
            yield Finding(
                rule=RULE.id,
                level=RULE.level,
                reason=say("No answer yet to “{question}”", question=question.source.strip()[:_LONGEST_QUOTE]),
                remedy=say("Answer it, or say that you will find out and by when."),
                replacement=cues.better("will_check"),
            )


def _questions(reply: Reply, cues: Cues) -> Iterator[Words]:
    """What somebody picked out, else the customer's sentences with a "?"; not those asked in anger."""
    language = reply.customer.language or reply.language
    if reply.customer.questions:
        yield from (read(question, language) for question in reply.customer.questions)
        return
    whole = reply.customer.words
    for number in range(whole.sentences):
        words = whole.sentence(number)
        if words and whole.source[words[-1].end :].lstrip("\"”')» ")[:1] == "?" and len(words) >= _FEWEST_WORDS:
            question = read(whole.source[words[0].start : words[-1].end] + "?", language)
            if not cues.find(question, "rhetorical"):
                yield question


def _is_answered(question: Words, reply: Reply, cues: Cues) -> bool:
    """Gives what its kind wants: a time for "when", a price. Other questions: yes, no, or the thing asked about."""
    kinds = [kind for kind in _KINDS if cues.find(question, f"asks_{kind}")]
    if kinds:
        return any(_gives(kind, reply, cues) for kind in kinds)
    own = tuple(word for word in reply.words.words if not word.is_quoted)
    if topics.are_related(question.words, own, reply.language):
        return True
    # "Are you open on Monday?" - "We rest on Mondays."
    asked = [
        kind for kind in ("yes_no", "when") if cues.find(question, f"{'asks' if kind == 'yes_no' else 'gives'}_{kind}")
    ]
    return any(cues.find(reply.words, f"gives_{kind}") for kind in asked)


def _gives(kind: str, reply: Reply, cues: Cues) -> bool:
    has_number = any(word.folded[0].isdigit() for word in reply.words.words)
    return (kind in _NUMBERS and has_number) or bool(cues.find(reply.words, f"gives_{kind}"))


RULE = Rule(21, "every_question", "suggest", check)

"""8: no insult, no sarcasm; calm whatever was written (seed: stay professional and calm)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vitrino.domain.message import say
from vitrino.domain.tone.complaints import complains
from vitrino.domain.tone.cues import Cues
from vitrino.domain.tone.finding import Finding, Rule, Span
from vitrino.domain.tone.reply import Reply
from vitrino.domain.tone.words import key

_MARKS = re.compile(r"\?!+|!\?+|[🙄😒🤡🙃🤦🥱😏🤷]")
_SCARE = re.compile("[\"„“”«»']([^\"„“”«»']{2,30})[\"“”«»']")
_LONGEST_SCARE = 2


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    insults = cues.find(reply.words, "insult", "rebuke")
    if insults:
        yield Finding(
            rule=RULE.id,
            level="block",
            spans=tuple(hit.span for hit in insults),
            reason=say("This insults the customer."),
            remedy=say("Leave it out. Breathe, save the draft, and write about the matter only."),
            replacement=cues.better("insult"),
        )
    spans = _sarcasm(reply, cues)
    if spans:
        yield Finding(
            rule=RULE.id,
            level="warn",
            spans=spans,
            reason=say("“{words}” can be read as sarcasm.", words=reply.text[spans[0].start : spans[0].end]),
            remedy=say("Say it plainly. Irony gets lost in writing, and a complaint is no place for it."),
            replacement=cues.better("sarcasm"),
        )


def _sarcasm(reply: Reply, cues: Cues) -> tuple[Span, ...]:
    """Rolling eyes and "?!" anywhere; to a complaint also congratulations and the customer's words in quotes."""
    groups = ("sarcasm", "congratulations") if complains(reply.customer) else ("sarcasm",)
    spans = [hit.span for hit in cues.find(reply.words, *groups)]
    spans += [Span(*match.span()) for match in _MARKS.finditer(reply.text)]
    if complains(reply.customer):
        spans += _scare_quotes(reply, cues)
    return tuple(sorted(spans))


def _scare_quotes(reply: Reply, cues: Cues) -> Iterator[Span]:
    """One or two of the customer's words in quotation marks: your “problem”. Names of things are quoted in earnest."""
    theirs = f" {key(reply.customer.text, reply.language)} "
    named = {key(item, reply.language) for item in reply.customer.items}
    names_follow = {key(word, reply.language) for word in cues.value("names_follow")}
    for match in _SCARE.finditer(reply.text):
        inner = key(match[1], reply.language)
        before = key(reply.text[: match.start()], reply.language).split(" ")[-2:]
        is_named = inner in named or not names_follow.isdisjoint(before)
        is_short = 0 < len(inner.split()) <= _LONGEST_SCARE and not match[1][0].isupper() and match[1][-1] not in "?!."
        if is_short and f" {inner} " in theirs and not is_named:
            yield Span(*match.span())


RULE = Rule(8, "insult", "block", check)

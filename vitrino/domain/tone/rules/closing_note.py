"""26: what began in public ends in public: onlookers trust who is seen to solve things (Hogreve et al.)."""

from __future__ import annotations

from collections.abc import Iterator

from vitrino.domain.message import say
from vitrino.domain.tone.cues import Cues
from vitrino.domain.tone.finding import Finding, Rule
from vitrino.domain.tone.people import salutation
from vitrino.domain.tone.reply import Reply
from vitrino.domain.tone.words import read

_HAPPY = "happy"


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    shop = reply.shop
    is_public = reply.is_public if shop.is_thread_public is None else shop.is_thread_public
    if not is_public or shop.case_state != _HAPPY or shop.has_closing_note or not cues.groups:
        return
    public = [reply.words] if reply.is_public else []
    public += [read(text, reply.language) for text in shop.thread_replies] if reply.is_public else []
    if any(cues.find(words, "closing") for words in public):
        return
    note = cues.better("closing")
    greeting = salutation(reply.customer, reply.language)
    yield Finding(
        rule=RULE.id,
        level=RULE.level,
        reason=say("The customer is content, and nobody who read the complaint can know."),
        remedy=say("Add a short public note: what was wrong, that it is put right, and thanks."),
        replacement=f"{greeting} {note[0].lower()}{note[1:]}" if greeting and note else note,
    )


RULE = Rule(26, "closing_note", "suggest", check)

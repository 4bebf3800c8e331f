"""6: terms and earlier letters are no answer by themselves, and that others were content helps nobody."""

from __future__ import annotations

from collections.abc import Iterator

from vitrino.domain.message import say
from vitrino.domain.tone.cues import Cues
from vitrino.domain.tone.finding import Finding, Rule
from vitrino.domain.tone.reply import Reply


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    """The terms alone are defensive; with a step the shop takes in the same reply they explain it."""
    is_helped = bool(cues.find(reply.words, "help"))
    hits = cues.find(reply.words, "others", "repeated", *(() if is_helped else ("policy",)))
    if hits:
        yield Finding(
            rule=RULE.id,
            level=RULE.level,
            spans=tuple(hit.span for hit in hits),
            reason=say("“{words}” defends the shop instead of helping the customer.",
                       words=reply.text[hits[0].start : hits[0].end]),
            remedy=say("Say what you can do. If a rule stands in the way, give its reason and the way round it."),
            replacement=cues.better(hits[0].group),
        )  # fmt: skip


RULE = Rule(6, "defensiveness", "warn", check)

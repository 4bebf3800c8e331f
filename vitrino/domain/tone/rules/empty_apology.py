"""2: sorry for what happened, not "sorry if" and not "sorry that you feel so"."""

from __future__ import annotations

from collections.abc import Iterator

from vitrino.domain.message import say
from vitrino.domain.tone.cues import Cues
from vitrino.domain.tone.finding import Finding, Rule
from vitrino.domain.tone.reply import Reply


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    hits = cues.find(reply.words, "conditional", "feelings")
    if hits:
        yield Finding(
            rule=RULE.id,
            level=RULE.level,
            spans=tuple(hit.span for hit in hits),
            reason=say("“{words}” doubts that anything happened, or is sorry for the customer's feelings only.",
                       words=reply.text[hits[0].start : hits[0].end]),
            remedy=say("Say sorry for the thing itself: the delay, the broken box, the wrong size."),
            replacement=cues.better(hits[0].group),
        )  # fmt: skip


RULE = Rule(2, "empty_apology", "warn", check)

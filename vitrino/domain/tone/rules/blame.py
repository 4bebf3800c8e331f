"""4: the customer is not to blame, whatever happened (seeds: never argue, no defensive answer)."""

from __future__ import annotations

from collections.abc import Iterator

from vitrino.domain.message import say
from vitrino.domain.tone.cues import Cues
from vitrino.domain.tone.finding import Finding, Rule
from vitrino.domain.tone.reply import Reply


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    hits = cues.find(reply.words, "blame")
    if hits:
        yield Finding(
            rule=RULE.id,
            level=RULE.level,
            spans=tuple(hit.span for hit in hits),
            reason=say("This puts the blame on the customer. They came for help, and others read along."),
            remedy=say("Say what happened and what you will do, without saying whose fault it was."),
            replacement=cues.better(hits[0].group),
        )


RULE = Rule(4, "blame", "block", check)

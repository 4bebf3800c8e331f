"""1: an answer to a complaint says sorry (seed: apologise for any inconvenience)."""

from __future__ import annotations

from collections.abc import Iterator

from vitrino.domain.message import say
from vitrino.domain.tone.complaints import apologies, complains, earlier
from vitrino.domain.tone.cues import Cues
from vitrino.domain.tone.finding import Finding, Rule
from vitrino.domain.tone.reply import Reply


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    if not cues.groups or not complains(reply.customer):
        return
    if not any(apologies(words, cues) for words in (reply.words, *earlier(reply))):
        yield Finding(
            rule=RULE.id,
            level=RULE.level,
            reason=say("This answers a complaint and doesn't say sorry."),
            remedy=say("Begin with a plain apology for what happened. It admits no guilt; it shows you have heard."),
            replacement=cues.better("missing"),
        )


RULE = Rule(1, "apology", "warn", check)

"""13: somebody took the time to write; thank them (seed: thank for the suggestion)."""

from __future__ import annotations

from collections.abc import Iterator

from vitrino.domain.message import say
from vitrino.domain.tone.complaints import earlier
from vitrino.domain.tone.cues import Cues
from vitrino.domain.tone.finding import Finding, Rule
from vitrino.domain.tone.reply import Reply


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    if cues.groups and not any(
        cues.find(words, "thanks", "thanks_beyond_words") for words in (reply.words, *earlier(reply))
    ):
        yield Finding(
            rule=RULE.id,
            level=RULE.level,
            reason=say("There is no thank-you in this reply."),
            remedy=say("Thank for the message, the praise or the hint. A complaint is a hint, too."),
            replacement=cues.better("thanks"),
        )


RULE = Rule(13, "thanks", "suggest", check)

"""3: a "but" after the apology takes it back."""

from __future__ import annotations

from collections.abc import Iterator

from vitrino.domain.message import say
from vitrino.domain.tone.complaints import apologies
from vitrino.domain.tone.cues import Cues
from vitrino.domain.tone.finding import Finding, Rule
from vitrino.domain.tone.reply import Reply


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    sorry = apologies(reply.words, cues)
    hits = [
        hit for hit in cues.find(reply.words, "but")
        if any(one.last < hit.first and hit.sentence - one.sentence <= 1 for one in sorry)
    ]  # fmt: skip
    if hits:
        yield Finding(
            rule=RULE.id,
            level=RULE.level,
            spans=tuple(hit.span for hit in hits),
            reason=say("After an apology, “{word}” takes it back: people hear an excuse.",
                       word=reply.text[hits[0].start : hits[0].end]),
            remedy=say("End the sentence after the apology. Then say what you will do."),
            replacement=cues.better("but"),
        )  # fmt: skip


RULE = Rule(3, "but_after_apology", "warn", check)

"""22: nothing is promised that nobody can keep, and nothing admitted that a lawyer should have read first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vitrino.domain.message import say
from vitrino.domain.tone.cues import Cues, Hit
from vitrino.domain.tone.finding import Finding, Rule
from vitrino.domain.tone.reply import Reply
from vitrino.domain.tone.words import read

_PER_CENT = re.compile(r"\s*(?:%|per ?cent|proc|elcent)")


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    promises = [hit for hit in cues.find(reply.words, "promise") if _is_promise(hit, reply)]
    if promises:
        yield Finding(
            rule=RULE.id,
            level=RULE.level,
            spans=tuple(hit.span for hit in promises),
            reason=say("This promises more than anybody can keep."),
            remedy=say("Say what you will do, not what will never happen again."),
            replacement=cues.better("promise"),
        )
    admissions = cues.find(reply.words, "liability", *(("fault",) if _is_hurt(reply, cues) else ()))
    if admissions:
        yield Finding(
            rule=RULE.id,
            level=RULE.level,
            spans=tuple(hit.span for hit in admissions),
            reason=say("This can be read as accepting a legal claim."),
            remedy=say("Say that you are sorry and that you take it seriously; let the owner decide about the rest."),
            replacement=cues.better("liability"),
        )


def _is_promise(hit: Hit, reply: Reply) -> bool:
    """A bare 100 is a number, unless per cent are meant."""
    return not reply.text[: hit.end].endswith("100") or bool(_PER_CENT.match(reply.text, hit.end))


def _is_hurt(reply: Reply, cues: Cues) -> bool:
    """Whether somebody was hurt or fell ill; only then "our fault" is more than good manners."""
    theirs = read(reply.customer.text, reply.language)
    return bool(cues.find(theirs, "injury") or cues.find(reply.words, "injury"))


RULE = Rule(22, "over_promise", "warn", check)

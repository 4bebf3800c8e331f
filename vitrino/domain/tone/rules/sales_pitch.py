"""23: nobody who complains wants to be sold something; a voucher comes after the remedy, not instead of it."""

from __future__ import annotations

from collections.abc import Iterator

from vitrino.domain.message import say
from vitrino.domain.tone.complaints import complains
from vitrino.domain.tone.cues import Cues, Hit
from vitrino.domain.tone.finding import Finding, Rule
from vitrino.domain.tone.reply import Reply
from vitrino.domain.tone.words import read


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    hits = _pitches(reply, cues) if complains(reply.customer) else []
    if hits:
        yield Finding(
            rule=RULE.id,
            level=RULE.level,
            spans=tuple(hit.span for hit in hits),
            reason=say("This advertises to somebody who is waiting for help."),
            remedy=say("Put it right first. A voucher can come after the remedy, advertising another day."),
            replacement=cues.better("pitch"),
        )


def _pitches(reply: Reply, cues: Cues) -> list[Hit]:
    """Advertising anywhere; vouchers unless the remedy stands before them or the complaint is about a voucher."""
    remedies = cues.find(reply.words, "remedy")
    first = remedies[0].first if remedies else len(reply.words.words)
    is_about_one = bool(cues.find(read(reply.customer.text, reply.language), "voucher", "about_voucher"))
    vouchers = [hit for hit in cues.find(reply.words, "voucher") if hit.first < first and not is_about_one]
    return sorted([*cues.find(reply.words, "pitch"), *vouchers], key=lambda hit: hit.first)


RULE = Rule(23, "sales_pitch", "warn", check)

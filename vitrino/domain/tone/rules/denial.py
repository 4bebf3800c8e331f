"""5: no denying and no arguing, also when the customer is mistaken (seed: never argue)."""

from __future__ import annotations

from collections.abc import Iterator

from vitrino.domain.message import say
from vitrino.domain.tone.complaints import complains
from vitrino.domain.tone.cues import Cues, Hit
from vitrino.domain.tone.finding import Finding, Level, Rule
from vitrino.domain.tone.reply import Reply


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    hits = cues.find(reply.words, "denial", "argument", *(("contradiction",) if _may_complain(reply) else ()))
    if hits:
        yield Finding(
            rule=RULE.id,
            level=_level(reply, hits),
            spans=tuple(hit.span for hit in hits),
            reason=say("This contradicts the customer in front of everybody. An argument is lost, whoever is right."),
            remedy=say("Say what you see on your side, and offer to look at it together."),
            replacement=cues.better(hits[0].group),
        )


def _level(reply: Reply, hits: list[Hit]) -> Level:
    """Only an "actually", and nobody has said that the customer complains: that may be harmless."""
    is_mild = all(hit.group == "contradiction" for hit in hits) and not complains(reply.customer)
    return "warn" if is_mild else "block"


def _may_complain(reply: Reply) -> bool:
    """To a question "actually" is only a word; to a complaint, or to who knows what, it contradicts."""
    is_unknown = not reply.customer.text and reply.customer.is_complaint is None and reply.customer.stars is None
    return is_unknown or complains(reply.customer)


RULE = Rule(5, "denial", "block", check)

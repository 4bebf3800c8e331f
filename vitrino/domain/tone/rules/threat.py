"""7: no threat of law, and no asking to delete or change a review (platforms forbid it; so does the law)."""

from __future__ import annotations

from collections.abc import Iterator

from vitrino.domain.message import say
from vitrino.domain.tone.cues import Cues, Hit
from vitrino.domain.tone.finding import Finding, Rule
from vitrino.domain.tone.reply import Reply


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    threats = cues.find(reply.words, "threat")
    if threats:
        yield _finding(reply, cues, threats, is_threat=True)
    reviews = cues.find(reply.words, "review")
    if reviews:
        yield _finding(reply, cues, reviews, is_threat=False)


def _finding(reply: Reply, cues: Cues, hits: list[Hit], *, is_threat: bool) -> Finding:
    if is_threat:
        reason = say("This threatens the customer. It makes the shop look weak, and it is shared widely.")
        remedy = say("Offer to settle it. What is unlawful, report to the platform without saying so here.")
    else:
        reason = say("Asking to delete or change a review is against the rules of the platforms.")
        remedy = say(
            "Solve the problem and ask whether they are content. Whether they change the review is up to them."
        )
    return Finding(
        rule=RULE.id,
        level=RULE.level,
        spans=tuple(hit.span for hit in hits),
        reason=reason,
        remedy=remedy,
        replacement=cues.better(hits[0].group),
    )


RULE = Rule(7, "threat", "block", check)

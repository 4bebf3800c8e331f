"""12: no sooner than the shop usually manages; a promise that breaks is worse than none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from vitrino.domain.message import say
from vitrino.domain.tone.cues import Cues
from vitrino.domain.tone.finding import Finding, Rule
from vitrino.domain.tone.reply import Reply

_HOUR, _DAY = 60, 24 * 60
# Time to spare: half as much again.
_SPARE = 1.5


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    usual = reply.shop.median_answer_minutes
    if usual is None:
        return
    early = [due for due in reply.dues if due.wait < timedelta(minutes=usual)]
    if early:
        first = early[0].span
        yield Finding(
            rule=RULE.id,
            level=RULE.level,
            spans=tuple(due.span for due in early),
            reason=say("“{words}” is sooner than half of your cases like this take.",
                       words=reply.text[first.start : first.end]),
            remedy=say("Give yourself more time; being early is a present, being late breaks a promise."),
            replacement=_longer(usual, cues),
        )  # fmt: skip


def _longer(usual: int, cues: Cues) -> str | None:
    """Half as much again as usual, in whole hours, past two days in days: "within 6 hours"."""
    minutes = usual * _SPARE
    is_days = minutes > 2 * _DAY
    words = cues.better("days" if is_days else "hours")
    return words and words.replace("{number}", str(max(2, -int(-minutes // (_DAY if is_days else _HOUR)))))


RULE = Rule(12, "keepable_deadline", "warn", check)

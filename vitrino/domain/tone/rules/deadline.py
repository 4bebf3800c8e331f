"""11: by when, exactly; "soon" and "as soon as possible" promise nothing (seed: clear deadlines, and keep them)."""

from __future__ import annotations

from collections.abc import Iterator

from vitrino.domain.message import say
from vitrino.domain.tone.complaints import complains
from vitrino.domain.tone.cues import Cues
from vitrino.domain.tone.finding import Finding, Rule, Span
from vitrino.domain.tone.reply import Reply


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    if not cues.groups:
        return
    times = reply.dues if reply.now else ()
    closed = [due.span for due in times if not due.is_open]
    if closed:
        yield _closed(reply, closed)
    if times or cues.find(reply.words, "concrete"):
        return
    vague = cues.find(reply.words, "vague")
    if vague:
        yield Finding(
            rule=RULE.id,
            level=RULE.level,
            spans=tuple(hit.span for hit in vague),
            reason=say("“{words}” is no deadline: everybody imagines another one.",
                       words=reply.text[vague[0].start : vague[0].end]),
            remedy=say("Name a time you can keep, such as “by tomorrow, 5 pm”. It becomes the promise of this case."),
            replacement=cues.better("vague"),
        )  # fmt: skip
    elif complains(reply.customer) and not cues.find(reply.words, "done"):
        yield Finding(
            rule=RULE.id,
            level=RULE.level,
            reason=say("This answers a complaint and doesn't say by when something will happen."),
            remedy=say("Name a time you can keep, such as “by tomorrow, 5 pm”. It becomes the promise of this case."),
            replacement=cues.better("concrete"),
        )


def _closed(reply: Reply, spans: list[Span]) -> Finding:
    return Finding(
        rule=RULE.id,
        level=RULE.level,
        spans=tuple(spans),
        reason=say("At that time (“{words}”) your shop is closed.", words=reply.text[spans[0].start : spans[0].end]),
        remedy=say("Name a time within your opening hours, so that somebody is there to keep it."),
    )


RULE = Rule(11, "deadline", "warn", check)

"""25: a public answer to a complaint is long enough to be meant and short enough to be read."""

from __future__ import annotations

from collections.abc import Iterator

from vitrino.domain.message import Message, say
from vitrino.domain.tone.complaints import complains
from vitrino.domain.tone.cues import Cues
from vitrino.domain.tone.finding import Finding, Rule, Span
from vitrino.domain.tone.reply import Reply

SHORTEST, LONGEST = 150, 600


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    """Only the first answer: a second one in the thread may be one line. A channel with less room sets the top."""
    length = len(" ".join(reply.text.split()))
    longest = min(LONGEST, reply.shop.max_length or LONGEST)
    if not reply.is_public or reply.shop.thread_replies or not complains(reply.customer):
        return
    shortest = SHORTEST if longest >= 2 * SHORTEST else longest // 2
    if length < shortest:
        reason = say("{length} characters: to a complaint this reads as brushing off.", length=length)
        yield _finding(
            (), reason, say("Say sorry, name the problem, and say what happens by when."), cues.better("short")
        )
    elif length > longest:
        reason = say("{length} characters: in public few read more than {longest}.", length=length, longest=longest)
        remedy = say("Keep the apology, the remedy and the time; the rest belongs in a private message.")
        yield _finding((Span(longest, len(reply.text)),), reason, remedy, None)


def _finding(spans: tuple[Span, ...], reason: Message, remedy: Message, replacement: str | None) -> Finding:
    return Finding(rule=RULE.id, level=RULE.level, spans=spans, reason=reason, remedy=remedy, replacement=replacement)


RULE = Rule(25, "length", "suggest", check)

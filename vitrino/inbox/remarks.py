"""What the tone check says, ready to be shown beside the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vitrino.domain.message import Message
from vitrino.domain.tone import Finding, Level, Reply
from vitrino.inbox import judging
from vitrino.inbox.rewording import reworded

MOST_QUOTES, LONGEST_QUOTE = 3, 60


@dataclass(frozen=True)
class Remark:
    """One finding. key: the same for the same remark about the same text. quotes: the words it is about.

    wording: what to write instead, "" to leave them out; None where only a person knows.
    """

    key: str
    level: Level
    quotes: tuple[str, ...]
    reason: Message
    remedy: Message
    wording: str | None


def remarks_of(reply: Reply) -> list[Remark]:
    """Every remark about the answer, blocking ones first."""
    return [
        Remark(key, one.level, _quotes(reply.text, one), one.reason, one.remedy, one.replacement)
        for key, one in _named(judging.findings_of(reply))
    ]


def text_with(reply: Reply, key: str) -> str:
    """The answer with the wording of that remark; unchanged when the remark no longer holds."""
    found = next((one for name, one in _named(judging.findings_of(reply)) if name == key), None)
    return reworded(reply, found) if found else reply.text


def _named(findings: Sequence[Finding]) -> list[tuple[str, Finding]]:
    """Each finding with a name: its rule, and which one of that rule it is."""
    rules = [one.rule for one in findings]
    return [(f"{one.rule}-{rules[:place].count(one.rule)}", one) for place, one in enumerate(findings)]


def _quotes(text: str, finding: Finding) -> tuple[str, ...]:
    """The words it is about, unless the reason names them itself."""
    pieces = dict.fromkeys(" ".join(text[span.start : span.end].split()) for span in finding.spans[:MOST_QUOTES])
    told = str(finding.reason)
    return tuple(_short(piece) for piece in pieces if piece and piece not in told)


def _short(piece: str) -> str:
    return piece if len(piece) <= LONGEST_QUOTE else f"{piece[:LONGEST_QUOTE]}…"

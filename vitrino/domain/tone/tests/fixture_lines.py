"""The fixtures: one file a rule and language, one reply a line, with what the rule must say about it.

{"reply": "…" or {"text": "…", "surface": …}, "customer": "…" or {…}, "shop": {…}, "flag": true,
 "spans": ["…"], "level": "…"}
`spans` and `level`, where given, are the pieces of the text the rule points at and the gravest level of its remarks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from vitrino.domain.tone import RULES, Reply, Rule
from vitrino.domain.tone.cues import LANGUAGES, cues
from vitrino.domain.tone.finding import Finding
from vitrino.domain.tone.given import reply_from

FIXTURES = Path(__file__).with_name("fixtures")


@dataclass(frozen=True)
class Fixture:
    rule: Rule
    language: str
    number: int
    reply: Reply
    is_flagged: bool
    pieces: tuple[str, ...] | None
    level: str | None

    def findings(self) -> list[Finding]:
        return list(self.rule.check(self.reply, cues(self.rule.id, self.language)))


def pairs() -> list[tuple[Rule, str]]:
    return [(rule, language) for rule in RULES for language in LANGUAGES]


@cache
def fixtures(rule: Rule, language: str) -> tuple[Fixture, ...]:
    path = FIXTURES / language / f"{rule.id}.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return tuple(_fixture(rule, language, number, json.loads(line)) for number, line in enumerate(lines, 1) if line)


def good_replies(language: str) -> Iterator[Reply]:
    """Replies to which no blocking rule may object."""
    for line in (FIXTURES / language / "good_replies.jsonl").read_text(encoding="utf-8").splitlines():
        yield _reply(json.loads(line), language)


def _fixture(rule: Rule, language: str, number: int, line: dict[str, Any]) -> Fixture:
    pieces = tuple(line["spans"]) if "spans" in line else None
    return Fixture(rule, language, number, _reply(line, language), line["flag"], pieces, line.get("level"))


def _reply(line: dict[str, Any], language: str) -> Reply:
    given = line["reply"] if isinstance(line["reply"], dict) else {"text": line["reply"]}
    around: dict[str, Any] = {name: line[name] for name in ("customer", "shop") if name in line}
    reply: dict[str, Any] = {"language": language, **given, **around}
    if isinstance(reply.get("customer"), str):
        reply["customer"] = {"text": reply["customer"]}
    reply["customer"] = {"language": language, **reply.get("customer", {})}
    return reply_from(reply)

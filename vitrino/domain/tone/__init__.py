"""The tone check: 26 rules that judge a reply before it is sent, offline, in English, Polish and Esperanto."""

from __future__ import annotations

import pkgutil
from dataclasses import replace
from importlib import import_module
from typing import Literal

from vitrino.domain.language import identify
from vitrino.domain.tone import rules
from vitrino.domain.tone.cues import LANGUAGES, cues
from vitrino.domain.tone.finding import LEVELS, Finding, Level, Rule, Span
from vitrino.domain.tone.reply import Customer, Reply, Shop

__all__ = ["LEVELS", "RULES", "Customer", "Finding", "Level", "Reply", "Rule", "Shop", "Span", "check", "verdict"]

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (import_module(f"{rules.__name__}.{found.name}").RULE for found in pkgutil.iter_modules(rules.__path__)),
        key=lambda rule: rule.number,
    )
)


def check(reply: Reply) -> tuple[Finding, ...]:
    """Every remark, blocking ones first, then in the order of the rules. A language left out is guessed."""
    if not reply.language:
        reply = replace(reply, language=identify(reply.text, LANGUAGES).language)
    findings = [finding for rule in RULES for finding in rule.check(reply, cues(rule.id, reply.language))]
    return tuple(sorted(findings, key=lambda finding: LEVELS.index(finding.level)))


def verdict(findings: tuple[Finding, ...]) -> Literal["ok", "warn", "block"]:
    """The gravest of them; a suggestion is ok."""
    levels = {finding.level for finding in findings}
    return "block" if "block" in levels else "warn" if "warn" in levels else "ok"

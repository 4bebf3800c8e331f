"""Every rule against its fixtures, in every language."""

from __future__ import annotations

import pytest

from vitrino.domain.tone import LEVELS, RULES, Rule, check
from vitrino.domain.tone.cues import LANGUAGES
from vitrino.domain.tone.tests.fixture_lines import Fixture, fixtures, good_replies, pairs

LEAST = 20
MIN_PRECISION = 0.9
EACH_PAIR = pytest.mark.parametrize(
    ("rule", "language"), pairs(), ids=[f"{rule.number}-{rule.id}-{language}" for rule, language in pairs()]
)


def wrong(fixture: Fixture) -> str | None:
    """What the rule got wrong, in words."""
    findings = fixture.findings()
    if bool(findings) != fixture.is_flagged:
        return f"{fixture.number} {'missed' if fixture.is_flagged else 'flagged'}: {fixture.reply.text}"
    found = [fixture.reply.text[span.start : span.end] for finding in findings for span in finding.spans]
    if fixture.pieces is not None and sorted(found) != sorted(fixture.pieces):
        return f"{fixture.number} points at {found}, not {list(fixture.pieces)}"
    gravest = min((finding.level for finding in findings), key=LEVELS.index, default=None)
    if fixture.level is not None and gravest != fixture.level:
        return f"{fixture.number} is {gravest}: {fixture.reply.text}"
    return None


@EACH_PAIR
def test_a_rule_has_twenty_examples_for_and_against(rule: Rule, language: str) -> None:
    flags = [fixture.is_flagged for fixture in fixtures(rule, language)]
    assert flags.count(True) >= LEAST
    assert flags.count(False) >= LEAST


@EACH_PAIR
def test_no_example_is_written_twice(rule: Rule, language: str) -> None:
    seen = [(fixture.reply.text, fixture.reply.customer, fixture.reply.shop) for fixture in fixtures(rule, language)]
    assert [text for number, (text, *rest) in enumerate(seen) if (text, *rest) in seen[:number]] == []


@EACH_PAIR
def test_a_rule_judges_its_examples_right(rule: Rule, language: str) -> None:
    found = [(bool(fixture.findings()), fixture.is_flagged) for fixture in fixtures(rule, language)]
    right = found.count((True, True))
    precision = right / max(1, right + found.count((True, False)))
    recall = right / max(1, right + found.count((False, True)))
    print(f"{rule.number:>2} {rule.id:<22} {language}  precision {precision:.2f}  recall {recall:.2f}")  # noqa: T201
    assert [said for fixture in fixtures(rule, language) if (said := wrong(fixture))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_rule_blocks_a_good_reply(language: str) -> None:
    replies = list(good_replies(language))
    assert len(replies) >= 60
    blocked = [(finding.rule, reply.text) for reply in replies for finding in check(reply) if finding.level == "block"]
    assert blocked == []


def test_rules_are_numbered_once() -> None:
    assert [rule.number for rule in RULES] == sorted({rule.number for rule in RULES})

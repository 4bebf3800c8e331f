"""How what a rule noticed becomes a row, and back."""

from __future__ import annotations

from typing import Any

from vitrino.checkup.models import Notice
from vitrino.checkup.rule import AnyRule, Evidence, Noticed, Way
from vitrino.domain.message import Message


def fields_of(rule: AnyRule, noticed: Noticed) -> dict[str, Any]:
    """The columns of a notice that come from its rule."""
    return {
        "severity": noticed.severity or rule.severity,
        "template": noticed.message.template,
        "values": noticed.message.stored(),
        "evidence": [_evidence(one) for one in noticed.evidence],
        "ways": [_way(one) for one in noticed.ways],
        "about": noticed.about,
    }


def message_of(notice: Notice) -> Message:
    return Message(notice.template, notice.values)


def evidence_of(notice: Notice) -> list[Evidence]:
    return [Evidence(_message(one), one["page"], one["arguments"]) for one in notice.evidence]


def ways_of(notice: Notice) -> list[Way]:
    """The remedy first."""
    return [Way(_message(one), one["page"], one["arguments"], one["action"] or None) for one in notice.ways]


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return _said(evidence.message) | {"page": evidence.page, "arguments": dict(evidence.arguments)}


def _way(way: Way) -> dict[str, Any]:
    return _said(way.label) | {"page": way.page, "arguments": dict(way.arguments), "action": way.action or ""}


def _said(message: Message) -> dict[str, Any]:
    return {"template": message.template, "values": message.stored()}


def _message(stored: dict[str, Any]) -> Message:
    return Message(stored["template"], stored["values"])

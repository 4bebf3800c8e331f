"""How what a rule noticed becomes a row, and back."""

from __future__ import annotations

from collections.abc import Mapping
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
        "ways": [way_to_json(one) for one in noticed.ways],
        "about": noticed.about,
    }


def message_of(notice: Notice) -> Message:
    return Message(notice.template, notice.values)


def evidence_of(notice: Notice) -> list[Evidence]:
    return [Evidence(message(one), one["page"], one["arguments"]) for one in notice.evidence]


def ways_of(notice: Notice) -> list[Way]:
    """The remedy first."""
    return [way(one) for one in notice.ways]


def way_to_json(way: Way) -> dict[str, Any]:
    return said(way.label) | {"page": way.page, "arguments": dict(way.arguments), "action": way.action or ""}


def way(stored: Mapping[str, Any]) -> Way:
    return Way(message(stored), stored["page"], stored["arguments"], stored["action"] or None)


def said(message: Message) -> dict[str, Any]:
    return {"template": message.template, "values": message.stored()}


def message(stored: Mapping[str, Any]) -> Message:
    return Message(stored["template"], stored["values"])


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return said(evidence.message) | {"page": evidence.page, "arguments": dict(evidence.arguments)}

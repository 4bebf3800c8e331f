"""What the platform answered, kept as proof: plain JSON, in words of ours, without secrets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from vitrino.domain.message import Message
from vitrino.domain.publication.evidence import Evidence


def answer(evidence: Evidence | None) -> dict[str, Any]:
    """{"kind": "confirmed", "remote_id": …}; empty when nothing was heard."""
    if evidence is None:
        return {}
    told = {name: _plain(value) for name, value in asdict(evidence).items() if value not in ("", None)}
    return {"kind": _kind(evidence), **told}


def message(said: Message | None) -> dict[str, Any]:
    """A message for a JSON column, under "said"."""
    return {"said": {"template": said.template, "values": dict(said.values)}} if said else {}


def said_in(stored: Mapping[str, Any]) -> Message | None:
    """The message `message` has put there."""
    said = stored.get("said")
    return Message(said["template"], said.get("values") or {}) if said else None


def _kind(evidence: Evidence) -> str:
    """Confirmed -> "confirmed", OutcomeUnknown -> "outcome_unknown"."""
    name = type(evidence).__name__
    return "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in name).lstrip("_")


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value

"""A case as JSON and back, so that an app can keep it in one field."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any

from vitrino.domain.cases.facts import Case, Promise, Said, Written
from vitrino.domain.cases.names import CaseState, OwnReason, PromiseState
from vitrino.domain.message import say
from vitrino.domain.problem import Problem

_SAID = frozenset({"acknowledged", "moved_private", "remedy_said", "asked", "reminded", "answer", "note"})
_WRITTEN = frozenset({"remedy", "reason", "skipped", "lesson"})


def to_json(case: Case) -> dict[str, Any]:
    """Every fact by its name; moments as ISO text, what isn't known yet left out."""
    found = {field.name: getattr(case, field.name) for field in fields(case)}
    return {name: _plain(value) for name, value in found.items() if value is not None}


def from_json(stored: Any) -> Case:
    """The reverse. Raises Problem for anything that is no case."""
    try:
        values = {name: _read(name, value) for name, value in stored.items()}
        return Case(**values)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Problem(say("This case can't be read. Please load the page again.")) from error


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Said | Written | Promise):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def _read(name: str, value: Any) -> Any:
    if name in _SAID:
        return _said(value)
    if name in _WRITTEN:
        return _written(value)
    if name == "promises":
        return tuple(_promise(one) for one in value)
    if name == "received_at":
        return _moment(value)
    return CaseState(value) if name == "state" else value


def _said(value: dict[str, Any]) -> Said:
    return Said(_moment(value["at"]), value["message_id"], value["by"])


def _written(value: dict[str, Any]) -> Written:
    own = OwnReason(value["own"]) if value["own"] else None
    return Written(_moment(value["at"]), value["words"], value["by"], own)


def _promise(value: dict[str, Any]) -> Promise:
    ended_at = _moment(value["ended_at"]) if value["ended_at"] else None
    state = PromiseState(value["state"])
    return Promise(_said(value["said"]), value["what"], _moment(value["due_at"]), state, ended_at)


def _moment(text: str) -> datetime:
    """An aware moment. Raises ValueError for one without a zone."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"no zone: {text}")
    return moment

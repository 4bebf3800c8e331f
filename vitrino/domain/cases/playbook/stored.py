"""A shop's own playbook as JSON, read strictly."""

from __future__ import annotations

from typing import Any

from vitrino.domain.cases.names import CaseEvent
from vitrino.domain.cases.playbook.steps import LANGUAGES, Playbook, Step
from vitrino.domain.deadlines import Target
from vitrino.domain.message import say
from vitrino.domain.problem import Problem


def to_json(playbook: Playbook) -> dict[str, Any]:
    """{"version", "steps": [{"event", "minutes", "in_opening_hours", "says": {language: text}}]}."""
    return {
        "version": playbook.version,
        "steps": [
            {
                "event": step.event.value,
                "minutes": step.within.minutes,
                "in_opening_hours": step.within.in_opening_hours,
                "says": dict(step.says),
            }
            for step in playbook.steps
        ],
    }


def from_json(stored: Any) -> Playbook:
    """The reverse; faults are not looked for. Raises Problem for anything that is no playbook."""
    try:
        return Playbook(int(stored["version"]), tuple(_step(row) for row in stored["steps"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Problem(say("The playbook can't be read. Please load the page again.")) from error


def _step(row: dict[str, Any]) -> Step:
    says = {str(language): str(text) for language, text in row["says"].items()}
    if not says.keys() <= set(LANGUAGES):
        raise ValueError(f"a language Vitrino doesn't speak: {sorted(says)}")
    return Step(CaseEvent(row["event"]), Target(int(row["minutes"]), bool(row["in_opening_hours"])), says)

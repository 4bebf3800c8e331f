"""The playbook of a complaint: what is done, by when and in which words. A shop may edit it; each edit is a version."""

from __future__ import annotations

from vitrino.domain.cases.playbook.default import DEFAULT_PLAYBOOK
from vitrino.domain.cases.playbook.steps import LANGUAGES, ORDER, Playbook, Step, edited, faults
from vitrino.domain.cases.playbook.stored import from_json, to_json

__all__ = ["DEFAULT_PLAYBOOK", "LANGUAGES", "ORDER", "Playbook", "Step", "edited", "faults", "from_json", "to_json"]

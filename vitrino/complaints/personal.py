"""What cases tell of a person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from vitrino.complaints.models import Answer, Case, Step
from vitrino.domain.message import say
from vitrino.workspace.keeping import Holding, Subject

# The only free words a case keeps; everything else in it is times, states and numbers of rows.
WORDS = frozenset({"what", "words"})


def held(subject: Subject) -> list[Holding]:
    """Their complaints: what was promised, done and written down."""
    rows: list[dict[str, object]] = [
        {"since": one.opened_at, "kind": one.kind, "state": one.state, "closed": one.closed_at, "case": one.facts,
         "steps": [f"{step.at:%Y-%m-%d %H:%M} {step.event}: {step.text}" for step in one.steps.order_by("at")]}
        for one in _theirs(subject)
    ]  # fmt: skip
    return [Holding(say("Complaints"), rows)]


def erase(subject: Subject, now: datetime) -> int:
    """That there was a complaint, of which kind, and whether the promise was kept, stays."""
    cases = list(_theirs(subject))
    Answer.objects.filter(case__in=cases).update(text="", contact="", dues=[])
    Step.objects.filter(case__in=cases).update(text="", contact="", dues=[], reason={})
    for case in cases:
        case.facts, case.ended_at = _wordless(case.facts), case.ended_at or now
        # Nobody is left to whom it could be kept.
        case.due_at = case.step_due_at = case.promise_due_at = None
        case.save(update_fields=["facts", "due_at", "step_due_at", "promise_due_at", "ended_at"])
    return len(cases)


def _theirs(subject: Subject) -> QuerySet[Case]:
    talks = Q(conversation__in=subject.conversations) | Q(private_talk__in=subject.conversations)
    return Case.objects.filter(talks, workspace=subject.workspace).order_by("pk")


def _wordless(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: "" if name in WORDS and isinstance(one, str) else _wordless(one) for name, one in value.items()}
    return [_wordless(one) for one in value] if isinstance(value, list) else value

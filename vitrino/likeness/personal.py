"""Answers of the shop that are remembered to notice a repeated one."""

from __future__ import annotations

from datetime import datetime

from vitrino.likeness.models import Mark, Said
from vitrino.workspace.keeping import Holding, Subject


def held(subject: Subject) -> list[Holding]:
    """Nothing but what the answers themselves show."""
    return []


def erase(subject: Subject, now: datetime) -> int:
    """No longer remembered."""
    said = Said.objects.filter(publication__in=subject.publications)
    Mark.objects.filter(workspace=subject.workspace, said__in=list(said.values_list("pk", flat=True))).delete()
    return said.delete()[0]

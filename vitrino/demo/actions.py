"""Opening the sample shop."""

from __future__ import annotations

from datetime import datetime

from vitrino.workspace import actions as workspaces
from vitrino.workspace.models import Person, Workspace

NAME = "Piekarnia Zorza"


def open_sample_shop(*, by: Person, now: datetime) -> Workspace:
    """This person's sample shop, made and filled the first time."""
    found = Workspace.objects.filter(is_sample=True, memberships__person=by).first()
    if found is not None:
        return found
    return workspaces.open_workspace(name=NAME, by=by, language=by.language, now=now, is_sample=True)

"""Reading whether and by whom a shop is helped."""

from __future__ import annotations

from vitrino.assist.models import AssistSettings
from vitrino.workspace.models import Workspace


def settings_of(workspace: Workspace) -> AssistSettings:
    """The shop's settings; off where nobody ever chose. Costs a query."""
    found = AssistSettings.objects.filter(workspace=workspace).first()
    return found or AssistSettings(workspace=workspace)


def is_ready(chosen: AssistSettings) -> bool:
    """Is it switched on, and does it say where and which?"""
    return bool(chosen.is_on and chosen.base_url and chosen.model)

"""What Vitrino can propose for each part of a strategy, from what it already knows; nothing is made up.

One module for each part, named like it, with `find(workspace, now)`.
"""

from __future__ import annotations

from datetime import datetime
from importlib import import_module

from vitrino.guidance.proposals.proposal import Proposal
from vitrino.workspace.models import Workspace

__all__ = ["MOST", "Proposal", "proposals_for"]

# More would be a list to read, not help to write.
MOST = 8


def proposals_for(workspace: Workspace, part: str, now: datetime) -> list[Proposal]:
    """The proposals for a part, the strongest evidence first; [] where nothing is known yet."""
    found: list[Proposal] = import_module(f"{__name__}.{part}").find(workspace, now)
    return found[:MOST]

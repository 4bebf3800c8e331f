"""What the planner looks at by itself."""

from __future__ import annotations

from datetime import datetime

from vitrino.engine.work import every
from vitrino.planner import gaps
from vitrino.workspace.models import Workspace


@every("planner.gaps", 3600)
def warn_of_gaps(now: datetime) -> None:
    for workspace in Workspace.objects.order_by("pk"):
        gaps.tell(workspace, now)

"""The checkup comes round every hour."""

from __future__ import annotations

import logging
from datetime import datetime

from vitrino.checkup import actions
from vitrino.engine.work import every
from vitrino.workspace.models import Workspace

logger = logging.getLogger(__name__)


@every("checkup.run", 3600)
def run(now: datetime) -> None:
    """Every shop that is set up; trouble with one does not keep the others waiting."""
    for workspace in Workspace.objects.filter(onboarding_step=0).order_by("pk"):
        try:
            actions.run(workspace=workspace, now=now)
        except Exception:
            logger.exception("the checkup of workspace %s failed", workspace.pk)

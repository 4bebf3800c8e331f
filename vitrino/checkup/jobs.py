"""The checkup comes round every hour, looks again soon after a change, and writes once a week."""

from __future__ import annotations

import logging
from datetime import datetime

from vitrino.checkup import actions, attention, letters, mailing
from vitrino.checkup.models import Attention, LetterMail
from vitrino.engine.work import all_rows, every, work
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


@every("checkup.follow", 60)
def follow(now: datetime) -> None:
    attention.follow(now)
    actions.wake(now=now)


@every("checkup.letters", 900)
def write_letters(now: datetime) -> None:
    letters.write_due(now)


@work("checkup.look", all_rows(Attention), lease_s=120)
def look(row: Attention, now: datetime) -> datetime | None:
    return attention.look(row, now)


@work("checkup.mail", all_rows(LetterMail), lease_s=180)
def mail(row: LetterMail, now: datetime) -> datetime | None:
    return mailing.work_off(row, now)

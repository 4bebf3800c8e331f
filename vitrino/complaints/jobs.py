"""Cases look after themselves: each row says when."""

from __future__ import annotations

from datetime import datetime

from vitrino.complaints import actions
from vitrino.complaints.models import Case
from vitrino.engine.work import all_rows, work


@work("complaints.case", all_rows(Case))
def attend(case: Case, now: datetime) -> datetime | None:
    return actions.attend(case=case, now=now)

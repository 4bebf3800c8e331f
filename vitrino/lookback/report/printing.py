"""Making the PDF of a report in the background, with its progress written down."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.utils import timezone, translation

from vitrino.domain.problem import Problem
from vitrino.domain.slots import zone
from vitrino.lookback import queries
from vitrino.lookback.models import Report
from vitrino.lookback.report import paper

logger = logging.getLogger(__name__)

MOST_TRIES = 3
# No link works longer, and a PDF is made again in a second.
KEPT_FOR = timedelta(days=90)
PAUSE = timedelta(minutes=1)


def work_off(row: Report, now: datetime) -> datetime | None:
    """Print what is due; when to try again."""
    mine = Report.objects.filter(pk=row.pk, pdf_state=Report.Pdf.MAKING)
    if not mine.update(share=0.2, attempts=row.attempts + 1):
        return None
    with translation.override(row.language or None), timezone.override(zone(row.workspace.time_zone)):
        data = paper.sheet(row, queries.look_of(row.workspace))
    mine.update(share=0.5)
    try:
        made = paper.print_pdf(data)
    except Problem as problem:
        logger.warning("report %s could not be printed (%s)", row.pk, row.attempts + 1)
        return _failed(row, problem, now)
    mine.update(pdf=made, pdf_state=Report.Pdf.READY, share=1)
    return None


def _failed(row: Report, problem: Problem, now: datetime) -> datetime | None:
    if row.attempts + 1 < MOST_TRIES:
        return now + PAUSE
    trouble = {"template": problem.message.template, "values": problem.message.stored()}
    Report.objects.filter(pk=row.pk, pdf_state=Report.Pdf.MAKING).update(pdf_state=Report.Pdf.FAILED, trouble=trouble)
    return None


def tidy(now: datetime) -> int:
    """Drop the files of old reports, so that backups stay small; what the reports tell stays. How many."""
    old = Report.objects.filter(pdf_state=Report.Pdf.READY, made_at__lte=now - KEPT_FOR)
    return old.update(pdf=b"", pdf_state=Report.Pdf.NONE, share=0)

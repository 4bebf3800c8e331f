"""Looks back, experiments, reports."""

from vitrino.lookback.views.experiments import experiment, experiments, verdict
from vitrino.lookback.views.looking import begin, closing, decision_removal, decisions, home, look_back, rhythm
from vitrino.lookback.views.outside import no_more, shared, shared_pdf
from vitrino.lookback.views.reports import (
    again,
    link_removal,
    links,
    look,
    making_report,
    pdf,
    pdf_progress,
    reader_removal,
    readers,
    report,
    reports,
    table,
)

__all__ = [
    "again",
    "begin",
    "closing",
    "decision_removal",
    "decisions",
    "experiment",
    "experiments",
    "home",
    "link_removal",
    "links",
    "look",
    "look_back",
    "making_report",
    "no_more",
    "pdf",
    "pdf_progress",
    "reader_removal",
    "readers",
    "report",
    "reports",
    "rhythm",
    "shared",
    "shared_pdf",
    "table",
    "verdict",
]

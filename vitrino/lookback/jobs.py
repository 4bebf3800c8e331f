"""Reminders, experiments, reports and their mails, by themselves."""

from __future__ import annotations

from datetime import datetime

from vitrino.engine.work import all_rows, every, work
from vitrino.lookback import experimenting, looking
from vitrino.lookback.models import Report, ReportMail
from vitrino.lookback.report import mailing, printing
from vitrino.workspace.models import Workspace


@every("lookback.begin-experiments", 300)
def begin_experiments(now: datetime) -> None:
    experimenting.begin_new(now)


@every("lookback.look-at-experiments", 3600)
def look_at_experiments(now: datetime) -> None:
    experimenting.look(now)


@every("lookback.remind", 3600)
def remind(now: datetime) -> None:
    for workspace in Workspace.objects.filter(onboarding_step=0):
        looking.remind(workspace, now)


@every("lookback.send-reports", 1800)
def send_reports(now: datetime) -> None:
    mailing.send_due(now)


@every("lookback.tidy", 24 * 3600)
def tidy(now: datetime) -> None:
    printing.tidy(now)


@work("lookback.print", all_rows(Report), lease_s=120)
def print_report(row: Report, now: datetime) -> datetime | None:
    return printing.work_off(row, now)


@work("lookback.mail", all_rows(ReportMail), lease_s=180)
def mail_report(row: ReportMail, now: datetime) -> datetime | None:
    return mailing.work_off(row, now)

"""Reports by e-mail: to whom, when, sent with proof, and ended with one click."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.forms import ValidationError
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from vitrino.connect.errors import ConnectError, OutcomeUnknown, Refused
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.slots import zone
from vitrino.lookback import pages, wording
from vitrino.lookback.models import Every, Reader, Report, ReportMail
from vitrino.lookback.periods import last_of, today_of
from vitrino.lookback.report import contents, making, paper
from vitrino.notify.ways import mail
from vitrino.ui.words import words
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

logger = logging.getLogger(__name__)

MOST_READERS = 20
# So that the last posts of the time are two days old when they are counted.
SETTLES = timedelta(days=2)
TOO_LATE = timedelta(days=10)
FOR_PDF = timedelta(seconds=20)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=4)
GIVEN_UP_AFTER = timedelta(hours=48)
State = ReportMail.State
_SIGNER = signing.Signer(salt="lookback.reader")


@transaction.atomic
def add_reader(*, workspace: Workspace, email: str, every: str, by: Person, now: datetime) -> Reader:
    """From the next whole week or month on they get the report. Raises Problem for what is no address."""
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Problem(say("This is not an e-mail address."), "email") from error
    if every not in Every.values:
        raise Problem(say("Choose every week or every month."), "every")
    mine = Reader.objects.filter(workspace=workspace, stopped_at=None).exclude(email=email)
    if mine.count() >= MOST_READERS:
        raise Problem(say("At most {n} people can get the report.", n=MOST_READERS), "email")
    made, _is_new = Reader.objects.update_or_create(
        workspace=workspace, email=email, every=every, defaults={"since": now, "by": by, "stopped_at": None}
    )
    record("report.reader-added", workspace=workspace, by=by, now=now, about=made)
    return made


@transaction.atomic
def stop(*, reader: Reader, by: Person | None, now: datetime) -> bool:
    """No more mails; what waits is not sent. Whether it was still on."""
    if not Reader.objects.filter(pk=reader.pk, stopped_at=None).update(stopped_at=now):
        return False
    record("report.reader-stopped", workspace=reader.workspace_id, by=by, now=now, about=reader)
    return True


def token_of(reader: Reader) -> str:
    return _SIGNER.sign(str(reader.pk))


def reader_for(token: str) -> Reader | None:
    """Whoever a link for the end of mails was made for."""
    try:
        pk = int(_SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return Reader.objects.select_related("workspace").filter(pk=pk).first()


def send_due(now: datetime) -> int:
    """A mail for every reader whose week or month is over and settled; how many are new."""
    readers = Reader.objects.filter(stopped_at=None).select_related("workspace").order_by("pk")
    return sum(_send(one, now) for one in readers)


@transaction.atomic
def _send(reader: Reader, now: datetime) -> bool:
    workspace = reader.workspace
    period = last_of(workspace, reader.every, now - SETTLES)
    today = today_of(workspace, now)
    if today_of(workspace, reader.since) > period.to_on or today > period.to_on + SETTLES + TOO_LATE:
        return False
    report = making.make(workspace=workspace, period=period, by=None, now=now)
    _mail, is_new = ReportMail.objects.get_or_create(
        report=report, reader=reader, defaults={"created_at": now, "due_at": now}
    )
    if is_new:
        making.want_pdf(report=report, now=now)
    return is_new


def work_off(row: ReportMail, now: datetime) -> datetime | None:
    """Send what is due, once its PDF is there; when to try again."""
    if row.state != State.WAITING:
        return None
    if row.reader.stopped_at is not None:
        return _ended(row, State.SPARED)
    if row.report.pdf_state == Report.Pdf.MAKING:
        return now + FOR_PDF
    ReportMail.objects.filter(pk=row.pk).update(attempts=row.attempts + 1)
    try:
        proof = mail.post(letter(row))
    except ConnectError as error:
        return _failed(row, error, now)
    is_kept = proof == mail.KEPT
    ReportMail.objects.filter(pk=row.pk).update(
        state=State.KEPT if is_kept else State.SENT, proof="" if is_kept else proof[:200], sent_at=now, trouble={}
    )
    return None


def _failed(row: ReportMail, error: ConnectError, now: datetime) -> datetime | None:
    """A lost answer is not asked for again: a second report would be worse than a missing one."""
    logger.warning("mail %s of report %s failed: %s", row.pk, row.report_id, type(error).__name__)
    trouble = {"template": error.message.template, "values": error.message.stored()}
    ReportMail.objects.filter(pk=row.pk).update(trouble=trouble)
    if isinstance(error, (Refused, OutcomeUnknown)) or row.created_at <= now - GIVEN_UP_AFTER:
        return _ended(row, State.GIVEN_UP)
    return now + min(LONGEST_PAUSE, FIRST_PAUSE * (1 << min(row.attempts, 10)))


def _ended(row: ReportMail, state: str) -> datetime | None:
    ReportMail.objects.filter(pk=row.pk).update(state=state)
    return None


def letter(row: ReportMail) -> EmailMessage:
    """The finished mail in the report's language: the sentence, the figures, the PDF, and the way out."""
    report, reader = row.report, row.reader
    out = settings.BASE_URL + reverse("lookback:no-more", kwargs={"token": token_of(reader)})
    with translation.override(report.language or None), timezone.override(zone(report.workspace.time_zone)):
        made = EmailMessage(_subject(report), "\n".join(_body(report, out)), None, [reader.email],
                            headers=_headers(row, out))  # fmt: skip
        if report.pdf_state == Report.Pdf.READY:
            made.attach(paper.file_name(report, "pdf"), bytes(report.pdf), "application/pdf")
    return made


def _subject(report: Report) -> str:
    name = pages.period_words(report.every, report.from_on, report.to_on)
    return " ".join((_("%(shop)s: report for %(period)s") % {"shop": report.workspace.name, "period": name}).split())


def _body(report: Report, out: str) -> list[str]:
    told = contents.read(report.told)
    url = settings.BASE_URL + reverse("lookback:report", kwargs={"slug": report.workspace.slug, "pk": report.pk})
    missing = [] if report.pdf_state == Report.Pdf.READY else [_("The PDF could not be made this time."), ""]
    return [
        words(told.first), "", *(f"• {wording.said(one)}" for one in told.seen.figures), "", *missing,
        _("Whoever has an account reads it here:"), url, "",
        _("You get this because %(shop)s has you on the list. No more of them, with one click and without signing in:")
        % {"shop": report.workspace.name},
        out,
    ]  # fmt: skip


def _headers(row: ReportMail, out: str) -> dict[str, str]:
    return {
        # A mail sent twice is shown once by most mail programs.
        "Message-ID": f"<report-{row.pk}@vitrino>",
        "List-Unsubscribe": f"<{out}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
        "Auto-Submitted": "auto-generated",
    }

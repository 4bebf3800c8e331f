"""Reports as rows: made and frozen, given away by link, and how they look."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation

from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.engine import actions as engine
from vitrino.lookback.models import Report, ReportLink, ReportLook
from vitrino.lookback.periods import Period, bounds
from vitrino.lookback.report import colours, contents
from vitrino.media import queries as media
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

LINK_DAYS = (7, 30, 90)


@transaction.atomic
def make(*, workspace: Workspace, period: Period, by: Person | None, now: datetime, is_again: bool = False) -> Report:
    """The report of a time, in the shop's language; made already, it stays as it was unless `is_again`.

    Raises Problem for a time that has not begun.
    """
    if bounds(workspace, period)[0] > now:
        raise Problem(say("This time has not begun yet."))
    mine = Report.objects.filter(workspace=workspace, every=period.every, from_on=period.from_on)
    found = mine.select_for_update().first()
    if found is not None and not is_again:
        return found
    with translation.override(workspace.language):
        told = contents.gather(workspace, period, now).kept()
    values = {"to_on": period.to_on, "language": workspace.language, "told": told, "made_at": now, "by": by,
              "pdf": b"", "pdf_state": Report.Pdf.NONE, "share": 0, "attempts": 0, "trouble": {},
              "due_at": None}  # fmt: skip
    made, _is_new = Report.objects.update_or_create(
        workspace=workspace, every=period.every, from_on=period.from_on, defaults=values
    )
    record("report.made", workspace=workspace, by=by, now=now, about=made)
    return made


@transaction.atomic
def want_pdf(*, report: Report, now: datetime) -> None:
    """Have the PDF made in the background, unless it is there or on its way."""
    wanting = Report.objects.filter(pk=report.pk, pdf_state__in=(Report.Pdf.NONE, Report.Pdf.FAILED))
    if wanting.update(pdf_state=Report.Pdf.MAKING, due_at=now, share=0, attempts=0, trouble={}):
        engine.ring()


@transaction.atomic
def give_link(*, report: Report, days: int, by: Person, now: datetime) -> tuple[ReportLink, str]:
    """A secret address for a while, and its token, which is told only now. Raises Problem for another time."""
    if days not in LINK_DAYS:
        raise Problem(say("Choose how long the link works."), "days")
    token = secrets.token_urlsafe(32)
    made = ReportLink.objects.create(
        report=report, token_hash=hashed(token), by=by, created_at=now, expires_at=now + timedelta(days=days)
    )
    record("report.link-given", workspace=report.workspace_id, by=by, now=now, about=made)
    return made, token


@transaction.atomic
def take_back_link(*, link: ReportLink, by: Person, now: datetime) -> None:
    """It stops working at once."""
    if ReportLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=now):
        record("report.link-taken-back", workspace=link.report.workspace_id, by=by, now=now, about=link)


def note_visit(*, link: ReportLink, now: datetime) -> None:
    ReportLink.objects.filter(pk=link.pk).update(seen_at=now)


def link_for(token: str, now: datetime) -> ReportLink | None:
    """The link behind an address, while it is good."""
    good = ReportLink.objects.filter(token_hash=hashed(token), revoked_at=None, expires_at__gt=now)
    return good.select_related("report__workspace").defer("report__pdf").first()


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def set_look(*, workspace: Workspace, accent: str, logo: int | None, by: Person, now: datetime) -> ReportLook:
    """The colour and the picture (an asset's id) of the shop's reports. Raises Problem for a colour nobody can read on
    white, and for a picture that is not there."""
    accent = accent.strip().lower()
    if accent and not colours.is_colour(accent):
        raise Problem(say("Write the colour like #1d6835."), "accent")
    if accent and colours.contrast(accent) < colours.READABLE:
        raise Problem(
            say("{colour} is too light to be read on white. {darker} is the same colour, dark enough.", colour=accent,
                darker=colours.readable(accent)), "accent",
        )  # fmt: skip
    if logo is not None and not media.assets_of(workspace).filter(pk=logo).exists():
        raise Problem(say("This picture is no longer there."), "logo")
    values = {"accent": accent, "logo_id": logo}
    made, _is_new = ReportLook.objects.update_or_create(workspace=workspace, defaults=values)
    # What is made from now on looks like that; a PDF in the old look is made anew when somebody asks for it.
    Report.objects.filter(workspace=workspace, pdf_state=Report.Pdf.READY).update(pdf_state=Report.Pdf.NONE, pdf=b"")
    record("report.look-set", workspace=workspace, by=by, now=now, about=made)
    return made

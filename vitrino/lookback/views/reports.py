"""Reports: all of them, one as page, PDF and table, its links, how they look and who gets them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitrino.domain.problem import Problem
from vitrino.lookback import pages, queries, telling
from vitrino.lookback.forms import LinkForm, LookForm, ReaderForm
from vitrino.lookback.models import Every, Report, ReportLink
from vitrino.lookback.periods import Period, ending_before, today_of
from vitrino.lookback.report import contents, mailing, making, paper
from vitrino.lookback.report.charting import days_chart
from vitrino.ui.formats import number
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, page
from vitrino.workspace.models import Workspace

SHOWN, WEEKS_OFFERED, MONTHS_OFFERED = 60, 6, 12
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page("see", place="insight")
@require_GET
def reports(request: WorkspaceRequest) -> HttpResponse:
    """What was made, a new one, and who gets them."""
    return _reports(request)


@page("compose", place="insight")
@require_POST
def making_report(request: WorkspaceRequest) -> HttpResponse:
    """Make the report of one of the times offered."""
    period = _offered(request.workspace, timezone.now()).get(request.POST.get("period", ""))
    if period is None:
        raise Http404
    made = making.make(workspace=request.workspace, period=period, by=request.user, now=timezone.now())
    return redirect("lookback:report", slug=request.workspace.slug, pk=made.pk)


@page("see", place="insight")
@require_GET
def report(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One report as a page."""
    return _report(request, _found(request, pk))


@page("compose", place="insight")
@require_POST
def again(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Make it anew, with what is known now."""
    found = _found(request, pk)
    period = Period(found.every, found.from_on, found.to_on)
    making.make(workspace=request.workspace, period=period, by=request.user, now=timezone.now(), is_again=True)
    messages.success(request, _("Made anew, with what is known today."))
    return redirect("lookback:report", slug=request.workspace.slug, pk=pk)


@page("see", place="insight")
@require_http_methods(["GET", "POST"])
def pdf(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """GET: the file, once it is there. POST: have it made."""
    found = _found(request, pk)
    if request.method == "POST":
        making.want_pdf(report=found, now=timezone.now())
        return redirect("lookback:report", slug=request.workspace.slug, pk=pk)
    return pdf_response(found)


@page("see", place="insight")
@require_GET
def pdf_progress(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """How far the PDF is; a part of the page."""
    found = _found(request, pk)
    return render(request, "lookback/_pdf.html", {"report": found, **_trouble(found)})


@page("see", place="insight")
@require_GET
def table(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """The report as a workbook, in its own language."""
    # Imported late: the writer of tables costs memory that most pages never need.
    from vitrino.lookback.report import xlsx

    found = _found(request, pk)
    with translation.override(found.language or None):
        return download(xlsx.workbook(contents.read(found.told)), XLSX, paper.file_name(found, "xlsx"))


@page("manage", place="insight")
@require_POST
def links(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """A new link; its address is shown once, because only a hash of it is kept."""
    found, form = _found(request, pk), LinkForm(request.POST)
    if not form.is_valid():
        return _report(request, found, link_form=form, status=422)
    _link, token = making.give_link(report=found, days=form.cleaned_data["days"], by=request.user, now=timezone.now())
    address = settings.BASE_URL + reverse("lookback:shared", kwargs={"token": token})
    return _report(request, found, address=address)


@page("manage", place="insight")
@require_POST
def link_removal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """The address stops working at once."""
    link = get_object_or_404(ReportLink.objects.filter(report__workspace=request.workspace), pk=pk)
    making.take_back_link(link=link, by=request.user, now=timezone.now())
    messages.success(request, _("The link no longer works."))
    return redirect("lookback:report", slug=request.workspace.slug, pk=link.report_id)


@page("manage", place="insight")
@require_POST
def look(request: WorkspaceRequest) -> HttpResponse:
    """Colour and logo."""
    form = LookForm(request.POST, workspace=request.workspace)
    if form.is_valid():
        try:
            making.set_look(workspace=request.workspace, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("lookback:reports", slug=request.workspace.slug)
        except Problem as problem:
            form.add_error(problem.field or None, words(problem.message))
    return _reports(request, look_form=form, status=422)


@page("manage", place="insight")
@require_POST
def readers(request: WorkspaceRequest) -> HttpResponse:
    """One more reader."""
    form = ReaderForm(request.POST)
    if form.is_valid():
        try:
            mailing.add_reader(workspace=request.workspace, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Saved. The first report goes out when the next week or month is over."))
            return redirect("lookback:reports", slug=request.workspace.slug)
        except Problem as problem:
            form.add_error(problem.field or None, words(problem.message))
    return _reports(request, reader_form=form, status=422)


@page("manage", place="insight")
@require_POST
def reader_removal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """No more mails to this reader."""
    found = get_object_or_404(queries.readers_of(request.workspace), pk=pk)
    mailing.stop(reader=found, by=request.user, now=timezone.now())
    return redirect("lookback:reports", slug=request.workspace.slug)


def pdf_response(found: Report) -> HttpResponse:
    """Raises Http404 while there is none."""
    if found.pdf_state != Report.Pdf.READY:
        raise Http404
    return download(bytes(found.pdf), "application/pdf", paper.file_name(found, "pdf"))


def download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def shown(found: Report) -> dict[str, Any]:
    """What a page of a report shows, in finished words of the language that is spoken just now."""
    told = contents.read(found.told)
    return {
        "report": found,
        "told": told,
        "name": pages.period_words(found.every, found.from_on, found.to_on),
        "cards": pages.figure_cards(told.seen.figures),
        "chart": days_chart(told.days) if any(one.answers is not None for one in told.days) else "",
        "channels": [(one.name, *_numbers(one)) for one in told.channels],
    }


def _numbers(one: contents.ChannelLine) -> tuple[str, ...]:
    return number(one.posts), number(one.answers), number(one.typical, 1), number(one.followers)


def _found(request: WorkspaceRequest, pk: int) -> Report:
    found: Report = get_object_or_404(queries.reports_of(request.workspace), pk=pk)
    return found


def _trouble(found: Report) -> dict[str, Any]:
    return {"trouble": telling.sentence(found.trouble) if found.trouble else None}


def _report(request: WorkspaceRequest, found: Report, *, address: str = "", link_form: LinkForm | None = None,
            status: int = 200) -> HttpResponse:  # fmt: skip
    context = {**shown(found), **_trouble(found), "address": address, "link_form": link_form or LinkForm(),
               "links": queries.links_of(found, timezone.now()), "may_manage": may(request.member, "manage"),
               "may_compose": may(request.member, "compose")}  # fmt: skip
    return render(request, "lookback/report.html", context, status=status)


def _reports(request: WorkspaceRequest, *, look_form: LookForm | None = None, reader_form: ReaderForm | None = None,
             status: int = 200) -> HttpResponse:  # fmt: skip
    workspace = request.workspace
    kept = queries.look_of(workspace)
    rows = queries.reports_of(workspace).defer("pdf", "told")[:SHOWN]
    context = {
        "rows": [(one, pages.period_words(one.every, one.from_on, one.to_on)) for one in rows],
        "offered": [(key, pages.period_words(one.every, one.from_on, one.to_on))
                    for key, one in _offered(workspace, timezone.now()).items()],
        "look_form": look_form or LookForm(workspace=workspace, initial={"accent": kept.accent, "logo": kept.logo_id}),
        "reader_form": reader_form or ReaderForm(),
        "readers": queries.readers_of(workspace),
        "may_manage": may(request.member, "manage"),
        "may_compose": may(request.member, "compose"),
    }  # fmt: skip
    return render(request, "lookback/reports.html", context, status=status)


def _offered(workspace: Workspace, now: datetime) -> dict[str, Period]:
    """Whole months, then whole weeks, that are over; the newest first."""
    today = today_of(workspace, now)
    found = [*_chain(Every.MONTH, today, MONTHS_OFFERED), *_chain(Every.WEEK, today, WEEKS_OFFERED)]
    return {f"{one.every}:{one.from_on.isoformat()}": one for one in found}


def _chain(every: str, today: date, count: int) -> list[Period]:
    found = [ending_before(every, today)]
    while len(found) < count:
        found.append(found[-1].before)
    return found

"""Bringing a file with numbers: choose it, look at what is in it, let it go, see how far it is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitrino.channels import queries as channels
from vitrino.domain.problem import Problem
from vitrino.imports.reading import MAX_BYTES, sheets_of
from vitrino.metricimports import actions, preview, queries
from vitrino.metricimports.forms import FIELD_NAMES, NumbersForm, ReadingForm
from vitrino.metricimports.models import NumbersFile
from vitrino.metricimports.preview import Good
from vitrino.metricimports.sources import sources_of
from vitrino.ui.formats import number
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page
from vitrino.workspace.models import Workspace

SHOWN_ROWS = 30
SHOWN_PROBLEMS = 100
SHOWN_FILES = 20


@page("compose", place="insight")
@require_http_methods(["GET", "POST"])
def listing(request: WorkspaceRequest) -> HttpResponse:
    """What each channel's platform tells, the files brought so far, and a new one."""
    form = NumbersForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = actions.bring(workspace=request.workspace, name=file.name, content=file.read(MAX_BYTES + 1),
                                 by=request.user, now=timezone.now())  # fmt: skip
            return redirect("metricimports:brought", slug=request.workspace.slug, pk=made.pk)
        except Problem as problem:
            form.add_error("file", words(problem.message))
    context = {
        "form": form,
        "files": queries.files_of(request.workspace)[:SHOWN_FILES],
        **_sources(request.workspace),
    }
    return render(request, "metricimports/list.html", context, status=422 if form.errors else 200)


@page("compose", place="insight")
@require_GET
def histories(request: WorkspaceRequest) -> HttpResponse:
    """How far the past of each channel was read, for the open page."""
    return render(request, "metricimports/_sources.html", _sources(request.workspace))


def _sources(workspace: Workspace) -> dict[str, Any]:
    found = sources_of(workspace)
    is_reading = any(one.history and not one.history.is_done for one in found)
    return {"sources": found, "is_reading": is_reading, "names": FIELD_NAMES | {"follows": _("Followers")}}


@page("compose", place="insight")
@require_http_methods(["GET", "POST"])
def brought(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """What would be stored; POST reads it another way. Once let go: how far it is and what was left out."""
    found = _file(request, pk)
    if found.state != NumbersFile.State.SHOWN:
        return render(request, "metricimports/result.html", _result(found))
    if request.method == "POST":
        form = _form(found, request.POST)
        if form.is_valid():
            try:
                _change(found, form)
            except Problem as problem:
                messages.error(request, words(problem.message))
        return redirect("metricimports:brought", slug=request.workspace.slug, pk=pk)
    return render(request, "metricimports/brought.html", _shown(found))


@page("compose", place="insight")
@require_POST
def start(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Let it go."""
    try:
        actions.begin(brought=_file(request, pk), by=request.user, now=timezone.now())
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("metricimports:brought", slug=request.workspace.slug, pk=pk)


@page("compose", place="insight")
@require_GET
def progress(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """How far it is, for the open page."""
    return render(request, "metricimports/_progress.html", _result(_file(request, pk)))


@page("compose", place="insight")
@require_GET
def leftovers(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """The rows that were left out, as a file to mend and bring again."""
    found = _file(request, pk)
    response = HttpResponse(queries.file_of_problems(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="left-out-{found.pk}.csv"'
    return response


def _file(request: WorkspaceRequest, pk: int) -> NumbersFile:
    found: NumbersFile = get_object_or_404(queries.files_of(request.workspace), pk=pk)
    found.workspace = request.workspace
    return found


def _form(found: NumbersFile, data: Any = None) -> ReadingForm:
    sheets = sheets_of(bytes(found.content))
    first = {"channel": found.channel_id or "", "as_of": found.as_of, "encoding": found.encoding, "sheet": found.sheet,
             "delimiter": found.delimiter, "date_order": found.date_order}  # fmt: skip
    first |= {f"column-{key}": field for key, field in found.columns.items()}
    mine = [one for one in channels.every_channel_of(found.workspace) if not one.listens_only]
    return ReadingForm(data, initial=first, channels=mine, sheets=sheets, headings=list(found.headings),
                       is_spreadsheet=bool(sheets))  # fmt: skip


def _change(found: NumbersFile, form: ReadingForm) -> None:
    values = form.cleaned_data
    chosen = channels.every_channel_of(found.workspace).filter(pk=int(values["channel"] or 0)).first()
    actions.change(
        brought=found, channel=chosen, as_of=values["as_of"], encoding=values.get("encoding", ""),
        delimiter=values.get("delimiter", ""), sheet=values.get("sheet", ""), date_order=values["date_order"],
        columns=form.columns(), now=timezone.now(),
    )  # fmt: skip


def _shown(found: NumbersFile) -> dict[str, Any]:
    seen = preview.look(found, now=timezone.now())
    return {
        "brought": found,
        "seen": seen,
        "form": _form(found),
        "export": preview.export_of(seen.headings),
        "good": [(row, _numbers(row)) for row in seen.good[:SHOWN_ROWS]],
        "spoiled": seen.spoiled[:SHOWN_PROBLEMS],
        "can_start": bool(seen.good) and found.channel_id is not None and not seen.asks_for_order,
    }


def _numbers(row: Good) -> str:
    return ", ".join(f"{FIELD_NAMES[name]} {number(value)}" for name, value in row.says.values.items())


def _result(found: NumbersFile) -> dict[str, Any]:
    problems = [(one, queries.problem_of(one)) for one in found.problems[:SHOWN_PROBLEMS]]
    return {"brought": found, "problems": problems}

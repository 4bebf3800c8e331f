"""Bringing a file: choose it, look at what would become of it, let it go, see how far it is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitrino.domain.problem import Problem
from vitrino.imports import actions, preview, queries
from vitrino.imports.forms import FileForm, ReadingForm
from vitrino.imports.models import Import
from vitrino.imports.reading import MAX_BYTES
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page

SHOWN_ROWS = 30
SHOWN_PROBLEMS = 100
SHOWN_IMPORTS = 20


@page("compose", place="plan")
@require_http_methods(["GET", "POST"])
def listing(request: WorkspaceRequest) -> HttpResponse:
    """The files brought so far, and a new one."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = actions.bring(workspace=request.workspace, name=file.name, content=file.read(MAX_BYTES + 1),
                                 by=request.user, now=timezone.now())  # fmt: skip
            return redirect("imports:brought", slug=request.workspace.slug, pk=made.pk)
        except Problem as problem:
            form.add_error("file", words(problem.message))
    context = {"form": form, "imports": queries.imports_of(request.workspace)[:SHOWN_IMPORTS]}
    return render(request, "imports/list.html", context, status=422 if form.errors else 200)


@page("compose", place="plan")
@require_http_methods(["GET", "POST"])
def brought(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """What would become of the file; POST reads it another way. Once let go: how far it is and what was left out."""
    found = _import(request, pk)
    if found.state != Import.State.SHOWN:
        return render(request, "imports/result.html", _result(found))
    if request.method == "POST":
        table = preview.table_in(bytes(found.content), encoding=found.encoding, delimiter=found.delimiter)
        form = ReadingForm(request.POST, headings=list(table.headings), is_spreadsheet=table.is_spreadsheet)
        if form.is_valid():
            try:
                actions.change(
                    brought=found, encoding=form.cleaned_data.get("encoding", ""), columns=form.columns(),
                    delimiter=form.cleaned_data.get("delimiter", ""), date_order=form.cleaned_data["date_order"],
                )  # fmt: skip
            except Problem as problem:
                messages.error(request, words(problem.message))
        return redirect("imports:brought", slug=request.workspace.slug, pk=pk)
    return render(request, "imports/brought.html", _shown(found))


@page("compose", place="plan")
@require_POST
def start(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Let it go."""
    try:
        actions.begin(brought=_import(request, pk), by=request.user, now=timezone.now())
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("imports:brought", slug=request.workspace.slug, pk=pk)


@page("compose", place="plan")
@require_GET
def progress(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """How far it is, for the open page."""
    return render(request, "imports/_progress.html", _result(_import(request, pk)))


@page("compose", place="plan")
@require_GET
def leftovers(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """The rows that were left out, as a file to mend and bring again."""
    found = _import(request, pk)
    response = HttpResponse(
        queries.file_of_problems(found, tuple(found.headings)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="left-out-{found.pk}.csv"'
    return response


def _import(request: WorkspaceRequest, pk: int) -> Import:
    found: Import = get_object_or_404(queries.imports_of(request.workspace), pk=pk)
    found.workspace = request.workspace
    return found


def _shown(found: Import) -> dict[str, Any]:
    seen = preview.look(found, now=timezone.now())
    first = {"encoding": found.encoding, "delimiter": found.delimiter, "date_order": found.date_order}
    first |= {f"column-{key}": field for key, field in found.columns.items()}
    form = ReadingForm(initial=first, headings=list(seen.headings), is_spreadsheet=seen.is_spreadsheet)
    return {
        "brought": found,
        "seen": seen,
        "form": form,
        "good": seen.good[:SHOWN_ROWS],
        "spoiled": seen.spoiled[:SHOWN_PROBLEMS],
    }


def _result(found: Import) -> dict[str, Any]:
    problems = [(one, queries.problem_of(one)) for one in found.problems[:SHOWN_PROBLEMS]]
    return {"brought": found, "problems": problems}

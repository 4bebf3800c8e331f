"""Bringing reviews: a table, a mail, or one by hand; look at what was read, then keep it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.domain.problem import Problem
from vitrino.imports.queries import problem_of
from vitrino.imports.reading import MAX_BYTES
from vitrino.reviews import actions, queries
from vitrino.reviews.bringing import preview
from vitrino.reviews.bringing.keeping import AT_ONCE
from vitrino.reviews.forms import MailForm, NoteForm, ReadingForm, TableForm
from vitrino.reviews.models import Upload
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page

SHOWN_ROWS = 30
SHOWN_UPLOADS = 10


@page("answer", place="inbox")
@require_http_methods(["GET", "POST"])
def bring(request: WorkspaceRequest) -> HttpResponse:
    """A table of a site, and what was brought so far."""
    form = TableForm(request.POST or None, request.FILES or None, initial={"site": request.GET.get("site", "")[:80]})
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = _bring(request, Upload.Kind.TABLE, file.name, file.read(MAX_BYTES + 1), form.cleaned_data)
            return redirect("reviews:brought", slug=request.workspace.slug, pk=made.pk)
        except Problem as problem:
            form.add_error("site" if problem.field == "site" else "file", words(problem.message))
    context = {"form": form, "uploads": queries.uploads_of(request.workspace)[:SHOWN_UPLOADS]}
    return render(request, "reviews/bring.html", context, status=422 if form.errors else 200)


@page("answer", place="inbox")
@require_http_methods(["GET", "POST"])
def bring_mail(request: WorkspaceRequest) -> HttpResponse:
    """A mail that tells of a review."""
    form = MailForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read(MAX_BYTES + 1) if file else form.cleaned_data["mail"].encode()
        try:
            made = _bring(
                request, Upload.Kind.MAIL, file.name if file else _("Pasted mail"), content, form.cleaned_data
            )
            return redirect("reviews:brought", slug=request.workspace.slug, pk=made.pk)
        except Problem as problem:
            form.add_error("site" if problem.field == "site" else "mail", words(problem.message))
    return render(request, "reviews/bring_mail.html", {"form": form}, status=422 if form.errors else 200)


@page("answer", place="inbox")
@require_http_methods(["GET", "POST"])
def bring_note(request: WorkspaceRequest) -> HttpResponse:
    """One review, written down by hand."""
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            actions.write_down(
                workspace=request.workspace, site=asked["site"], site_url="", author=asked["author"],
                text=asked["text"], rating=form.rating(), at=form.at(), url=asked["url"],
                by=request.user, now=timezone.now(),
            )  # fmt: skip
            messages.success(request, _("The review is in."))
            return redirect("reviews:home", slug=request.workspace.slug)
        except Problem as problem:
            form.add_error("text", words(problem.message))
    return render(request, "reviews/bring_note.html", {"form": form}, status=422 if form.errors else 200)


@page("answer", place="inbox")
@require_http_methods(["GET", "POST"])
def brought(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """What would become of the file; POST reads it another way. Once kept: what became of it."""
    found = _upload(request, pk)
    if found.state == Upload.State.DONE:
        problems = [(one, problem_of(one)) for one in found.problems[:100]]
        is_large = found.made + found.changed > AT_ONCE
        context = {"upload": found, "problems": problems, "is_large": is_large}
        return render(request, "reviews/brought_done.html", context)
    try:
        if request.method == "POST":
            return _read_so(request, found)
        return render(request, "reviews/brought.html", _shown(found))
    except Problem as problem:
        messages.error(request, words(problem.message))
        return redirect("reviews:bring", slug=request.workspace.slug)


@page("answer", place="inbox")
@require_POST
def keeping(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """What was seen is right: keep it."""
    try:
        actions.keep(upload=_upload(request, pk), by=request.user, now=timezone.now())
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("reviews:brought", slug=request.workspace.slug, pk=pk)


def _bring(request: WorkspaceRequest, kind: str, name: str, content: bytes, asked: dict[str, Any]) -> Upload:
    return actions.bring(workspace=request.workspace, kind=kind, name=name, site=asked["site"],
                         site_url=asked["site_url"], content=content, by=request.user,
                         now=timezone.now())  # fmt: skip


def _upload(request: WorkspaceRequest, pk: int) -> Upload:
    found: Upload = get_object_or_404(queries.uploads_of(request.workspace), pk=pk)
    found.workspace = request.workspace
    return found


def _read_so(request: WorkspaceRequest, found: Upload) -> HttpResponse:
    table = preview.table_of(found)
    form = ReadingForm(request.POST, headings=list(table.headings), has_letters=not table.is_spreadsheet)
    if form.is_valid():
        asked = form.cleaned_data
        actions.read_so(upload=found, columns=form.columns(), date_order=asked["date_order"], scale=asked["scale"],
                        encoding=asked.get("encoding", ""), delimiter=asked.get("delimiter", ""))  # fmt: skip
    return redirect("reviews:brought", slug=request.workspace.slug, pk=found.pk)


def _shown(found: Upload) -> dict[str, Any]:
    seen = preview.look(found, now=timezone.now())
    first = {"encoding": found.encoding, "delimiter": found.delimiter, "date_order": found.date_order,
             "scale": seen.scale} | {f"column-{n}": field for n, field in seen.columns.items()}  # fmt: skip
    form = ReadingForm(initial=first, headings=list(seen.table.headings), has_letters=not seen.table.is_spreadsheet)
    return {
        "upload": found,
        "seen": seen,
        "fates": seen.counts,
        "form": form,
        "fresh": seen.of("new")[:SHOWN_ROWS],
        "changed": seen.of("changed")[:SHOWN_ROWS],
        "spoiled": seen.spoiled[:SHOWN_ROWS],
    }

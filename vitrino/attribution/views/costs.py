"""What advertising cost: files brought, one looked through before it is stored."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.attribution import actions, queries
from vitrino.attribution.cost_tables import Cost, Order, understand
from vitrino.attribution.forms import CostFileForm, CostReadingForm
from vitrino.attribution.models import CostFile
from vitrino.campaigns.queries import Campaign
from vitrino.domain.problem import Problem
from vitrino.domain.tagging import plain_value
from vitrino.imports.reading import MAX_BYTES
from vitrino.ui.fields import show_problem
from vitrino.ui.formats import money
from vitrino.workspace.access import WorkspaceRequest, page

SHOWN_ROWS = 30
SHOWN_PROBLEMS = 100
SHOWN_FILES = 20


@page("compose", place="insight")
@require_http_methods(["GET", "POST"])
def costs(request: WorkspaceRequest) -> HttpResponse:
    """The files brought so far, and a new one."""
    form = CostFileForm(request.POST or None, request.FILES or None, workspace=request.workspace)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = actions.bring_costs(
                workspace=request.workspace, name=file.name, content=file.read(MAX_BYTES + 1),
                campaign=form.cleaned_data["campaign"], by=request.user, now=timezone.now(), today=timezone.localdate(),
            )  # fmt: skip
            return redirect("attribution:file", slug=request.workspace.slug, pk=made.pk)
        except Problem as problem:
            show_problem(form, problem)
    unmatched = queries.unmatched_costs(request.workspace)
    context = {
        "form": form,
        "files": queries.cost_files(request.workspace)[:SHOWN_FILES],
        "unmatched": [(one, money(one.amount_minor, one.currency)) for one in unmatched[:SHOWN_ROWS]],
    }
    return render(request, "attribution/costs.html", context, status=422 if form.errors else 200)


@page("compose", place="insight")
@require_http_methods(["GET", "POST"])
def file(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """What would be stored of a file, row by row; POST stores it."""
    found = _file(request, pk)
    if found.stored_at is not None:
        return redirect("attribution:costs", slug=request.workspace.slug)
    first = {"campaign": found.campaign_id, "currency": found.currency}
    form = CostReadingForm(request.POST or None, workspace=request.workspace, initial=first)
    given: dict[str, Any] = form.cleaned_data if request.method == "POST" and form.is_valid() else dict(first)
    if request.method == "POST" and form.is_valid() and "store" in request.POST:
        try:
            n = actions.store_costs(
                file=found, campaign=given["campaign"], currency=given["currency"], order=given["order"],
                by=request.user, now=timezone.now(), today=timezone.localdate(),
            )  # fmt: skip
            messages.success(request, ngettext("%(n)s row is stored.", "%(n)s rows are stored.", n) % {"n": n})
            return redirect("attribution:costs", slug=request.workspace.slug)
        except Problem as problem:
            show_problem(form, problem)
    return render(request, "attribution/file.html", _shown(found, form, given), status=422 if form.errors else 200)


@page("compose", place="insight")
@require_POST
def removal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Take a file's costs out again."""
    actions.drop_costs(file=_file(request, pk), by=request.user, now=timezone.now())
    return redirect("attribution:costs", slug=request.workspace.slug)


def _file(request: WorkspaceRequest, pk: int) -> CostFile:
    found: CostFile = get_object_or_404(queries.cost_files(request.workspace), pk=pk)
    found.workspace = request.workspace
    return found


def _shown(found: CostFile, form: CostReadingForm, given: dict[str, Any]) -> dict[str, Any]:
    order: Order = given.get("order") or ""
    context: dict[str, Any] = {"file": found, "form": form, "seen": None, "problem": None}
    try:
        seen = understand(bytes(found.content), today=timezone.localdate(), currency=given.get("currency") or "",
                          order=order)  # fmt: skip
    except Problem as problem:
        return context | {"problem": problem.message}
    owners = {} if given.get("campaign") else actions.names_of(found.workspace)
    return context | {
        "seen": seen,
        "rows": [(one, money(one.amount_minor, one.currency), _owner(one, owners)) for one in seen.rows[:SHOWN_ROWS]],
        "sums": [money(units, currency) for currency, units in sorted(seen.sums.items())],
        "spoiled": seen.spoiled[:SHOWN_PROBLEMS],
        "is_for_one": bool(given.get("campaign")),
    }


def _owner(one: Cost, owners: dict[str, Campaign]) -> str:
    found = owners.get(plain_value(one.name))
    return found.title if found else ""

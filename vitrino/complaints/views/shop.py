"""How customers reach the shop, and why they complain."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.complaints import actions, queries
from vitrino.complaints.forms import CauseForm, ContactForm, RemedyForm
from vitrino.domain.problem import Problem
from vitrino.ui.fields import show_problem
from vitrino.workspace.access import WorkspaceRequest, page

LESSONS_SHOWN = 20
HALF_A_YEAR = timedelta(days=183)


@page("manage", place="inbox")
@require_http_methods(["GET", "POST"])
def contacts(request: WorkspaceRequest) -> HttpResponse:
    """Ways to reach the shop; adding one more."""
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_contact(workspace=request.workspace, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("complaints:contacts", slug=request.workspace.slug)
        except Problem as problem:
            show_problem(form, problem)
    context = {"form": form, "contacts": queries.contacts_of(request.workspace)}
    return render(request, "complaints/contacts.html", context, status=422 if form.errors else 200)


@page("manage", place="inbox")
@require_POST
def contact_removal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """It reaches nobody any more."""
    found = get_object_or_404(queries.contacts_of(request.workspace), pk=pk)
    actions.remove_contact(contact=found, by=request.user, now=timezone.now())
    messages.success(request, _("Removed."))
    return redirect("complaints:contacts", slug=request.workspace.slug)


@page("answer", place="inbox")
@require_http_methods(["GET", "POST"])
def causes(request: WorkspaceRequest) -> HttpResponse:
    """Why people complain, how often, and what was learned; naming one more cause."""
    form = CauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_cause(workspace=request.workspace, name=form.cleaned_data["name"], by=request.user,
                          now=timezone.now())  # fmt: skip
        messages.success(request, _("Saved."))
        return redirect("complaints:causes", slug=request.workspace.slug)
    return _show_causes(request, form, status=422 if form.errors else 200)


@page("answer", place="inbox")
@require_POST
def cause_remedy(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """What the shop changed about it."""
    found, form = get_object_or_404(queries.causes_of(request.workspace), pk=pk), RemedyForm(request.POST)
    if form.is_valid():
        actions.address_cause(cause=found, remedy=form.cleaned_data["remedy"], by=request.user, now=timezone.now())
        messages.success(request, _("Saved. If it comes back, you will see it here."))
    else:
        messages.error(request, _("Write down what you changed."))
    return redirect("complaints:causes", slug=request.workspace.slug)


def _show_causes(request: WorkspaceRequest, form: CauseForm, status: int) -> HttpResponse:
    now = timezone.now()
    themes = queries.themes(request.workspace, now)
    months = queries.cases_by_month(request.workspace, [one.cause.pk for one in themes], now - HALF_A_YEAR)
    context = {
        "form": form,
        "themes": [(one, sorted(months.get(one.cause.pk, {}).items())) for one in themes],
        "pressing": [one.cause.pk for one in themes if one.count >= queries.THEME_CASES and one.is_open],
        "lessons": queries.lessons_of(request.workspace)[:LESSONS_SHOWN],
    }
    return render(request, "complaints/causes.html", context, status=status)

"""Asking for reviews: how it goes, the policy, the places, and who agreed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitrino.domain.problem import Problem
from vitrino.notify.ways.mail import has_server
from vitrino.reviews import actions, pages, queries
from vitrino.reviews.forms import ConsentForm, PlaceForm, PolicyForm
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, page

SHOWN_CONSENTS = 100


@page("see", place="inbox")
@require_GET
def asking(request: WorkspaceRequest) -> HttpResponse:
    """Whether customers are asked, and how many requests stand where."""
    context = pages.asking(request.workspace) | {"may_manage": may(request.member, "manage")}
    return render(request, "reviews/asking.html", context)


@page("manage", place="inbox")
@require_http_methods(["GET", "POST"])
def policy(request: WorkspaceRequest) -> HttpResponse:
    """The one policy for everybody."""
    mine = queries.policy_of(request.workspace)
    first = {"is_on": mine is not None and mine.since is not None, "language": request.workspace.language}
    if mine is not None and mine.language:
        first["language"] = mine.language
    form = PolicyForm(request.POST or None, instance=mine, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_policy(workspace=request.workspace, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("reviews:asking", slug=request.workspace.slug)
        except Problem as problem:
            form.add_error(problem.field or None, words(problem.message))
    context = {"form": form, "has_server": has_server()}
    return render(request, "reviews/policy.html", context, status=422 if form.errors else 200)


@page("manage", place="inbox")
@require_http_methods(["GET", "POST"])
def places(request: WorkspaceRequest) -> HttpResponse:
    """Where customers can review; all of them see all places in this order."""
    form = PlaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_place(workspace=request.workspace, by=request.user, now=timezone.now(), **form.cleaned_data)
            return redirect("reviews:places", slug=request.workspace.slug)
        except Problem as problem:
            form.add_error("url", words(problem.message))
    context = {"form": form, "review_places": queries.places_of(request.workspace)}
    return render(request, "reviews/places.html", context, status=422 if form.errors else 200)


@page("manage", place="inbox")
@require_POST
def place_removal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """No longer send customers there."""
    found = get_object_or_404(queries.places_of(request.workspace), pk=pk)
    try:
        actions.drop_place(place=found, by=request.user, now=timezone.now())
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("reviews:places", slug=request.workspace.slug)


@page("manage", place="inbox")
@require_http_methods(["GET", "POST"])
def consents(request: WorkspaceRequest) -> HttpResponse:
    """Who agreed to be asked, where, and who wants no more of it."""
    form = ConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.note_consents(
                workspace=request.workspace, emails=form.addresses(), source=form.cleaned_data["source"],
                by=request.user, now=timezone.now(),
            )  # fmt: skip
            messages.success(request, ngettext("%(n)s address is new.", "%(n)s addresses are new.", made) % {"n": made})
            return redirect("reviews:consents", slug=request.workspace.slug)
        except Problem as problem:
            form.add_error(problem.field or None, words(problem.message))
    known = queries.consents_of(request.workspace)
    context = {"form": form, "consents": known[:SHOWN_CONSENTS], "total": known.count()}
    return render(request, "reviews/consents.html", context, status=422 if form.errors else 200)


@page("manage", place="inbox")
@require_POST
def consent_removal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Somebody told the shop that they want no more requests."""
    found = get_object_or_404(queries.consents_of(request.workspace), pk=pk)
    actions.withdraw_consent(workspace=request.workspace, email=found.email, by=request.user, now=timezone.now())
    return redirect("reviews:consents", slug=request.workspace.slug)

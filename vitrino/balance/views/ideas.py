"""Ideas that give something: written, put aside, brought back; and the partners they come from."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitrino.balance import offering, pages, queries, using
from vitrino.balance.forms import PartnerForm
from vitrino.balance.models import Offer
from vitrino.domain.problem import Problem
from vitrino.imports import queries as imports
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page


@page("compose", place="plan")
@require_GET
def ideas(request: WorkspaceRequest) -> HttpResponse:
    """What waits, the kinds that are missed most first."""
    return render(request, "balance/ideas.html", pages.ideas(request.workspace, timezone.now(), request.GET))


@page("compose", place="plan")
@require_POST
def more(request: WorkspaceRequest) -> HttpResponse:
    """Look for ideas again."""
    n = offering.find_ideas(request.workspace, timezone.now())
    if n:
        messages.success(request, ngettext("%(n)s new idea.", "%(n)s new ideas.", n) % {"n": n})
    else:
        messages.info(request, _("Nothing new right now. Partners and feeds bring more."))
    return redirect("balance:ideas", slug=request.workspace.slug)


@page("compose", place="plan")
@require_POST
def write(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Open it in the composer, filled in."""
    offer = get_object_or_404(queries.every_offer(request.workspace), pk=pk)
    offer.workspace = request.workspace
    post = using.write_idea(offer=offer, by=request.user, now=timezone.now())
    return redirect("posts:edit", slug=request.workspace.slug, pk=post.pk)


@page("compose", place="plan")
@require_POST
def aside(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Not this one."""
    offer = get_object_or_404(queries.every_offer(request.workspace), pk=pk, state=Offer.State.OPEN)
    using.put_aside(offer=offer, reason=request.POST.get("reason", ""), by=request.user, now=timezone.now())
    response = redirect("balance:ideas", slug=request.workspace.slug)
    response["Location"] += f"?aside={offer.pk}"
    return response


@page("compose", place="plan")
@require_POST
def back(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Undo that; twice is the same as once."""
    offer = get_object_or_404(queries.every_offer(request.workspace), pk=pk)
    using.bring_back(offer=offer, by=request.user, now=timezone.now())
    return redirect("balance:ideas", slug=request.workspace.slug)


@page("compose", place="plan")
@require_POST
def week(request: WorkspaceRequest) -> HttpResponse:
    """Drafts for the next free times of what sells too much."""
    try:
        n = using.balance_week(workspace=request.workspace, by=request.user, now=timezone.now())
    except Problem as problem:
        messages.info(request, words(problem.message))
        return redirect("balance:ideas", slug=request.workspace.slug)
    said = ngettext("%(n)s draft is ready. Choose what goes out when.",
                    "%(n)s drafts are ready. Choose what goes out when.", n)  # fmt: skip
    messages.success(request, said % {"n": n})
    return redirect("planner:fill", slug=request.workspace.slug)


@page("compose", place="plan")
@require_http_methods(["GET", "POST"])
def partners(request: WorkspaceRequest) -> HttpResponse:
    """Whose posts are passed on, and a new one."""
    form = PartnerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            using.add_partner(workspace=request.workspace, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("balance:partners", slug=request.workspace.slug)
        except Problem as problem:
            form.add_error("feed" if problem.field == "url" else problem.field or None, words(problem.message))
    context = {"form": form, "partners": queries.partners(request.workspace),
               "feeds": imports.feeds_of(request.workspace).count()}  # fmt: skip
    return render(request, "balance/partners.html", context, status=422 if form.errors else 200)


@page("compose", place="plan")
@require_POST
def partner_removal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """No longer a partner."""
    partner = get_object_or_404(queries.partners(request.workspace), pk=pk)
    using.drop_partner(partner=partner, by=request.user, now=timezone.now())
    return redirect("balance:partners", slug=request.workspace.slug)

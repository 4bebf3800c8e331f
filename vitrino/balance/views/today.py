"""The day's ten minutes with people."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.balance import errands, pages, queries
from vitrino.workspace.access import WorkspaceRequest, page


@page("answer", place="plan")
@require_http_methods(["GET", "POST"])
def today(request: WorkspaceRequest) -> HttpResponse:
    """Today's list and the weeks before; POST makes it, or fills it up with what is new."""
    now = timezone.now()
    if request.method == "POST":
        errands.make_list(workspace=request.workspace, now=now)
        return redirect("balance:today", slug=request.workspace.slug)
    return render(request, "balance/today.html", pages.today(request.workspace, now))


@page("answer", place="plan")
@require_POST
def errand(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Done, skipped, or open again (`state`)."""
    one = get_object_or_404(queries.errands_of(request.workspace, timezone.now()), pk=pk)
    errands.decide(errand=one, state=request.POST.get("state", ""), by=request.user, now=timezone.now())
    response = redirect("balance:today", slug=request.workspace.slug)
    response["Location"] += "#list"
    return response

"""Where orders came from."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from vitrino.attribution import pages
from vitrino.workspace.access import WorkspaceRequest, page


@page("see", place="insight")
@require_GET
def orders(request: WorkspaceRequest) -> HttpResponse:
    """By source: clicks, last visit, first visit, what customers say; side by side."""
    return render(request, "attribution/orders.html", pages.origins_page(request.workspace, timezone.now()))

"""What an incident stopped: exceptions, stopping again, and going on with a look at each."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.crisis import actions, pages, queries
from vitrino.crisis.forms import choices_from
from vitrino.crisis.views.incidents import back, found, tried
from vitrino.domain.problem import Problem
from vitrino.publishing import queries as publishing
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page


@page("manage", place="checkup")
@require_POST
def exception(request: WorkspaceRequest, pk: int, publication: int) -> HttpResponse:
    """Let one through, or hold it again."""
    row, now = found(request, pk), timezone.now()
    one = get_object_or_404(publishing.publications(request.workspace).select_related("workspace", "head"),
                            pk=publication)  # fmt: skip
    act = actions.hold_again if request.POST.get("hold") else actions.let_through
    return tried(request, row, lambda: act(incident=row, publication=one, by=request.user, now=now))


@page("answer", place="checkup")
@require_POST
def pause(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Stop everything once more."""
    row = found(request, pk)
    return tried(request, row, lambda: actions.stop_all(incident=row, by=request.user, now=timezone.now()))


@page("manage", place="checkup")
@require_http_methods(["GET", "POST"])
def going_on(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """A look at each that was paused, then things go out again."""
    row, status, sent = found(request, pk), 200, {}
    if request.method == "POST":
        sent = choices_from(request.POST)
        try:
            actions.go_on(incident=row, choices=sent, by=request.user, now=timezone.now())
            messages.success(request, _("Things go out again."))
            return back(request, row)
        except Problem as problem:
            messages.error(request, words(problem.message))
            status = 422
    context = {"incident": row, "is_paused": queries.is_paused(row), **pages.going_on_page(row, sent, timezone.now())}
    return render(request, "crisis/going_on.html", context, status=status)

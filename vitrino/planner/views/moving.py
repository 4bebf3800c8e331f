"""Moving a post in the calendar: by a form of its own, by the keyboard, by the pointer; and taking a move back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vitrino.domain import slots
from vitrino.domain.problem import Problem
from vitrino.planner.entries import quote
from vitrino.planner.forms import MoveForm
from vitrino.planner.moving import Moved, move
from vitrino.planner.queries import seen_of, wall_of
from vitrino.publishing import queries as publishing
from vitrino.publishing.queries import Publication
from vitrino.ui.fields import show_problem
from vitrino.ui.formats import weekday
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page


@page("compose", place="plan")
@require_http_methods(["GET", "POST"])
def time(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """The form for another time; POST moves and goes back to where it was asked for."""
    workspace = request.workspace
    row = get_object_or_404(publishing.posts(workspace), pk=pk)
    wall = wall_of(row, slots.zone(workspace.time_zone))
    first = {"when": wall, "seen": seen_of(row), "back": _safe(request, request.GET.get("back", ""))}
    if request.method == "GET":
        return _form(request, row, MoveForm(initial=first))
    back = _safe(request, request.POST.get("back", ""))
    form = MoveForm({**request.POST.dict(), "back": back})
    if form.is_valid():
        given = form.cleaned_data
        try:
            moved = move(workspace=workspace, publication=row, wall=given["when"], seen=given["seen"], by=request.user,
                         now=timezone.now())  # fmt: skip
            return _done(request, moved, given["back"])
        except Problem as problem:
            # A second try is one on the row as it is shown now.
            form = MoveForm({**request.POST.dict(), "back": back, "seen": first["seen"]})
            show_problem(form, problem)
    return _form(request, row, form, status=422)


def undo_of(request: WorkspaceRequest) -> dict[str, Any] | None:
    """What takes the last move back: `moved` and `from` of the address; None when there is nothing to take back."""
    moved, before = request.GET.get("moved", ""), request.GET.get("from", "")
    if not (moved.isascii() and moved.isdigit() and len(moved) < 12):
        return None
    row = publishing.posts(request.workspace).filter(pk=moved).first()
    form = MoveForm({"when": before, "seen": seen_of(row), "back": ""}) if row else None
    if row is None or form is None or not form.is_valid():
        return None
    return {
        "text": _("“%(text)s” now goes out on %(when)s.") % {"text": quote(str(row.content.get("text", ""))),
                                                             "when": _spoken(request, row)},
        "url": reverse("planner:time", kwargs={"slug": request.workspace.slug, "pk": row.pk}),
        "fields": {"when": before, "seen": seen_of(row)},
        "pk": row.pk,
    }  # fmt: skip


def _done(request: WorkspaceRequest, moved: Moved, back: str) -> HttpResponse:
    for notice in moved.notices:
        messages.warning(request, words(notice))
    asked = urlencode({"moved": moved.publication.pk, "from": f"{moved.before:%Y-%m-%dT%H:%M}"})
    joint = "&" if "?" in back else "?"
    return HttpResponseRedirect(f"{back}{joint}{asked}#entry-{moved.publication.pk}")


def _form(request: WorkspaceRequest, row: Publication, form: MoveForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "title": quote(str(row.content.get("text", ""))), "publication": row,
               "when": _spoken(request, row)}  # fmt: skip
    return render(request, "planner/time.html", context, status=status)


def _spoken(request: WorkspaceRequest, row: Publication) -> str:
    local = row.publish_at.astimezone(slots.zone(request.workspace.time_zone))
    return f"{weekday(local)}, {local:%H:%M}"


def _safe(request: WorkspaceRequest, back: str) -> str:
    """An address of this shop's plan, whatever was asked for."""
    home = reverse("planner:week", kwargs={"slug": request.workspace.slug})
    parts = urlsplit(back)
    is_ours = not parts.scheme and not parts.netloc and parts.path.startswith(home) and "\\" not in back
    return f"{parts.path}{'?' + parts.query if parts.query else ''}" if is_ours else home

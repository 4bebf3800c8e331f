"""What a person was told, the way to what it is about, and what one message told."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from vitrino.notify import actions, pages, queries
from vitrino.notify.models import Alert
from vitrino.workspace.access import WorkspaceRequest, page

SHOWN = 100


@page("see", place="alerts")
@require_http_methods(["GET", "POST"])
def alerts(request: WorkspaceRequest) -> HttpResponse:
    """The newest alerts, or those before one; POST marks all as read."""
    if request.method == "POST":
        actions.mark_read(member=request.member, now=timezone.now())
        return redirect("notify:list", slug=request.workspace.slug)
    before = request.GET.get("before", "")
    mine = queries.alerts_of(request.member)
    if before.isdigit():
        mine = mine.filter(pk__lt=int(before[:18])).order_by("-pk")
    found = list(mine[: SHOWN + 1])
    failing = [pages.shown(way) for way in queries.failing_ways(request.member)]
    context = {
        "shown": _with_words(found[:SHOWN]), "unread": queries.unread_count(request.member), "is_first": not before,
        "older": found[SHOWN - 1].pk if len(found) > SHOWN else None, "failing": failing,
    }  # fmt: skip
    return render(request, "notify/list.html", context)


@page("see", place="alerts")
@require_http_methods(["GET"])
def told(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Everything that one message told."""
    found = queries.told_by(request.member, pk)
    if found is None:
        raise Http404
    return render(request, "notify/told.html", {"shown": _with_words(found)})


@page("see", place="alerts")
@require_http_methods(["GET"])
def open_alert(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """On to the page an alert is about; opening it is reading it."""
    alert = get_object_or_404(queries.alerts_of(request.member), pk=pk)
    actions.mark_read(member=request.member, now=timezone.now(), alert_id=alert.pk)
    return redirect(alert.url)


def _with_words(found: list[Alert]) -> list[tuple[Alert, object]]:
    return [(alert, queries.message_of(alert)) for alert in found]

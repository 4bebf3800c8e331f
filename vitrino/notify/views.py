"""Pages of alerts: the list, the way to what one is about, and which come by e-mail."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vitrino.notify import actions, queries
from vitrino.notify.forms import ChoicesForm
from vitrino.workspace.access import WorkspaceRequest, page
from vitrino.workspace.models import Membership

SHOWN = 100


@page("see", place="alerts")
@require_http_methods(["GET", "POST"])
def alerts(request: WorkspaceRequest) -> HttpResponse:
    """The newest alerts; POST marks all as read."""
    if request.method == "POST":
        actions.mark_read(member=request.member, now=timezone.now())
        return redirect("notify:list", slug=request.workspace.slug)
    shown = [(alert, queries.message_of(alert)) for alert in queries.alerts_of(request.member)[:SHOWN]]
    unread = queries.unread_count(request.member)
    return render(request, "notify/list.html", {"shown": shown, "unread": unread})


@page("see", place="alerts")
@require_http_methods(["GET"])
def open_alert(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """On to the page an alert is about; opening it is reading it."""
    alert = get_object_or_404(queries.alerts_of(request.member), pk=pk)
    actions.mark_read(member=request.member, now=timezone.now(), alert_id=alert.pk)
    return redirect(alert.url)


@page("see", place="settings")
@require_http_methods(["GET", "POST"])
def choices(request: WorkspaceRequest) -> HttpResponse:
    """Which kinds come by e-mail."""
    form = ChoicesForm(
        request.POST if request.method == "POST" else None, initial={"by_email": _wanted(request.member)}
    )
    if request.method == "POST" and form.is_valid():
        actions.choose(member=request.member, by_email=form.cleaned_data["by_email"])
        messages.success(request, _("Saved."))
        return redirect("notify:choices", slug=request.workspace.slug)
    return render(request, "notify/choices.html", {"form": form})


def _wanted(member: Membership) -> list[str]:
    return [kind for kind, is_wanted in queries.email_choices(member).items() if is_wanted]

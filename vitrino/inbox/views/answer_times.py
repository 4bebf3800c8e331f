"""By when people are answered."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from vitrino.inbox import promptness, queries, settling
from vitrino.inbox.models import Conversation
from vitrino.inbox.settling_forms import AnswerTimesForm, HoursForm
from vitrino.ui.formats import duration
from vitrino.workspace import queries as workspaces
from vitrino.workspace.access import WorkspaceRequest, page

LATELY = timedelta(days=30)


@page("manage", place="settings")
@require_http_methods(["GET", "POST"])
def answer_times(request: WorkspaceRequest) -> HttpResponse:
    """Opening hours, holidays, and the targets of each kind."""
    data = request.POST or None
    hours = HoursForm.of(*settling.week_and_holidays(request.workspace), data)
    form = AnswerTimesForm(settling.rows_of(request.workspace), hours, data)
    if request.method == "POST" and form.is_valid():
        settling.set_answer_rules(
            workspace=workspaces.workspace(request.workspace.pk), policies=form.policies(), hours=hours.hours,
            by=request.user, now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Saved. Whoever waits now is waited for by the new times."))
        return redirect("inbox:answer-times", slug=request.workspace.slug)
    now = timezone.now()
    context = {
        "form": form, "hours": hours, "names": settling.NAMES, "fallback": settling.FALLBACK,
        "paces": [(_kind(pace.kind), _told(pace)) for pace in queries.paces(request.workspace, now - LATELY, now)],
    }  # fmt: skip
    return render(request, "inbox/answer_times.html", context, status=422 if data else 200)


def _kind(kind: str) -> str:
    return _("Complaint") if kind == promptness.COMPLAINT else str(Conversation.Surface(kind).label)


def _told(pace: promptness.Pace) -> str:
    parts = [ngettext("%(n)d answer", "%(n)d answers", pace.answers) % {"n": pace.answers}]
    if pace.median_min is not None:
        parts.append(_("half of them within %(time)s") % {"time": duration(timedelta(minutes=pace.median_min))})
    if pace.missed:
        parts.append(ngettext("%(n)d late or missing", "%(n)d late or missing", pace.missed) % {"n": pace.missed})
    return " · ".join(parts)

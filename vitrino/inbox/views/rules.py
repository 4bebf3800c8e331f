"""How answers leave this shop."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vitrino.inbox.desk.rules import rules_of, settle
from vitrino.inbox.forms import DeskRulesForm
from vitrino.workspace.access import WorkspaceRequest, page


@page("manage", place="inbox")
@require_http_methods(["GET", "POST"])
def rules(request: WorkspaceRequest) -> HttpResponse:
    """The moment in which an answer can be taken back, and whether risky ones need a second person."""
    form = DeskRulesForm(request.POST or None, instance=rules_of(request.workspace))
    if request.method == "POST" and form.is_valid():
        settle(rules=form.instance, by=request.user, now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("inbox:rules", slug=request.workspace.slug)
    return render(request, "inbox/rules.html", {"form": form})

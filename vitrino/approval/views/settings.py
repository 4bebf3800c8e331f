"""Who must agree, and the links given to clients."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.approval import actions, queries
from vitrino.approval.forms import LinkForm, RuleForm
from vitrino.domain.problem import Problem
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page


@page("manage", place="settings")
@require_http_methods(["GET", "POST"])
def rule(request: WorkspaceRequest) -> HttpResponse:
    """Who must agree before a post goes out."""
    first = {"mode": queries.mode_of(request.workspace.pk), "people": sorted(queries.named(request.workspace))}
    form = RuleForm(request.POST or None, initial=first, workspace=request.workspace)
    if request.method == "POST" and form.is_valid():
        actions.set_rule(workspace=request.workspace, by=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("approval:rule", slug=request.workspace.slug)
    return render(request, "approval/rule.html", {"form": form})


@page("manage", place="plan")
@require_http_methods(["GET", "POST"])
def links(request: WorkspaceRequest) -> HttpResponse:
    """The clients' links, and a new one; its address is shown once, because only a hash of it is kept."""
    now, address = timezone.now(), ""
    chosen = [int(key) for key in request.GET.getlist("post") if key.isdecimal()]
    form = LinkForm(request.POST or None, initial={"posts": chosen}, workspace=request.workspace)
    if request.method == "POST" and form.is_valid():
        wanted = queries.showable(request.workspace).filter(pk__in=form.cleaned_data["posts"])
        try:
            _link, token = actions.give_link(
                workspace=request.workspace, name=form.cleaned_data["name"], wanted=wanted,
                days=form.cleaned_data["days"], by=request.user, now=now, email=form.cleaned_data["email"],
                language=form.cleaned_data["language"],
            )  # fmt: skip
            address = settings.BASE_URL + reverse("approval:client", kwargs={"token": token})
            form = LinkForm(workspace=request.workspace)
        except Problem as problem:
            form.add_error(problem.field or None, words(problem.message))
    context = {
        "form": form,
        "address": address,
        "links": queries.open_links(request.workspace, now),
        "clients": queries.clients(request.workspace),
    }
    return render(request, "approval/links.html", context)


@page("manage", place="plan")
@require_POST
def link_removal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """The address stops working at once."""
    link = get_object_or_404(queries.links_of(request.workspace), pk=pk)
    actions.take_back_link(link=link, by=request.user, now=timezone.now())
    messages.success(request, _("The link no longer works."))
    return redirect("approval:links", slug=request.workspace.slug)

"""Pages of the shop and its brand, and the log."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.domain.problem import Problem
from vitrino.ui.words import words
from vitrino.workspace import actions, log_words, queries
from vitrino.workspace.access import WorkspaceRequest, page
from vitrino.workspace.forms import BrandForm, NameForm, ShopForm

EVENTS_ON_A_PAGE = 50


@page("see", place="settings")
@require_http_methods(["GET"])
def settings_home(request: WorkspaceRequest) -> HttpResponse:
    """The way to everything one sets once."""
    return render(request, "workspace/settings.html")


@page("manage", place="settings")
@require_http_methods(["GET", "POST"])
def shop(request: WorkspaceRequest) -> HttpResponse:
    """What the shop is."""
    form = ShopForm(request.POST or None, instance=request.workspace)
    if request.method == "POST" and form.is_valid():
        fresh = queries.workspace(request.workspace.pk)
        actions.describe_shop(workspace=fresh, by=request.user, now=timezone.now(), values=form.values())
        messages.success(request, _("Saved."))
        return redirect("workspace:shop", slug=request.workspace.slug)
    return render(request, "workspace/shop.html", {"form": form})


@page("manage", place="settings")
@require_http_methods(["GET", "POST"])
def brand(request: WorkspaceRequest) -> HttpResponse:
    """The shop's names and how it speaks; the form sent says which of the two is meant."""
    is_name = "name" in request.POST
    name_form = NameForm(request.POST if is_name else None)
    mine = queries.brand_of(request.workspace)
    form = BrandForm(request.POST if request.method == "POST" and not is_name else None, instance=mine)
    now = timezone.now()
    if is_name and name_form.is_valid():
        try:
            actions.add_brand_name(
                workspace=request.workspace, text=name_form.cleaned_data["name"], by=request.user, now=now
            )
            return redirect("workspace:brand", slug=request.workspace.slug)
        except Problem as problem:
            name_form.add_error("name", words(problem.message))
    elif form.is_bound and form.is_valid():
        actions.shape_brand(workspace=request.workspace, by=request.user, now=now, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("workspace:brand", slug=request.workspace.slug)
    names = queries.brand_names(request.workspace)
    return render(request, "workspace/brand.html", {"form": form, "name_form": name_form, "names": names})


@page("manage", place="settings")
@require_POST
def name_removal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Stop going by a name."""
    name = get_object_or_404(queries.brand_names(request.workspace), pk=pk)
    actions.remove_brand_name(brand_name=name, by=request.user, now=timezone.now())
    return redirect("workspace:brand", slug=request.workspace.slug)


@page("manage", place="settings")
@require_http_methods(["GET"])
def log(request: WorkspaceRequest) -> HttpResponse:
    """What happened, who did it, when."""
    shown = Paginator(queries.events(request.workspace), EVENTS_ON_A_PAGE).get_page(request.GET.get("page"))
    events = [
        {"at": event.at, "who": event.person.get_full_name() if event.person else "Vitrino",
         "what": log_words.sentence(event)}
        for event in shown
    ]  # fmt: skip
    return render(request, "workspace/log.html", {"events": events, "shown": shown})

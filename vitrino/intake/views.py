"""The page that says where Vitrino listens, what it hears there, and what it may have missed."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.channels import actions as channel_actions
from vitrino.channels import queries as channels
from vitrino.connect import registry
from vitrino.domain.problem import Problem
from vitrino.intake import actions, listening, pages, queries
from vitrino.intake.forms import FeedForm, KeyForm
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, page


@page("see", place="inbox")
@require_http_methods(["GET"])
def home(request: WorkspaceRequest) -> HttpResponse:
    """Where Vitrino listens for the shop, and whether it hears anything there."""
    return _show(request, FeedForm())


@page("manage", place="inbox")
@require_POST
def feeds(request: WorkspaceRequest) -> HttpResponse:
    """Listen to one more feed."""
    form = FeedForm(request.POST)
    offer = next((one for one in listening.offers(request.workspace) if one.way == "address"), None)
    if form.is_valid() and offer is not None:
        try:
            actions.listen(workspace=request.workspace, platform=offer.key, url=form.cleaned_data["url"],
                           by=request.user, now=timezone.now())  # fmt: skip
            return redirect("intake:home", slug=request.workspace.slug)
        except Problem as problem:
            form.add_error("url", words(problem.message))
    return _show(request, form, status=422)


@page("manage", place="inbox")
@require_POST
def places(request: WorkspaceRequest, key: str) -> HttpResponse:
    """Listen to a whole network, or let a search look for the shop's names."""
    if key not in {offer.key for offer in listening.offers(request.workspace) if offer.way in ("network", "search")}:
        raise Http404
    actions.listen(workspace=request.workspace, platform=key, by=request.user, now=timezone.now())
    return redirect("intake:home", slug=request.workspace.slug)


@page("manage", place="inbox")
@require_POST
def keys(request: WorkspaceRequest, key: str) -> HttpResponse:
    """Let a search that wants a key look for the shop's names."""
    offer = next((one for one in listening.offers(request.workspace) if one.way == "key" and one.key == key), None)
    if offer is None:
        raise Http404
    form = KeyForm(request.POST, offer=offer)
    if form.is_valid():
        actions.listen(workspace=request.workspace, platform=key, by=request.user, now=timezone.now(),
                       secrets=form.cleaned_data)  # fmt: skip
        return redirect("intake:home", slug=request.workspace.slug)
    return _show(request, FeedForm(), status=422, asked=form)


@page("manage", place="inbox")
@require_POST
def closing(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Listen there no more."""
    place = get_object_or_404(channels.open_places_of(request.workspace), pk=pk)
    channel_actions.close_place(place=place, by=request.user, now=timezone.now())
    return redirect("intake:home", slug=request.workspace.slug)


@page("manage", place="inbox")
@require_POST
def websites(request: WorkspaceRequest, key: str) -> HttpResponse:
    """An address for the shop's website to call."""
    hook = registry.hooks().get(key)
    if hook is None or not hook.is_unbound:
        raise Http404
    actions.open_address(workspace=request.workspace, platform=key, by=request.user, now=timezone.now())
    return redirect("intake:home", slug=request.workspace.slug)


@page("manage", place="inbox")
@require_POST
def address_closing(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Nobody is let in at that address any more."""
    address = get_object_or_404(queries.addresses_of(request.workspace), pk=pk)
    actions.close_address(address=address, by=request.user, now=timezone.now())
    return redirect("intake:home", slug=request.workspace.slug)


@page("manage", place="inbox")
@require_POST
def readings(request: WorkspaceRequest) -> HttpResponse:
    """Read again what could not be read."""
    actions.read_again(workspace=request.workspace, by=request.user, now=timezone.now())
    return redirect("intake:home", slug=request.workspace.slug)


def _show(request: WorkspaceRequest, form: FeedForm, status: int = 200, asked: KeyForm | None = None) -> HttpResponse:
    now, workspace = timezone.now(), request.workspace
    may_manage = may(request.member, "manage")
    offers = listening.offers(workspace) if may_manage else []
    found = pages.ears(workspace, now)
    context: dict[str, Any] = {
        "ears": found,
        "sentence": pages.sentence(found),
        "holes": pages.holes(workspace, now),
        "reactions": pages.reactions(workspace, now),
        "ways": pages.ways(workspace, may_manage=may_manage),
        "offers": [one for one in offers if one.way not in ("address", "key")],
        "searches": [(one, _form_of(one, asked)) for one in offers if one.way == "key"],
        "unread": queries.unread(workspace).count(),
        "form": form if may_manage else None,
        "may_manage": may_manage,
    }
    return render(request, "intake/home.html", context, status=status)


def _form_of(offer: listening.Offer, asked: KeyForm | None) -> KeyForm:
    """An empty form, or the one that was just sent."""
    return asked if asked is not None and asked.prefix == offer.key else KeyForm(None, offer=offer)

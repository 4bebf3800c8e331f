"""Pages of shops: the list, connecting one, one shop; and the orders that came in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitrino.channels.words import PROOF
from vitrino.commerce import actions, pages, queries
from vitrino.commerce.forms import RehearsalShopForm, ShopForm
from vitrino.commerce.models import ShopConnection
from vitrino.connect import registry
from vitrino.connect.shop import ShopManifest
from vitrino.domain.problem import Problem
from vitrino.ui.fields import show_problem
from vitrino.ui.prose import prose
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page

PER_PAGE = 50


@page("see", place="settings")
@require_GET
def overview(request: WorkspaceRequest) -> HttpResponse:
    """The connected shops and how their reading goes."""
    counts = queries.counts(request.workspace)
    found = [pages.shop_page(shop, counts.get(shop.source, 0)) for shop in queries.shops_of(request.workspace)]
    return render(request, "commerce/list.html", {"shops": found, "sentence": pages.list_sentence(found)})


@page("manage", place="settings")
@require_GET
def choose(request: WorkspaceRequest) -> HttpResponse:
    """Which shop system?"""
    return render(request, "commerce/choose.html", {"systems": registry.shops().values()})


@page("manage", place="settings")
@require_http_methods(["GET", "POST"])
def connect(request: WorkspaceRequest, system: str) -> HttpResponse:
    """Let Vitrino read a shop, or rehearse on a copy."""
    manifest = _manifest(system)
    form = ShopForm(manifest, request.POST.dict() if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            shop = actions.connect_shop(workspace=request.workspace, system=system, fields=form.typed, by=request.user,
                                        now=timezone.now(), months=form.months)  # fmt: skip
            messages.success(request, _("Connected. Vitrino is reading your orders."))
            return redirect("commerce:shop", slug=request.workspace.slug, pk=shop.pk)
        except Problem as problem:
            show_problem(form, problem)
    context = {
        "manifest": manifest,
        "form": form,
        "rehearsal_form": RehearsalShopForm(initial={"name": request.workspace.name}),
        "proof": PROOF[manifest.proof_level],
        "guide": prose(registry.shop_guide(system, get_language() or "en")),
    }
    return render(request, "commerce/connect.html", context, status=422 if form.errors else 200)


@page("manage", place="settings")
@require_POST
def rehearse(request: WorkspaceRequest, system: str) -> HttpResponse:
    """A shop on the built-in copy."""
    _manifest(system)
    form = RehearsalShopForm(request.POST)
    name = form.cleaned_data["name"] if form.is_valid() else ""
    shop = actions.rehearse_shop(workspace=request.workspace, system=system, name=name, by=request.user,
                                 now=timezone.now())  # fmt: skip
    messages.success(request, _("Your rehearsal shop is open. Its orders come in now."))
    return redirect("commerce:shop", slug=request.workspace.slug, pk=shop.pk)


@page("see", place="settings")
@require_GET
def shop(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One shop: its state, what was read, and what is in the way."""
    found = _found(request, pk)
    count = queries.counts(request.workspace).get(found.source, 0)
    return render(request, "commerce/shop.html", {"detail": pages.shop_page(found, count), "shop": found})


@page("manage", place="settings")
@require_POST
def disconnect(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Delete the key here; what was read stays."""
    return _do(request, pk, actions.disconnect_shop, _("Disconnected. The key was deleted here."), by=request.user)


@page("answer", place="settings")
@require_POST
def fetch(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Read what is new now."""
    return _do(request, pk, actions.read_now, _("Vitrino is looking for what is new."))


@page("manage", place="settings")
@require_POST
def buy(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Let somebody buy in a rehearsal shop."""
    return _do(request, pk, actions.buy, _("Somebody bought something. The order comes in in a moment."))


@page("see", place="settings")
@require_GET
def orders(request: WorkspaceRequest) -> HttpResponse:
    """What customers ordered, searched by number, name or e-mail address."""
    words_searched = request.GET.get("q", "").strip()
    found = Paginator(queries.searched(request.workspace, words_searched), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [pages.order_row(order) for order in found],
        "page": found,
        "words_searched": words_searched,
        "has_shops": queries.shops_of(request.workspace).exists(),
    }
    return render(request, "commerce/orders.html", context)


def _do(request: WorkspaceRequest, pk: int, action: Callable[..., object], done: str, **more: Any) -> HttpResponse:
    try:
        action(shop=_found(request, pk), now=timezone.now(), **more)
        messages.success(request, done)
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("commerce:shop", slug=request.workspace.slug, pk=pk)


def _manifest(system: str) -> ShopManifest:
    found = registry.shops().get(system)
    if found is None:
        raise Http404
    return found


def _found(request: WorkspaceRequest, pk: int) -> ShopConnection:
    return get_object_or_404(queries.shops_of(request.workspace), pk=pk)

"""One thing in the library: what it is, how platforms show it, where it is used."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitrino.channels import queries as channels
from vitrino.domain.problem import Problem
from vitrino.media import actions, queries
from vitrino.media.forms import DescribeForm, FocusForm
from vitrino.media.models import Asset
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, page


@page("see", place="plan")
@require_http_methods(["GET", "POST"])
def describe(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """The asset's page; POST saves what is said about it."""
    asset = asset_of(request, pk)
    form = DescribeForm(request.POST or None, asset=asset)
    if request.method == "GET":
        return _show(request, asset, form)
    if not may(request.member, "compose"):
        return HttpResponse(status=403)
    if not form.is_valid():
        return _show(request, asset, form, status=422)
    said = form.cleaned_data
    actions.describe_asset(
        asset=asset, alt_text=said["alt_text"], tags=said["tags"], rights_note=said["rights_note"],
        rights_until=said["rights_until"], by=request.user, now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("Saved."))
    return redirect("media:asset", slug=request.workspace.slug, pk=pk)


@page("compose", place="plan")
@require_POST
def focus(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Set what must stay in sight; htmx gets the crops anew, others go back to where they came from."""
    asset = asset_of(request, pk)
    form = FocusForm(request.POST)
    if not form.is_valid():
        raise Problem(_("Choose a point inside the picture."))
    x, y = form.cleaned_data["x"] / 100, form.cleaned_data["y"] / 100
    asset = actions.set_focus(asset=asset, x=x, y=y, by=request.user, now=timezone.now())
    if request.headers.get("HX-Request"):
        return render(request, "media/_crops.html", crops(request, asset))
    back = request.POST.get("back", "")
    if back.startswith(f"/w/{request.workspace.slug}/"):
        return redirect(back)
    return redirect("media:asset", slug=request.workspace.slug, pk=pk)


@page("see", place="plan")
@require_GET
def film(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """How far a film is; the page asks for this again and again while something is being made."""
    asset = asset_of(request, pk)
    response = render(request, "media/_film.html", queries.film_state(asset))
    if asset.is_ready and request.GET.get("was") == "working":
        response["HX-Refresh"] = "true"  # the whole page has more to show now
    return response


@page("compose", place="plan")
@require_POST
def film_stop(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Stop making a film."""
    actions.cancel_film(asset=asset_of(request, pk), by=request.user, now=timezone.now())
    messages.success(request, _("Stopped. Nothing of it was kept."))
    return redirect("media:asset", slug=request.workspace.slug, pk=pk)


@page("compose", place="plan")
@require_POST
def film_try(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Try once more to make a film."""
    asset = actions.retry_film(asset=asset_of(request, pk), by=request.user, now=timezone.now())
    if asset.state == Asset.State.FAILED:
        messages.error(request, _("The upload is no longer there. Choose the film again."))
    return redirect("media:asset", slug=request.workspace.slug, pk=pk)


@page("compose", place="plan")
@require_POST
def removal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Let it go for good; refused while something uses it."""
    try:
        actions.delete_asset(asset=asset_of(request, pk), by=request.user, now=timezone.now())
    except Problem as problem:
        messages.error(request, words(problem.message))
        return redirect("media:asset", slug=request.workspace.slug, pk=pk)
    messages.success(request, _("It is no longer in the library."))
    return redirect("media:library", slug=request.workspace.slug)


def asset_of(request: WorkspaceRequest, pk: int) -> Asset:
    """The asset, in the workspace asked for; 404 for any other."""
    return get_object_or_404(queries.assets_of(request.workspace), pk=pk)


def crops(request: WorkspaceRequest, asset: Asset) -> dict[str, object]:
    """How the shop's platforms show it."""
    return {"asset": asset, "views": queries.seen_on(asset, channels.usable(request.workspace))}


def _show(request: WorkspaceRequest, asset: Asset, form: DescribeForm, status: int = 200) -> HttpResponse:
    context = {
        **crops(request, asset), **queries.film_state(asset), "form": form,
        "uses": queries.uses_of([asset.pk])[asset.pk],
        "may_change": may(request.member, "compose"), "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "media/asset.html", context, status=status)

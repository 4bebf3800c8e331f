"""Pages of channels: the list, connecting, one channel, and what the website links to."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitrino.channels import actions, pages, queries
from vitrino.channels.forms import BudgetForm, ConnectForm, RehearsalForm
from vitrino.channels.models import Channel, SiteLink
from vitrino.channels.words import PROOF
from vitrino.connect import registry
from vitrino.connect.manifest import Manifest
from vitrino.domain.problem import Problem
from vitrino.ui.fields import show_problem
from vitrino.ui.prose import prose
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, open_to, page


@page("see", place="settings")
@require_GET
def overview(request: WorkspaceRequest) -> HttpResponse:
    """The shop's channels, and what its website links to."""
    now = timezone.now()
    found = queries.with_sources(queries.channels_of(request.workspace))
    channels = [pages.Detail(channel, now) for channel in found]
    context = {
        "channels": channels,
        "closed": sum(not detail.channel.is_usable for detail in channels),
        "website": pages.website(request.workspace),
        "warning": queries.installation_warning(now),
    }
    return render(request, "channels/list.html", context)


@page("manage", place="settings")
@require_GET
def choose(request: WorkspaceRequest) -> HttpResponse:
    """Which platform?"""
    return render(request, "channels/choose.html", {"offers": pages.offers()})


@page("manage", place="settings")
@require_http_methods(["GET", "POST"])
def connect(request: WorkspaceRequest, platform: str) -> HttpResponse:
    """Let Vitrino into an account, or rehearse on a copy of the platform."""
    manifest = _manifest(platform)
    form = ConnectForm(manifest, request.POST.dict() if request.method == "POST" else None)
    again = _again(request, platform)
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.begin_connect(workspace=request.workspace, platform=platform, fields=form.typed,
                                          by=request.user, now=timezone.now(), channel=again)  # fmt: skip
            return _onward(request, found)
        except Problem as problem:
            show_problem(form, problem)
    return _connect_page(request, manifest, form, RehearsalForm(), again)


@page("manage", place="settings")
@require_POST
def rehearse(request: WorkspaceRequest, platform: str) -> HttpResponse:
    """A channel on the built-in copy of the platform."""
    manifest, form = _manifest(platform), RehearsalForm(request.POST)
    if form.is_valid():
        try:
            channel = actions.rehearse(workspace=request.workspace, platform=platform, by=request.user,
                                       now=timezone.now(), **form.cleaned_data)  # fmt: skip
            return _onward(request, channel)
        except Problem as problem:
            show_problem(form, problem)
    return _connect_page(request, manifest, ConnectForm(manifest), form, None)


@open_to("signed-in")
@require_GET
def come_back(request: HttpRequest) -> HttpResponse:
    """Back from the platform's own page. The sign-in belongs to whoever began it."""
    try:
        channel = actions.finish_connect(params=request.GET.dict(), by=request.user, now=timezone.now())  # type: ignore[arg-type]  # signed in
    except Problem as problem:
        context = {"title": _("Nothing was connected."), "text": words(problem.message), "status": 422}
        return render(request, "config/error.html", context, status=422)
    messages.success(request, _("Connected. Vitrino is reading what is new there."))
    return redirect("channels:detail", slug=channel.workspace.slug, pk=channel.pk)


@page("see", place="settings")
@require_GET
def detail(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One channel: its state, its sources and gaps, and how far its connector is proven."""
    return _detail(request, _found(request, pk))


@page("manage", place="settings")
@require_POST
def budget(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """What a channel may cost in a month."""
    channel, form = _found(request, pk), BudgetForm(request.POST)
    if not form.is_valid():
        return _detail(request, channel, form, status=422)
    try:
        actions.set_budget(channel=channel, usd_cents=form.usd_cents, by=request.user, now=timezone.now())
        messages.success(request, _("The budget is set. What waited for it goes on by itself."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("channels:detail", slug=request.workspace.slug, pk=pk)


@page("manage", place="settings")
@require_POST
def resending(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Whether posts whose answer was lost go out again without a question."""
    does_resend = request.POST.get("does_resend") == "yes"
    actions.set_resending(channel=_found(request, pk), does_resend=does_resend, by=request.user, now=timezone.now())
    done = _("Such posts are sent again from now on.") if does_resend else _("Vitrino asks you from now on.")
    messages.success(request, done)
    return redirect("channels:detail", slug=request.workspace.slug, pk=pk)


@page("manage", place="settings")
@require_POST
def pause(request: WorkspaceRequest, pk: int) -> HttpResponse:
    return _do(request, pk, actions.pause, _("Paused. Posts for it wait until you go on."))


@page("manage", place="settings")
@require_POST
def resume(request: WorkspaceRequest, pk: int) -> HttpResponse:
    return _do(request, pk, actions.resume, _("It goes on."))


@page("manage", place="settings")
@require_POST
def disconnect(request: WorkspaceRequest, pk: int) -> HttpResponse:
    return _do(request, pk, actions.disconnect, _("Disconnected. The sign-in was deleted here."))


@page("answer", place="settings")
@require_POST
def fetch(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Read all sources of a channel now."""
    actions.ask_now(channel=_found(request, pk), now=timezone.now())
    messages.success(request, _("Vitrino is looking for what is new."))
    return redirect("channels:detail", slug=request.workspace.slug, pk=pk)


@page("manage", place="settings")
@require_POST
def scan(request: WorkspaceRequest) -> HttpResponse:
    """Read the website now."""
    try:
        actions.ask_for_scan(workspace=request.workspace, by=request.user, now=timezone.now())
        messages.success(request, _("Vitrino is reading your website. Load this page again in a moment."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("channels:list", slug=request.workspace.slug)


@page("manage", place="settings")
@require_POST
def let_go(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """The shop has unlinked a profile."""
    link = get_object_or_404(SiteLink, workspace=request.workspace, pk=pk)
    actions.let_go(link=link, by=request.user, now=timezone.now())
    messages.success(request, _("Vitrino no longer counts this profile."))
    return redirect("channels:list", slug=request.workspace.slug)


@page("own", place="settings")
@require_POST
def confirm_installation(request: WorkspaceRequest) -> HttpResponse:
    """An owner confirms that this database is the one to go on with."""
    actions.release_installation(by=request.user, now=timezone.now())
    messages.success(request, _("Confirmed. Look through the posts that are held back, then let them go."))
    return redirect("channels:list", slug=request.workspace.slug)


def _detail(request: WorkspaceRequest, channel: Channel, form: BudgetForm | None = None, status: int = 200
            ) -> HttpResponse:  # fmt: skip
    usd = "" if channel.budget_usd_cents is None else f"{channel.budget_usd_cents / 100:.2f}"
    context = {
        "detail": pages.Detail(channel, timezone.now()),
        "channel": channel,
        "budget_form": form or BudgetForm(initial={"usd": usd}),
    }
    return render(request, "channels/detail.html", context, status=status)


def _do(request: WorkspaceRequest, pk: int, action: Callable[..., Channel], done: str) -> HttpResponse:
    try:
        action(channel=_found(request, pk), by=request.user, now=timezone.now())
        messages.success(request, done)
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("channels:detail", slug=request.workspace.slug, pk=pk)


def _onward(request: WorkspaceRequest, found: Channel | actions.Away) -> HttpResponse:
    if isinstance(found, actions.Away):
        return HttpResponseRedirect(found.url)
    messages.success(request, _("Connected. Vitrino is reading what is new there."))
    return redirect("channels:detail", slug=request.workspace.slug, pk=found.pk)


def _connect_page(request: WorkspaceRequest, manifest: Manifest, form: ConnectForm, rehearsal: RehearsalForm,
                  again: Channel | None) -> HttpResponse:  # fmt: skip
    context = {
        "manifest": manifest,
        "form": form,
        "rehearsal_form": rehearsal,
        "again": again,
        "proof": PROOF[manifest.proof_level],
        "guide": prose(registry.guide(manifest.key, get_language() or "en")),
        "redirect_uri": request.build_absolute_uri(reverse("channels:return")),
    }
    is_refused = form.errors or rehearsal.errors
    return render(request, "channels/connect.html", context, status=422 if is_refused else 200)


def _manifest(platform: str) -> Manifest:
    try:
        return registry.manifest(platform)
    except KeyError:
        raise Http404 from None


def _again(request: WorkspaceRequest, platform: str) -> Channel | None:
    """The channel to be connected again, when the address names one."""
    wanted = request.GET.get("again", "")
    if not wanted.isdecimal():
        return None
    return get_object_or_404(queries.every_channel_of(request.workspace), pk=int(wanted), platform=platform)


def _found(request: WorkspaceRequest, pk: int) -> Channel:
    return get_object_or_404(queries.with_sources(queries.every_channel_of(request.workspace)), pk=pk)

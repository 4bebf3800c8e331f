"""What becomes of links: the settings, the card of a page, and the short links themselves."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vitrino.channels import queries as channels
from vitrino.domain.problem import Problem
from vitrino.domain.tagging import TagRule
from vitrino.links import actions, counting, queries
from vitrino.links.forms import LinksForm, NewLinkForm
from vitrino.links.leading import HEADERS
from vitrino.links.outgoing import settings_of
from vitrino.ui.fields import show_problem
from vitrino.workspace.access import WorkspaceRequest, open_to, page

SHOWN_DAYS = 28
SHOWN_LINKS = 20


@page("manage", place="settings")
@require_http_methods(["GET", "POST"])
def links(request: WorkspaceRequest) -> HttpResponse:
    """Whether links are tagged or made short, and how often they were opened lately."""
    form = LinksForm(request.POST or None, instance=settings_of(request.workspace))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        rule = TagRule(given["source"], given["medium"], given["campaign"], given["content"])
        try:
            actions.change_settings(
                workspace=request.workspace, use=given["use"], rule=rule, by=request.user, now=timezone.now()
            )
            messages.success(request, _("Saved."))
            return redirect("links:home", slug=request.workspace.slug)
        except Problem as problem:
            show_problem(form, problem)
    return _shown(request, form, NewLinkForm(workspace=request.workspace))


@page("manage", place="settings")
@require_POST
def new(request: WorkspaceRequest) -> HttpResponse:
    """A short link for a place that is no post."""
    form = NewLinkForm(request.POST, workspace=request.workspace)
    if form.is_valid():
        try:
            link = actions.make_link(workspace=request.workspace, by=request.user, now=timezone.now(),
                                     **form.cleaned_data)  # fmt: skip
            messages.success(request, _("Your link: %(address)s") % {"address": queries.address_of(link)})
            return redirect("links:home", slug=request.workspace.slug)
        except Problem as problem:
            show_problem(form, problem)
    return _shown(request, LinksForm(instance=settings_of(request.workspace)), form)


@page("manage", place="settings")
@require_POST
def closing(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Close a link; with `?undo=1` let it lead on."""
    link = get_object_or_404(queries.links_of(request.workspace), pk=pk)
    actions.set_open(link=link, is_open=bool(request.GET.get("undo")), by=request.user, now=timezone.now())
    return redirect("links:home", slug=request.workspace.slug)


def _shown(request: WorkspaceRequest, form: LinksForm, new_form: NewLinkForm) -> HttpResponse:
    since = timezone.localdate() - timedelta(days=SHOWN_DAYS)
    opened = list(queries.short_links(request.workspace, since)[:SHOWN_LINKS])
    clicks = queries.clicks_by_channel(request.workspace, since)
    context = {
        "form": form,
        "new_form": new_form,
        "opened": opened,
        "programs": sum(one.programs for one in opened),
        "by_hand": [(one, queries.address_of(one)) for one in queries.made_by_hand(request.workspace)[:SHOWN_LINKS]],
        "days": SHOWN_DAYS,
        "can_shorten": queries.can_shorten(),
        "by_channel": [(one, clicks[one.pk]) for one in channels.channels_of(request.workspace) if one.pk in clicks],
    }
    return render(request, "links/home.html", context, status=422 if form.errors or new_form.errors else 200)


@page("compose", place="plan")
@require_POST
def card(request: WorkspaceRequest) -> HttpResponse:
    """How the page behind the link in the composer calls itself; reads it when it is not known yet."""
    url, found, problem = request.POST.get("link", "").strip(), None, None
    if url:
        try:
            found = actions.look_at_page(workspace=request.workspace, url=url, now=timezone.now())
        except Problem as refused:
            problem = refused.message
    return render(request, "links/_card.html", {"card": found, "problem": problem})


@open_to("everyone")
@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """A short link: to its target, and nowhere else. Nothing about the visitor is kept."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    is_person = counting.is_person(request.method or "", headers)
    location = actions.open_link(code=code, is_person=is_person, now=timezone.now())
    if location is None:
        return render(request, "links/gone.html", {"is_known": queries.is_known(code)}, status=404)
    answer = HttpResponse(status=302)
    answer["Location"] = location
    for name, value in HEADERS.items():
        answer[name] = value
    return answer

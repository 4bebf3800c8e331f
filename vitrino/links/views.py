"""What becomes of links: the settings, the card of a page, and the short links themselves."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vitrino.channels import queries as channels
from vitrino.domain.problem import Problem
from vitrino.domain.tagging import TagRule
from vitrino.links import actions, queries
from vitrino.links.forms import LinksForm
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
        rule = TagRule(given["source"], given["medium"], given["campaign"])
        try:
            actions.change_settings(
                workspace=request.workspace, use=given["use"], rule=rule, by=request.user, now=timezone.now()
            )
            messages.success(request, _("Saved."))
            return redirect("links:home", slug=request.workspace.slug)
        except Problem as problem:
            show_problem(form, problem)
    since = timezone.localdate() - timedelta(days=SHOWN_DAYS)
    opened = queries.short_links(request.workspace, since)[:SHOWN_LINKS]
    clicks = queries.clicks_by_channel(request.workspace, since)
    context = {
        "form": form,
        "opened": opened,
        "days": SHOWN_DAYS,
        "can_shorten": queries.can_shorten(),
        "by_channel": [(one, clicks[one.pk]) for one in channels.channels_of(request.workspace) if one.pk in clicks],
    }
    return render(request, "links/home.html", context, status=422 if form.errors else 200)


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
    target = actions.open_link(
        code=code, agent=request.headers.get("User-Agent", ""), counts=request.method == "GET", now=timezone.now()
    )
    if target is None:
        raise Http404
    answer = HttpResponseRedirect(target)
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer

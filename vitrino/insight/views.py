"""Pages of insight: what works, and the regular look back."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vitrino.channels import queries as channels
from vitrino.insight import actions, lessons, pages, queries
from vitrino.insight.forms import EffortForm
from vitrino.workspace.access import WorkspaceRequest, page

A_MONTH = timedelta(days=28)


@page("see", place="insight")
@require_GET
def home(request: WorkspaceRequest) -> HttpResponse:
    """Answers in sentences, then figures, then charts."""
    now = timezone.now()
    context = pages.home(request.workspace, pages.wanted_of(request.workspace, request.GET, now), now)
    return render(request, "insight/home.html", context)


@page("compose", place="insight")
@require_POST
def refresh(request: WorkspaceRequest) -> HttpResponse:
    """Look at all posts again, in the background."""
    actions.ask_to_learn(workspace=request.workspace, now=timezone.now())
    messages.success(request, _("Vitrino looks at your posts again. What it finds stands here in a minute."))
    return redirect("insight:home", slug=request.workspace.slug)


@page("see", place="insight")
@require_GET
def progress(request: WorkspaceRequest) -> HttpResponse:
    """A part of the home: how many channels are still looked at."""
    return render(request, "insight/_progress.html", {"learning": lessons.being_learnt(request.workspace)})


@page("see", place="insight")
@require_GET
def finding(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """The evidence of a statement: how sure, by which method, from which posts, and what to do."""
    found = get_object_or_404(lessons.findings_of(request.workspace).select_related("workspace"), pk=pk)
    return render(request, "insight/finding.html", pages.finding(found, timezone.now()))


@page("see", place="insight")
@require_GET
def posts(request: WorkspaceRequest) -> HttpResponse:
    """All posts with what they got, sorted and narrowed as one likes."""
    now = timezone.now()
    asked = pages.filters_of(pages.wanted_of(request.workspace, request.GET, now), request.GET)
    return render(request, "insight/posts.html", pages.listed(request.workspace, asked, now))


@page("see", place="insight")
@require_GET
def post(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One post and its curve against the usual one."""
    mine = queries.known_posts(request.workspace).select_related("channel__workspace", "pillar")
    return render(request, "insight/post.html", pages.post(get_object_or_404(mine, pk=pk), timezone.now()))


@page("see", place="insight")
@require_GET
def week(request: WorkspaceRequest) -> HttpResponse:
    """The week as it is advised: which times, why, and which is the test."""
    return render(request, "insight/week.html", pages.week(request.workspace, timezone.now()))


@page("see", place="insight")
@require_GET
def platforms(request: WorkspaceRequest) -> HttpResponse:
    """What each platform costs and brings; keep, drop or try."""
    return render(request, "insight/platforms.html", pages.platforms(request.workspace, timezone.now()))


@page("compose", place="insight")
@require_POST
def effort(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """How long posts and answers take on a channel."""
    channel = get_object_or_404(channels.channels_of(request.workspace), pk=pk)
    form = EffortForm(request.POST, prefix=f"c{channel.pk}")
    now = timezone.now()
    if not form.is_valid():
        context = pages.platforms(request.workspace, now, {channel.pk: form})
        return render(request, "insight/platforms.html", context, status=422)
    actions.set_effort(channel=channel, by=request.user, now=now, **form.cleaned_data)
    messages.success(request, _("Kept."))
    return redirect("insight:platforms", slug=request.workspace.slug)


@page("see", place="insight")
@require_GET
def retrospective(request: WorkspaceRequest) -> HttpResponse:
    """Where the look back was once; it has pages of its own now."""
    return redirect("lookback:home", slug=request.workspace.slug)

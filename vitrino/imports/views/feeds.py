"""Feeds that bring ideas."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.domain.problem import Problem
from vitrino.imports import actions, queries
from vitrino.imports.forms import FeedForm
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page


@page("compose", place="plan")
@require_http_methods(["GET", "POST"])
def feeds(request: WorkspaceRequest) -> HttpResponse:
    """The feeds that are read, and a new one."""
    form = FeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.follow(workspace=request.workspace, url=form.cleaned_data["url"], by=request.user,
                           now=timezone.now())  # fmt: skip
            messages.success(request, _("The feed is read in a moment; what is new there becomes ideas."))
            return redirect("imports:feeds", slug=request.workspace.slug)
        except Problem as problem:
            form.add_error("url", words(problem.message))
    context = {"form": form, "feeds": queries.feeds_of(request.workspace)}
    return render(request, "imports/feeds.html", context, status=422 if form.errors else 200)


@page("compose", place="plan")
@require_POST
def feed_removal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Follow it no more."""
    feed = get_object_or_404(queries.feeds_of(request.workspace), pk=pk)
    actions.unfollow(feed=feed, by=request.user, now=timezone.now())
    return redirect("imports:feeds", slug=request.workspace.slug)

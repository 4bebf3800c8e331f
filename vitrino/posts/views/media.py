"""Pictures and films of a post."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitrino.domain.problem import Problem
from vitrino.media import queries as library
from vitrino.media.arriving import take_all
from vitrino.media.views.files import sent
from vitrino.media.views.library import listed, onward
from vitrino.posts import actions, attaching, queries
from vitrino.posts.views.compose import post_of
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page


@page("compose", place="plan")
@require_POST
def pictures(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Add new files; those that can't be taken are named, the others stay."""
    post, now = post_of(request, pk), timezone.now()
    take_all(
        request,
        request.FILES.getlist("pictures"),
        use=lambda asset: attaching.attach(post=post, asset=asset, by=request.user, now=now),
    )
    return onward(request, redirect("posts:edit", slug=request.workspace.slug, pk=pk))


@page("compose", place="plan")
@require_http_methods(["GET", "POST"])
def choice(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Choose from the library; POST puts what was ticked on the post."""
    post = post_of(request, pk)
    if request.method == "GET":
        on_post = set(queries.pictures_of(post).values_list("asset_id", flat=True))
        return render(request, "posts/choice.html", {**listed(request), "post": post, "on_post": on_post})
    ticked = [int(key) for key in request.POST.getlist("asset") if key.isascii() and key.isdecimal()]
    try:
        came = attaching.attach_chosen(post=post, asset_ids=ticked, by=request.user, now=timezone.now())
    except Problem as problem:
        messages.error(request, words(problem.message))
        return redirect("posts:edit", slug=request.workspace.slug, pk=pk)
    n = len(came)
    messages.success(request, ngettext("%(n)s is on the post.", "%(n)s are on the post.", n) % {"n": n})
    return redirect("posts:edit", slug=request.workspace.slug, pk=pk)


@page("see", place="plan")
@require_GET
def picture(request: WorkspaceRequest, pk: int, asset: int) -> HttpResponseBase:
    """The picture itself, or a film's still: written by us, and never run as anything else."""
    found = get_object_or_404(library.assets_of(request.workspace), pk=asset)
    return sent(found.poster, "image/jpeg") if found.is_film else sent(found.file, found.mime_type)


@page("compose", place="plan")
@require_POST
def picture_removal(request: WorkspaceRequest, pk: int, asset: int) -> HttpResponse:
    """Take a picture off the post."""
    actions.remove_picture(post=post_of(request, pk), asset_id=asset, by=request.user, now=timezone.now())
    return redirect("posts:edit", slug=request.workspace.slug, pk=pk)

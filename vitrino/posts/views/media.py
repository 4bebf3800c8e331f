"""Pictures of a post."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from vitrino.domain.problem import Problem
from vitrino.media import queries as media
from vitrino.media.pictures import MAX_BYTES
from vitrino.posts import actions
from vitrino.posts.views.compose import post_of
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page


@page("compose", place="plan")
@require_POST
def pictures(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Add pictures; those that can't be taken are named, the others stay."""
    post = post_of(request, pk)
    for file in request.FILES.getlist("pictures"):
        try:
            # One byte more than allowed is enough to know.
            actions.add_picture(post=post, uploaded=file.read(MAX_BYTES + 1), by=request.user, now=timezone.now())
        except Problem as problem:
            messages.error(request, words(problem.message))
    return redirect("posts:edit", slug=request.workspace.slug, pk=pk)


@page("see", place="plan")
@require_GET
def picture(request: WorkspaceRequest, pk: int, asset: int) -> HttpResponseBase:
    """The picture itself: written by us, and never run as anything else."""
    found = get_object_or_404(media.assets_of(request.workspace), pk=asset)
    try:
        response = FileResponse(found.file.open("rb"), content_type=found.mime_type)
    except FileNotFoundError as error:
        raise Http404 from error
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=86400, immutable"
    return response


@page("compose", place="plan")
@require_POST
def picture_removal(request: WorkspaceRequest, pk: int, asset: int) -> HttpResponse:
    """Take a picture off the post."""
    actions.remove_picture(post=post_of(request, pk), asset_id=asset, by=request.user, now=timezone.now())
    return redirect("posts:edit", slug=request.workspace.slug, pk=pk)

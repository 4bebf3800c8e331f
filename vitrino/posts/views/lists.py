"""The list of posts, and taking one away or back."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from vitrino.posts import actions, queries
from vitrino.workspace.access import WorkspaceRequest, page

ON_A_PAGE = 30


@page("see", place="plan")
@require_GET
def listing(request: WorkspaceRequest) -> HttpResponse:
    """Everything written, the one changed last first; a post just taken away can be taken back."""
    shown = Paginator(queries.posts_of(request.workspace), ON_A_PAGE).get_page(request.GET.get("page"))
    gone = request.GET.get("removed", "")
    removed = queries.every_post_of(request.workspace).exclude(deleted_at=None)
    context = {"shown": shown, "removed": removed.filter(pk=gone).first() if gone.isdecimal() else None}
    return render(request, "posts/list.html", context)


@page("compose", place="plan")
@require_POST
def removal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Take a post away; with `?undo=1` take that back."""
    post = get_object_or_404(queries.every_post_of(request.workspace), pk=pk)
    if request.GET.get("undo"):
        actions.restore_post(post=post, by=request.user, now=timezone.now())
        return redirect("posts:edit", slug=request.workspace.slug, pk=pk)
    actions.delete_post(post=post, by=request.user, now=timezone.now())
    response = redirect("posts:list", slug=request.workspace.slug)
    response["Location"] += f"?removed={pk}"
    return response

"""Which campaign posts belong to: one from the composer, many at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from vitrino.campaigns.queries import Campaign, campaigns_of, open_campaigns
from vitrino.posts import actions as posts
from vitrino.posts.queries import posts_of
from vitrino.workspace.access import WorkspaceRequest, page

SHOWN = 100


@page("compose", place="plan")
@require_http_methods(["GET", "POST"])
def of_post(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """The composer's panel: which campaign this post belongs to; POST says it."""
    post = get_object_or_404(posts_of(request.workspace).select_related("campaign"), pk=pk)
    is_saved = request.method == "POST"
    if is_saved:
        chosen = _chosen(request, request.POST.get("campaign", ""))
        posts.join_campaign(posts=[post], campaign=chosen, workspace=request.workspace, by=request.user,
                            now=timezone.now())  # fmt: skip
        if request.headers.get("HX-Request") != "true":
            return redirect("posts:edit", slug=request.workspace.slug, pk=pk)
        post.campaign = chosen
    context = {"post": post, "options": _options(request, post.campaign), "is_saved": is_saved}
    is_part = request.headers.get("HX-Request") == "true"
    return render(request, "attribution/_panel.html" if is_part else "attribution/panel.html", context)


@page("compose", place="plan")
@require_http_methods(["GET", "POST"])
def choose(request: WorkspaceRequest) -> HttpResponse:
    """Put many posts into a campaign at once."""
    mine = posts_of(request.workspace).select_related("campaign")
    if request.method == "POST":
        ticked = [int(key) for key in request.POST.getlist("post") if key.isascii() and key.isdecimal()]
        chosen = _chosen(request, request.POST.get("campaign", ""))
        n = posts.join_campaign(posts=list(mine.filter(pk__in=ticked)), campaign=chosen, workspace=request.workspace,
                                by=request.user, now=timezone.now())  # fmt: skip
        messages.success(request, ngettext("%(n)s post changed.", "%(n)s posts changed.", n) % {"n": n})
        if chosen is not None:
            return redirect("attribution:campaign", slug=request.workspace.slug, pk=chosen.pk)
        return redirect("attribution:choose", slug=request.workspace.slug)
    wanted = request.GET.get("campaign", "")
    context = {"posts": mine[:SHOWN], "options": _options(request, None), "wanted": wanted}
    return render(request, "attribution/choose.html", context)


def _chosen(request: WorkspaceRequest, key: str) -> Campaign | None:
    """404 for a campaign of another shop."""
    return get_object_or_404(campaigns_of(request.workspace), pk=key) if key.isascii() and key.isdecimal() else None


def _options(request: WorkspaceRequest, now_in: Campaign | None) -> list[tuple[str, str]]:
    """Those that go on, and the one it is in already."""
    found = list(open_campaigns(request.workspace)[:SHOWN])
    if now_in is not None and now_in not in found:
        found.append(now_in)
    return [("", _("None")), *((str(one.pk), one.title) for one in found)]

"""For members: what waits, one post before those who are asked, their words and comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vitrino.approval import actions, pages, queries
from vitrino.approval.forms import CommentForm, WordForm
from vitrino.domain.problem import Problem
from vitrino.posts import queries as posts
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, page

if TYPE_CHECKING:
    from vitrino.posts.models import Post

SHOWN = 100


@page("see", place="plan")
@require_GET
def listing(request: WorkspaceRequest) -> HttpResponse:
    """Everything that waits for somebody's agreement: what waits for the one who looks comes first."""
    mine = f"p{request.member.person_id}"
    waiting = list(queries.open_requests(request.workspace)[:SHOWN])
    context = {
        "for_you": [one for one in waiting if any(key == mine for key, _name in one.missing)],
        "others": [one for one in waiting if all(key != mine for key, _name in one.missing)],
        "mode": queries.mode_of(request.workspace.pk),
        "may_manage": may(request.member, "manage"),
    }
    return render(request, "approval/list.html", context)


@page("see", place="plan")
@require_GET
def of_post(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One post with all its texts, where it stands and what was said; a part of it inside the composer."""
    post = _post(request, pk)
    template = "approval/panel.html" if request.headers.get("HX-Request") == "true" else "approval/post.html"
    return render(request, template, _context(request, post, CommentForm()))


@page("see", place="plan")
@require_POST
def word(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Agree, or ask for changes."""
    post, form = _post(request, pk), WordForm(request.POST)
    try:
        if not form.is_valid():
            messages.error(request, _("Please choose one of the two answers."))
        elif form.cleaned_data["verdict"] == "agreed":
            actions.agree(post=post, seen=form.cleaned_data["seen"], by=request.user, now=timezone.now())
            messages.success(request, _("You agreed."))
        else:
            actions.refuse(post=post, seen=form.cleaned_data["seen"], reason=form.cleaned_data["reason"],
                           by=request.user, now=timezone.now())  # fmt: skip
            messages.success(request, _("Your wish is on its way to the writer."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("approval:post", slug=request.workspace.slug, pk=pk)


@page("see", place="plan")
@require_POST
def comments(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Say something about the post."""
    post, form = _post(request, pk), CommentForm(request.POST)
    if not form.is_valid():
        return render(request, "approval/post.html", _context(request, post, form), status=422)
    try:
        actions.comment(post=post, by=request.user, now=timezone.now(), **form.cleaned_data)
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect(reverse("approval:post", kwargs={"slug": request.workspace.slug, "pk": pk}) + "#comments")


@page("compose", place="plan")
@require_POST
def request_for(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Ask for agreement without planning; with `close` say that nobody needs to answer any more."""
    post, now = _post(request, pk), timezone.now()
    if request.POST.get("close"):
        actions.close(post=post, by=request.user, now=now)
    else:
        actions.tell(actions.ask(post=post, by=request.user, now=now), now)
        messages.success(request, _("Everybody who is asked was told."))
    return redirect("approval:post", slug=request.workspace.slug, pk=pk)


def _post(request: WorkspaceRequest, pk: int) -> Post:
    post: Post = get_object_or_404(posts.posts_of(request.workspace), pk=pk)
    post.workspace = request.workspace
    return post


def _context(request: WorkspaceRequest, post: Post, form: CommentForm) -> dict[str, object]:
    slug = request.workspace.slug

    def picture_url(asset: int) -> str:
        return reverse("posts:picture", kwargs={"slug": slug, "pk": post.pk, "asset": asset})

    shown = pages.page_of(post, picture_url)
    return {
        "page": shown,
        "tags": [(sheet, pages.standing_tag(sheet.standing, shown.mode)) for sheet in shown.sheets],
        "is_asked": shown.is_asked(f"p{request.member.person_id}"),
        "may_compose": may(request.member, "compose"),
        "may_manage": may(request.member, "manage"),
        "comments": queries.comments_of(post),
        "comment_form": form,
    }

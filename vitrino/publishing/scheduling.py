"""From the composer to the plan: save what was typed, then plan every channel's text, or none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from vitrino.domain import slots
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.posts import composer
from vitrino.posts import queries as posts
from vitrino.posts.actions import Clash
from vitrino.posts.views.compose import post_of, sent_by, show, show_clash
from vitrino.publishing import actions, company, pages, queries
from vitrino.publishing.forms import TimeForm
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page
from vitrino.workspace.models import Workspace

if TYPE_CHECKING:
    from vitrino.posts.models import Post


@page("compose", place="plan")
@require_POST
def schedule(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Plan the post: at `when`, or at once with `now`. Everything typed is kept whatever happens."""
    post = post_of(request, pk)
    sent = sent_by(request, post)
    try:
        moment = _moment(request)
        planned = _plan(request, post, sent, moment)
    except Clash as clash:
        return show_clash(request, post, sent, clash)
    except Problem as problem:
        messages.error(request, words(problem.message))
        return show(request, post, sent, status=422)
    for notice in (moment.notice if moment else None, *_crowded(request.workspace, post, moment)):
        if notice is not None:
            messages.warning(request, words(notice))
    messages.success(
        request, ngettext("%(n)s channel is planned.", "%(n)s channels are planned.", planned) % {"n": planned}
    )
    if queries.of_posts([pk]).filter(state=queries.S.DRAFT).exists():
        messages.warning(request, words(say("It goes out only when everybody who is asked has agreed.")))
    return redirect("posts:edit", slug=request.workspace.slug, pk=pk)


@page("see", place="plan")
@require_GET
def of_post(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Where each channel's text of a post is now; loaded into the composer."""
    post = post_of(request, pk)
    found = queries.of_posts([post.pk]).order_by("channel__connected_at", "-pk")
    is_part = request.headers.get("HX-Request") == "true"
    template = "publishing/of_post.html" if is_part else "publishing/of_post_page.html"
    return render(request, template, {"rows": pages.rows_of(found), "post": post})


def _moment(request: WorkspaceRequest) -> slots.Instant | None:
    """The instant asked for; None means now."""
    if request.POST.get("now"):
        return None
    form = TimeForm(request.POST)
    if not form.is_valid() or form.cleaned_data["when"] is None:
        raise Problem(say("Choose a day and a time first, or publish now."), "when")
    return slots.instant(form.cleaned_data["when"], slots.zone(request.workspace.time_zone))


@transaction.atomic
def _plan(request: WorkspaceRequest, post: Post, sent: composer.Typed, moment: slots.Instant | None) -> int:
    """Save and plan in one go. Raises Problem naming the channel whose text can't go out as it is."""
    now = timezone.now()
    saved = composer.save(post, sent, by=request.user, now=now)
    sheets = composer.context(saved, composer.stored(saved))["sheets"]
    if not sheets:
        raise Problem(say("Choose at least one channel."))
    for sheet in sheets:
        if sheet.problems:
            why = words(sheet.problems[0])
            raise Problem(say("Not planned yet. {platform}: {why}", platform=sheet.platform, why=why))
    for variant in posts.variants_of(saved):
        if moment is None:
            actions.publish_now(variant=variant, by=request.user, now=now)
        else:
            actions.schedule(variant=variant, publish_at=moment.utc, wall_time=moment.wall,
                             time_zone=request.workspace.time_zone, by=request.user, now=now)  # fmt: skip
    return len(sheets)


def _crowded(workspace: Workspace, post: Post, moment: slots.Instant | None) -> list[Message]:
    """A word about other posts close by, on the same channel or on many at once."""
    at = moment.utc if moment else timezone.now()
    ours = queries.of_posts([post.pk]).values_list("pk", flat=True)
    return company.notices(workspace, [one.channel for one in posts.variants_of(post)], at, but=ours)

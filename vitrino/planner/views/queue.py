"""The queue of each channel: its weekly times and what fills them."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from vitrino.domain.problem import Problem
from vitrino.planner.filling import Line, drafts_to_plan, proposal_of
from vitrino.planner.moving import swap
from vitrino.planner.queries import pair_seen
from vitrino.planner.queue import Place, enqueue, queues_of
from vitrino.posts import composer
from vitrino.posts.actions import Clash
from vitrino.posts.views.compose import post_of, sent_by, show, show_clash
from vitrino.publishing import queries as publishing
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, page


@dataclass(frozen=True)
class Row:
    """One place as the page shows it. offer: what the week's proposal would put into a free slot."""

    place: Place
    offer: Line | None
    seen_before: str
    seen_after: str


@page("see", place="plan")
@require_GET
def queue(request: WorkspaceRequest) -> HttpResponse:
    """Every channel's next two weeks, slot by slot."""
    now = timezone.now()
    may_compose = may(request.member, "compose")
    offers = {(line.channel.pk, line.proposal.slot.at): line for line in proposal_of(request.workspace, now)}
    queues = [
        (one, [_row(place, offers.get((one.channel.pk, place.at))) for place in one.places])
        for one in queues_of(request.workspace, now)
    ]
    context = {
        "queues": queues,
        "free": sum(place.publication is None for one, _rows in queues for place in one.places),
        "drafts": drafts_to_plan(request.workspace) if may_compose else [],
        "may_compose": may_compose,
    }
    return render(request, "planner/queue.html", context)


@page("compose", place="plan")
@require_POST
def add(request: WorkspaceRequest) -> HttpResponse:
    """The chosen draft takes the next free slot of each of its channels."""
    wanted = request.POST.get("post", "")
    return _enqueue(request, int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 12 else 0)


@page("compose", place="plan")
@require_POST
def add_from_composer(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """The same from the composer: what was typed there is saved first."""
    post = post_of(request, pk)
    sent = sent_by(request, post)
    try:
        composer.save(post, sent, by=request.user, now=timezone.now())
    except Clash as clash:
        return show_clash(request, post, sent, clash)
    except Problem as problem:
        messages.error(request, words(problem.message))
        return show(request, post, sent, status=422)
    return _enqueue(request, pk)


@page("compose", place="plan")
@require_POST
def swapped(request: WorkspaceRequest, pk: int, other: int) -> HttpResponse:
    """Two posts change places."""
    posts = publishing.posts(request.workspace)
    first, second = get_object_or_404(posts, pk=pk), get_object_or_404(posts, pk=other)
    try:
        swap(workspace=request.workspace, first=first, second=second, seen=request.POST.get("seen", ""),
             by=request.user, now=timezone.now())  # fmt: skip
        messages.success(request, _("The two posts have changed places."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("planner:queue", slug=request.workspace.slug)


def _enqueue(request: WorkspaceRequest, pk: int) -> HttpResponse:
    post = post_of(request, pk)
    try:
        made = enqueue(workspace=request.workspace, post=post, by=request.user, now=timezone.now())
        said = ngettext("%(n)s channel is planned.", "%(n)s channels are planned.", len(made))
        messages.success(request, said % {"n": len(made)})
    except Problem as problem:
        messages.error(request, words(problem.message))
        return redirect("posts:edit", slug=request.workspace.slug, pk=pk)
    return redirect("planner:queue", slug=request.workspace.slug)


def _row(place: Place, offer: Line | None) -> Row:
    one = place.publication
    before = pair_seen(one, place.before) if one and place.before else ""
    after = pair_seen(one, place.after) if one and place.after else ""
    return Row(place, offer, before, after)

"""How much of each channel sells, what each post is, and what somebody says about it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vitrino.balance import actions, pages, queries
from vitrino.balance.forms import LimitForm
from vitrino.channels import queries as channels
from vitrino.domain.balance import Kind
from vitrino.domain.problem import Problem
from vitrino.insight import queries as insight
from vitrino.posts import queries as posts
from vitrino.publishing import queries as publishing
from vitrino.strategy import queries as strategy
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, page

IDEAS_SHOWN = 3


@page("see", place="plan")
@require_GET
def home(request: WorkspaceRequest) -> HttpResponse:
    """Every channel, what is asked, ideas, and what came of each kind."""
    now = timezone.now()
    todo, minutes = queries.due_today(request.workspace, now)
    context = pages.home(request.workspace, now) | {
        "may_compose": may(request.member, "compose"), "may_answer": may(request.member, "answer"),
        "ideas": queries.offers(request.workspace)[:IDEAS_SHOWN], "todo": todo, "minutes": minutes,
    }  # fmt: skip
    return render(request, "balance/home.html", context)


@page("see", place="plan")
@require_GET
def channel(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One channel with its posts."""
    return _channel(request, pk, LimitForm())


@page("manage", place="plan")
@require_POST
def limit(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """How much of a channel may sell, with a reason; empty for the usual."""
    one = get_object_or_404(channels.channels_of(request.workspace), pk=pk)
    form = LimitForm(request.POST)
    if form.is_valid():
        try:
            given = form.cleaned_data
            actions.set_limit(channel=one, percent=given["percent"], reason=given["reason"], by=request.user,
                              now=timezone.now())  # fmt: skip
            messages.success(request, _("Saved."))
            return redirect("balance:channel", slug=request.workspace.slug, pk=pk)
        except Problem as problem:
            form.add_error(problem.field or None, words(problem.message))
    return _channel(request, pk, form, status=422)


@page("compose", place="plan")
@require_POST
def kind_known(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Say what a post is that stands on a platform."""
    post = get_object_or_404(insight.known_posts(request.workspace), pk=pk)
    return _say(request, post.text)


@page("compose", place="plan")
@require_POST
def kind_planned(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Say what a post is that is planned, or went out a moment ago."""
    row = get_object_or_404(publishing.posts(request.workspace).select_related("variant__post"), pk=pk)
    text = str(row.content.get("text") or "") or (posts.text_of(row.variant) if row.variant else "")
    return _say(request, text)


@page("compose", place="plan")
@require_POST
def pillar_kind(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Say what the posts of a pillar are."""
    pillar = get_object_or_404(strategy.pillars(request.workspace), pk=pk)
    kind = _kind(request)
    if kind is None:
        return redirect("balance:home", slug=request.workspace.slug)
    try:
        actions.say_pillar(pillar=pillar, kind=kind, by=request.user, now=timezone.now())
        messages.success(request, _("Saved."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("balance:home", slug=request.workspace.slug)


@page("compose", place="plan")
@require_GET
def of_post(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """What the composer says of a post: that it would tip a channel; never in the way."""
    post = get_object_or_404(posts.posts_of(request.workspace), pk=pk)
    post.workspace = request.workspace
    tipped = queries.would_tip(post, timezone.now())
    told = queries.told_of(post)
    context = {"post": post, "tipped": tipped, "said": pages.who_said(told) if post.idea.strip() else ""}
    is_part = request.headers.get("HX-Request") == "true"
    return render(request, "balance/_of_post.html" if is_part else "balance/of_post.html", context)


@page("see", place="plan")
@require_GET
def tips(request: WorkspaceRequest) -> HttpResponse:
    """What the planner says: which planned posts tip their channel; nothing where all is well."""
    tipping = [one for one in queries.balances(request.workspace, timezone.now()) if one.tips]
    if request.headers.get("HX-Request") != "true":
        return redirect("balance:home", slug=request.workspace.slug)
    shown = [(pages.what_next(one), one) for one in tipping]
    return render(request, "balance/_tips.html", {"tipping": shown, "may_compose": may(request.member, "compose")})


def _channel(request: WorkspaceRequest, pk: int, form: LimitForm, status: int = 200) -> HttpResponse:
    one = get_object_or_404(channels.channels_of(request.workspace), pk=pk)
    context = pages.channel(request.workspace, one, timezone.now()) | {
        "form": form, "may_compose": may(request.member, "compose"), "may_manage": may(request.member, "manage"),
    }  # fmt: skip
    return render(request, "balance/channel.html", context, status=status)


def _say(request: WorkspaceRequest, text: str) -> HttpResponse:
    kind, back = _kind(request), request.POST.get("back", "")
    if kind is not None:
        try:
            actions.say_kind(workspace=request.workspace, text=text, kind=kind, by=request.user, now=timezone.now())
            messages.success(request, _("Noted. Vitrino learns from it."))
        except Problem as problem:
            messages.error(request, words(problem.message))
    if back.isdecimal() and channels.channels_of(request.workspace).filter(pk=int(back)).exists():
        return redirect("balance:channel", slug=request.workspace.slug, pk=int(back))
    return redirect("balance:home", slug=request.workspace.slug)


def _kind(request: WorkspaceRequest) -> Kind | None:
    try:
        return Kind(request.POST.get("kind", ""))
    except ValueError:
        return None

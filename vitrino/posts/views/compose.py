"""The composer: one idea, a text for each channel."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.channels import queries as channels
from vitrino.domain.problem import Problem
from vitrino.plan import actions as plan
from vitrino.plan import queries as plans
from vitrino.posts import actions, composer, helping, queries, shaping
from vitrino.posts.actions import Clash
from vitrino.posts.models import Post
from vitrino.posts.typed import marks, number
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page


@page("compose", place="plan")
@require_http_methods(["GET", "POST"])
def new(request: WorkspaceRequest) -> HttpResponse:
    """A new post for all channels in use; from an idea with `idea`. Made by POST only, so a look makes nothing."""
    ideas = plans.ideas(request.workspace)[:20]
    if request.method == "GET":
        usable = channels.usable(request.workspace)
        return render(request, "posts/new.html", {"ideas": ideas, "channels": usable})
    wanted = request.POST.get("idea", "")
    idea = plans.ideas(request.workspace).filter(pk=wanted).first() if wanted.isdecimal() else None
    now = timezone.now()
    post = actions.create_post(
        workspace=request.workspace, by=request.user, now=now, idea=idea.text if idea else "",
        channels_wanted=channels.usable(request.workspace),
    )  # fmt: skip
    if idea is not None:
        plan.use_idea(idea=idea, now=now)
    return redirect("posts:edit", slug=request.workspace.slug, pk=post.pk)


@page("compose", place="plan")
@require_http_methods(["GET", "POST"])
def edit(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """The composer's page; POST saves."""
    post = post_of(request, pk)
    if request.method == "GET":
        return show(request, post, composer.stored(post))
    sent = sent_by(request, post)
    try:
        composer.save(post, sent, by=request.user, now=timezone.now())
    except Clash as clash:
        return show_clash(request, post, sent, clash)
    except Problem as problem:
        messages.error(request, words(problem.message))
        return show(request, post, sent, status=422)
    messages.success(request, _("Saved."))
    return redirect("posts:edit", slug=request.workspace.slug, pk=pk)


@page("compose", place="plan")
@require_POST
def sheets(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Counts, previews and remarks for what is being typed; saves nothing."""
    post = post_of(request, pk)
    return render(request, "posts/_answer.html", composer.context(post, sent_by(request, post)))


@page("compose", place="plan")
@require_POST
def draft(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Save while typing. After a clash the page says so and nothing is overwritten."""
    post = post_of(request, pk)
    return render(request, "posts/_saved.html", kept(request, post, sent_by(request, post)))


@page("compose", place="plan")
@require_POST
def shape(request: WorkspaceRequest, pk: int, channel: int) -> HttpResponse:
    """Adapt one channel's text, split it, add to it, take that back, or ask for a proposal (`way`).

    What stands in the form is saved; a proposal is only shown.
    """
    post = post_of(request, pk)
    wanted = get_object_or_404(channels.channels_of(request.workspace), pk=channel)
    sent, way = sent_by(request, post), request.POST.get("way", "")
    if wanted.pk not in sent.texts:
        return redirect("posts:edit", slug=request.workspace.slug, pk=pk)
    if way.startswith("help-"):
        language, task = request.POST.get(f"into-{channel}", ""), way.removeprefix("help-")
        changed, told = sent, helping.proposal(post, sent, wanted, task, language, by=request.user, now=timezone.now())
    else:
        changed, told = shaping.shaped(post, sent, wanted, way, request.POST.dict())
    return show_shaped(request, post, changed, {channel: told} if told else {}, only=channel)


@page("compose", place="plan")
@require_POST
def shape_all(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Adapt the text of every channel."""
    post = post_of(request, pk)
    sent, told = sent_by(request, post), {}
    for one in channels.channels_of(request.workspace).filter(pk__in=sent.texts):
        sent, said = shaping.shaped(post, sent, one, "adapt")
        if said is not None:
            told[one.pk] = said
    return show_shaped(request, post, sent, told)


@page("compose", place="plan")
@require_POST
def describe(request: WorkspaceRequest, pk: int, asset: int) -> HttpResponse:
    """A proposal for the description of a picture; only shown."""
    post = post_of(request, pk)
    picture = get_object_or_404(queries.pictures_of(post), asset_id=asset)
    shown: dict[str, Any] = {"post": post, "picture": picture, "proposal": None, "problem": None}
    try:
        shown["proposal"] = helping.description(post, picture, by=request.user, now=timezone.now())
    except (Problem, OSError) as problem:
        shown["problem"] = problem.message if isinstance(problem, Problem) else _("The picture can't be read.")
    return render(request, "posts/_described.html", shown)


@page("compose", place="plan")
@require_POST
def presence(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Who else has this post open, and whether somebody saved a change since this page was loaded."""
    post = post_of(request, pk)
    others = actions.visit(post=post, by=request.user, now=timezone.now())
    seen = number(request.POST.get("version", ""))
    is_newer = seen is not None and post.version > seen and post.changed_by_id != request.user.pk
    return render(request, "posts/_here.html", {"post": post, "others": others, "is_newer": is_newer})


def post_of(request: WorkspaceRequest, pk: int) -> Post:
    """The post, in the workspace asked for; 404 for any other."""
    post: Post = get_object_or_404(queries.posts_of(request.workspace), pk=pk)
    post.workspace = request.workspace
    return post


def sent_by(request: WorkspaceRequest, post: Post) -> composer.Typed:
    """What the composer's form holds."""
    return composer.typed(post, request.POST.dict(), request.POST.getlist("channel"))


def show(request: WorkspaceRequest, post: Post, sent: composer.Typed, status: int = 200) -> HttpResponse:
    """The composer with this in it."""
    return render(request, "posts/edit.html", composer.context(post, sent), status=status)


def kept(request: WorkspaceRequest, post: Post, sent: composer.Typed) -> dict[str, Any]:
    """Save, and what the page shows about it: saved, mixed with changes of others, or why not."""
    shown: dict[str, Any] = {"post": post, "problem": None, "at": timezone.now(), "is_mixed": False, "typed": sent}
    try:
        actions.link_of(sent.link)
    except Problem as problem:
        # A link half typed keeps nothing else from being saved.
        sent, shown["problem"] = replace(sent, link=post.link), problem.message
    try:
        saved = composer.save_mixed(post, sent, by=request.user, now=timezone.now())
    except Problem as problem:
        return shown | {"problem": problem.message, "base": json.dumps(sent.base or {}), "version": sent.version}
    return shown | {"post": saved.post, "is_mixed": saved.is_mixed, "base": json.dumps(marks(sent)),
                    "version": saved.post.version}  # fmt: skip


def show_shaped(
    request: WorkspaceRequest, post: Post, sent: composer.Typed, told: dict[int, composer.Told], only: int = 0
) -> HttpResponse:
    """The composer with this in it, saved. only: just this channel's side, for a page that is already there."""
    saved = kept(request, post, sent)
    shown = replace(sent, base=json.loads(saved["base"]), version=saved["version"])
    context = composer.context(saved["post"], shown, told)
    if only and request.headers.get("HX-Request") == "true":
        [sheet] = [one for one in context["sheets"] if one.channel.pk == only]
        return render(request, "posts/_shaped.html", {**context, **saved, "sheet": sheet})
    if saved["problem"]:
        messages.error(request, words(saved["problem"]))
    return render(request, "posts/edit.html", context)


def show_clash(request: WorkspaceRequest, post: Post, sent: composer.Typed, clash: Clash) -> HttpResponse:
    """Both texts side by side: what was typed here, and what somebody else saved."""
    newest = post_of(request, post.pk)
    # From here on, what stands in the form is meant to replace what was seen beside it.
    sent = replace(sent, base=composer.stored(newest).base, version=newest.version)
    context = composer.context(newest, sent) | {"clash": clash.message, "theirs": composer.stored(newest)}
    return render(request, "posts/edit.html", context, status=409)

"""Pages of mentions and of the names that are watched."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.channels import queries as channels
from vitrino.domain.names import needs_context
from vitrino.domain.problem import Problem
from vitrino.listening import actions, kinds, queries
from vitrino.listening.forms import ContextForm, WatchForm
from vitrino.listening.models import Mention
from vitrino.ui.words import words
from vitrino.workspace import queries as workspaces
from vitrino.workspace.access import WorkspaceRequest, page

ON_A_PAGE = 30


@page("see", place="inbox")
@require_http_methods(["GET"])
def home(request: WorkspaceRequest) -> HttpResponse:
    """Who used the shop's name, where, and how sure we are."""
    shown = Paginator(queries.mentions_of(request.workspace), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "shown": shown,
        "mentions": [_shown(mention) for mention in shown],
        "gaps": channels.open_gaps(request.workspace)[:5],
        "watched": queries.watches_of(request.workspace).filter(is_on=True).count(),
    }
    return render(request, "listening/home.html", context)


@page("manage", place="settings")
@require_http_methods(["GET", "POST"])
def watches(request: WorkspaceRequest) -> HttpResponse:
    """Every form that is watched, in groups; adding one."""
    form = WatchForm(request.POST or None, workspace=request.workspace)
    if request.method == "POST" and form.is_valid():
        try:
            actions.watch_form(by=request.user, now=timezone.now(), **form.values())
            return redirect("listening:watches", slug=request.workspace.slug)
        except Problem as problem:
            form.add_error("text", words(problem.message))
    context = {"form": form, "groups": _groups(request), "names": _names(request)}
    return render(request, "listening/watches.html", context)


@page("manage", place="settings")
@require_POST
def watch(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Strike a form out (`on` empty) or watch it again."""
    found = get_object_or_404(queries.watches_of(request.workspace), pk=pk)
    actions.switch_watch(watch=found, is_on=bool(request.POST.get("on")), by=request.user, now=timezone.now())
    return redirect("listening:watches", slug=request.workspace.slug)


@page("manage", place="settings")
@require_POST
def context(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Words that must or must not stand near a name."""
    name = get_object_or_404(workspaces.brand_names(request.workspace), pk=pk)
    form = ContextForm(request.POST, prefix=f"n{name.pk}")
    if form.is_valid():
        actions.set_context(brand_name=name, by=request.user, now=timezone.now(), **form.values())
    return redirect("listening:watches", slug=request.workspace.slug)


def _shown(mention: Mention) -> dict[str, Any]:
    """A mention with its text in three parts: before, the name, after."""
    text = mention.arrival.text
    return {
        "mention": mention,
        "arrival": mention.arrival,
        "platform": channels.manifest_of(mention.arrival.channel).name,
        "before": text[: mention.start],
        "name": text[mention.start : mention.end],
        "after": text[mention.end :],
        "lag_s": max(0, round((mention.seen_at - mention.at).total_seconds())),
        "rule": kinds.RULES.get(mention.rule),
    }


def _groups(request: WorkspaceRequest) -> list[tuple[Any, list[Any]]]:
    found = queries.watches_of(request.workspace)
    return [
        (kinds.KINDS.get(kind, kinds.OTHER), list(group)) for kind, group in groupby(found, key=lambda one: one.kind)
    ]


def _names(request: WorkspaceRequest) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "is_ambiguous": needs_context(name.text) and not name.context_words,
            "form": ContextForm(
                prefix=f"n{name.pk}",
                initial={
                    "context_words": ", ".join(name.context_words),
                    "exclude_words": ", ".join(name.exclude_words),
                },
            ),
        }
        for name in workspaces.brand_names(request.workspace)
    ]

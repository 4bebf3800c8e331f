"""The names that are watched: each form, each query, and what they would bring."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.domain.names import needs_context
from vitrino.domain.names.telling import telling_words
from vitrino.domain.problem import Problem
from vitrino.listening import actions, kinds, queries
from vitrino.listening import preview as previews
from vitrino.listening.ears import QUERY
from vitrino.listening.forms import ContextForm, QueryForm, WatchForm
from vitrino.listening.models import Watch
from vitrino.ui.words import words
from vitrino.workspace import queries as workspaces
from vitrino.workspace.access import WorkspaceRequest, page
from vitrino.workspace.models import BrandName

# Two forms of the page have a field of the same name.
QUERY_IDS = "id_query_%s"


@page("manage", place="settings")
@require_http_methods(["GET", "POST"])
def watches(request: WorkspaceRequest) -> HttpResponse:
    """Every form that is watched, in groups; adding one, or a query."""
    if request.method == "GET":
        return _page(request)
    if request.POST.get("kind") == QUERY:
        query = QueryForm(request.POST, workspace=request.workspace, auto_id=QUERY_IDS)
        return _watch(request, query, actions.watch_query) or _page(request, query=query)
    form = WatchForm(request.POST, workspace=request.workspace)
    return _watch(request, form, actions.watch_form) or _page(request, form=form)


@page("manage", place="settings")
@require_http_methods(["GET"])
def preview(request: WorkspaceRequest) -> HttpResponse:
    """What a spelling (`text`), a query (`kind`) or a whole name would bring, before it is watched.

    `name`: the number of the name; left out: the shop's first.
    """
    names = workspaces.brand_names(request.workspace)
    asked = request.GET.get("name")
    name = names.first() if asked is None else get_object_or_404(names, pk=_number(asked))
    if name is None:
        return redirect("listening:watches", slug=request.workspace.slug)
    name.workspace = request.workspace
    text, is_query = request.GET.get("text", "").strip(), request.GET.get("kind") == QUERY
    context: dict[str, Any] = {"name": name, "text": text, "is_query": is_query, "problem": ""}
    try:
        if text:
            context["preview"] = previews.of_text(name, text, timezone.now(), is_query=is_query)
        else:
            context["preview"] = previews.of_name(name, timezone.now())
    except Problem as problem:
        context["problem"] = words(problem.message)
    return render(request, "listening/preview.html", context)


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


def _watch(
    request: WorkspaceRequest, form: WatchForm | QueryForm, watch_it: Callable[..., Watch]
) -> HttpResponse | None:
    """None when something is wrong; the form then says what."""
    if form.is_valid():
        try:
            watch_it(by=request.user, now=timezone.now(), **form.values())
            return redirect("listening:watches", slug=request.workspace.slug)
        except Problem as problem:
            form.add_error("text", words(problem.message))
    return None


def _number(text: str) -> int:
    """0, which nothing has, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _page(request: WorkspaceRequest, form: WatchForm | None = None, query: QueryForm | None = None) -> HttpResponse:
    context = {
        "form": form or WatchForm(workspace=request.workspace),
        "query_form": query or QueryForm(workspace=request.workspace, auto_id=QUERY_IDS),
        "is_query_open": query is not None,
        "names": [_name(request, name) for name in workspaces.brand_names(request.workspace)],
    }
    return render(request, "listening/watches.html", context)


def _name(request: WorkspaceRequest, name: BrandName) -> dict[str, Any]:
    """A name with its forms by kind, and words that would keep others of the same name out."""
    found = queries.found_lately(request.workspace, timezone.now())
    order = {kind: number for number, kind in enumerate(kinds.KINDS)}
    mine = [watch for watch in queries.watches_of(request.workspace) if watch.brand_name_id == name.pk]
    mine.sort(key=lambda watch: order.get(watch.kind, len(order)))
    groups = [
        (kinds.KINDS.get(kind, kinds.OTHER), [(watch, found.get(watch.pk, 0)) for watch in group])
        for kind, group in groupby(mine, key=lambda one: one.kind)
    ]
    proposed = telling_words(
        queries.judged_texts(name, is_us=True), queries.judged_texts(name, is_us=False), besides=[name.text]
    )
    return {
        "name": name,
        "groups": groups,
        "watched": sum(watch.is_on for watch in mine),
        "found": sum(found.get(watch.pk, 0) for watch in mine),
        "is_ambiguous": needs_context(name.text) and not name.context_words,
        "proposed": [word for word in proposed if word not in name.exclude_words],
        "form": ContextForm(
            prefix=f"n{name.pk}",
            initial={
                "context_words": ", ".join(name.context_words),
                "exclude_words": ", ".join(name.exclude_words),
            },
        ),
    }

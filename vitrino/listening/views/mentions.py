"""Who used the shop's name, where, and how sure we are."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.channels import queries as channels
from vitrino.listening import actions, kinds, queries
from vitrino.listening.models import Mention
from vitrino.ui.formats import duration
from vitrino.workspace.access import WorkspaceRequest, may, page

ON_A_PAGE = 30
VIEWS = {"sure": queries.sure, "undecided": queries.undecided, "others": queries.others}
LABELS = {
    "sure": gettext_noop("About us"),
    "undecided": gettext_noop("To decide"),
    "others": gettext_noop("Somebody else"),
}


@page("see", place="inbox")
@require_http_methods(["GET"])
def home(request: WorkspaceRequest) -> HttpResponse:
    """All uses of the name, copies of a text once; what nobody is sure of waits for a word."""
    asked = request.GET.get("show", "")
    show = asked if asked in VIEWS else "sure"
    mine = queries.mentions_of(request.workspace)
    shown = Paginator(queries.told_once(VIEWS[show](mine)), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "shown": shown,
        "show": show,
        "segments": _segments(request, show),
        "mentions": [_shown(mention) for mention in shown],
        "undecided": queries.told_once(queries.undecided(mine)).count(),
        "gaps": channels.open_gaps(request.workspace)[:5],
        "may_judge": may(request.member, "answer"),
        "watched": queries.watches_of(request.workspace).filter(is_on=True).count(),
    }
    return render(request, "listening/home.html", context)


@page("answer", place="inbox")
@require_POST
def verdict(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """It is us (`us` filled), or somebody else."""
    found = get_object_or_404(queries.mentions_of(request.workspace), pk=pk)
    actions.judge_mention(mention=found, is_us=bool(request.POST.get("us")), by=request.user, now=timezone.now())
    home = reverse("listening:home", kwargs={"slug": request.workspace.slug})
    show = request.POST.get("show", "")
    return redirect(f"{home}?show={show}" if show in VIEWS else home)


def _segments(request: WorkspaceRequest, show: str) -> list[tuple[str, str, bool]]:
    home = reverse("listening:home", kwargs={"slug": request.workspace.slug})
    return [(_(label), f"{home}?show={key}", key == show) for key, label in LABELS.items()]


def _shown(mention: Mention) -> dict[str, Any]:
    """A mention with its text in three parts: before, the name, after. An edit may have moved the place."""
    text = mention.arrival.text
    return {
        "mention": mention,
        "arrival": mention.arrival,
        "platform": _(channels.manifest_of(mention.arrival.channel).name),
        "before": text[: mention.start],
        "name": text[mention.start : mention.end],
        "after": text[mention.end :],
        "lag": _lag(mention.seen_at - mention.at),
        "rule": kinds.RULES.get(mention.rule),
        "copies": getattr(mention, "copies", 1),
    }


def _lag(span: timedelta) -> str:
    """How long after it was written it was heard."""
    seconds = max(0, round(span.total_seconds()))
    if seconds < 90:
        return ngettext("%(n)s second", "%(n)s seconds", seconds) % {"n": seconds}
    return duration(span)

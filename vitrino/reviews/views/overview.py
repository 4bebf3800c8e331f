"""All reviews, what they talk about, and the saved thank-yous."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitrino.domain.problem import Problem
from vitrino.reviews import actions, pages, queries
from vitrino.reviews.forms import MeasureForm, SavedThanksForm
from vitrino.reviews.queries import STATES, Filters
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, page


@page("see", place="inbox")
@require_GET
def home(request: WorkspaceRequest) -> HttpResponse:
    """What the stars say, how reviews are answered, and the reviews themselves."""
    before = request.GET.get("before", "")
    context = pages.home(request.workspace, filters_of(request), before, timezone.now())
    query = request.GET.copy()
    query.pop("before", None)
    context["query"] = query.urlencode()
    return render(request, "reviews/home.html", context)


@page("see", place="inbox")
@require_http_methods(["GET", "POST"])
def themes(request: WorkspaceRequest) -> HttpResponse:
    """What reviews talk about; POST notes what is done about it."""
    now, may_answer = timezone.now(), may(request.member, "answer")
    form = MeasureForm(request.POST or None)
    if request.method == "POST" and may_answer and form.is_valid():
        actions.take_measure(workspace=request.workspace, by=request.user, now=now, **form.cleaned_data)
        messages.success(request, _("Noted. Whether reviews still speak of it, you see here."))
        return redirect("reviews:themes", slug=request.workspace.slug)
    context = pages.themes(request.workspace, now) | {"form": form, "may_answer": may_answer}
    return render(request, "reviews/themes.html", context, status=422 if form.errors else 200)


@page("answer", place="inbox")
@require_POST
def measure_end(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Done, or given up."""
    found = get_object_or_404(queries.measures_of(request.workspace), pk=pk)
    actions.end_measure(measure=found, by=request.user, now=timezone.now())
    return redirect("reviews:themes", slug=request.workspace.slug)


@page("answer", place="inbox")
@require_http_methods(["GET", "POST"])
def thanks(request: WorkspaceRequest) -> HttpResponse:
    """The saved thank-yous, and a new one."""
    form = SavedThanksForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_thanks(workspace=request.workspace, by=request.user, now=timezone.now(), **form.cleaned_data)
            return redirect("reviews:thanks", slug=request.workspace.slug)
        except Problem as problem:
            form.add_error("text", words(problem.message))
    context = {"form": form, "saved": queries.thanks_of(request.workspace)}
    return render(request, "reviews/thanks.html", context, status=422 if form.errors else 200)


@page("answer", place="inbox")
@require_POST
def thanks_removal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """No longer offer it."""
    found = get_object_or_404(queries.thanks_of(request.workspace), pk=pk)
    actions.drop_thanks(thanks=found, by=request.user, now=timezone.now())
    return redirect("reviews:thanks", slug=request.workspace.slug)


def filters_of(request: WorkspaceRequest) -> Filters:
    """What the address asks for; nonsense in it is nothing asked."""
    asked = request.GET
    return Filters(
        state=asked.get("state", "") if asked.get("state") in STATES else "",
        stars=_whole(asked.get("stars", ""), 5),
        channel=_whole(asked.get("site", ""), 2**62),
        theme=asked.get("theme", "")[:16],
        words=asked.get("q", "").strip()[:100],
    )


def _whole(text: str, most: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 and int(text) <= most else 0
